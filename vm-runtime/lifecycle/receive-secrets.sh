#!/usr/bin/env bash
# Purpose: takes the claw's secrets (NAME=value lines on stdin: all of them, what is absent is forgotten) and has the
#          gateway run with them. A gateway token is made here where none is given; it stays for the disk's life.
# Reads:   stdin, /etc/claw/claw.env.
# Writes:  /mnt/claw-data/openclaw/secrets.json (what openclaw.json names) and .env (the rest), mode 600, whole; what
#          begins with MACHINE_, and TAILSCALE_AUTHKEY, into machine/secrets.env, which is root's. Prints
#          {"changed":bool,"gateway":"started"}.
# Exit:    0 done   1 unforeseen   2 a line is no NAME=value   3 settings   5 data disk not mounted   9 gateway
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in base json settings config gateway units tailscale; do
  # shellcheck source=/dev/null
  source "$here/lib/$part.sh"
done

main() {
  [[ $# == 0 ]] || die "$EXIT_USAGE" "usage: receive-secrets.sh, with NAME=value lines on stdin"
  local secrets_changed
  LINES_READ='' MACHINE_LINES=''
  read_secrets
  read_settings
  take_lock
  mountpoint -q "$DATA" || die "$EXIT_DISK" "the data disk is not mounted: run boot.sh"
  [[ ! -e $DRAINED ]] || die "$EXIT_GATEWAY" "this machine is drained: run boot.sh, then send the secrets again"
  [[ $LINES_READ == *$'\n'OPENCLAW_GATEWAY_TOKEN=* ]] || LINES_READ+=$'\n'"OPENCLAW_GATEWAY_TOKEN=$(gateway_token)"
  STEP_CHANGED=false
  put_secrets
  secrets_changed=$STEP_CHANGED
  put_machine_secrets
  GATEWAY_STALE=$secrets_changed
  start_gateway
  ensure_last_good
  ensure_tailscale
  printf '{"changed":%s,"gateway":"%s"}\n' "$secrets_changed" "$GATEWAY"
}

# An error names the line, never its text.
read_secrets() {
  local line value number=0
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    [[ -n $line ]] || continue
    [[ $line =~ ^[A-Za-z_][A-Za-z0-9_]*=. ]] || die "$EXIT_USAGE" "line $number of the secrets is no NAME=value"
    value=${line#*=}
    [[ $value != *[[:cntrl:]\']* ]] \
      || die "$EXIT_USAGE" "the value of ${line%%=*} has a quote or control character: send one without"
    case ${line%%=*} in
      MACHINE_* | TAILSCALE_AUTHKEY) MACHINE_LINES+=$'\n'$line ;;
      *) LINES_READ+=$'\n'"${line%%=*}=$value" ;;
    esac
  done
  [[ -n $LINES_READ$MACHINE_LINES ]] || die "$EXIT_USAGE" "no secrets on stdin: send NAME=value lines"
}

# What openclaw.json names stands in a file that only the gateway reads. The rest becomes its environment, written so
# that OpenClaw's reader takes each value verbatim; whoever wants it hidden names it in openclaw.json.
put_secrets() {
  local line name value named=() extras=()
  while IFS= read -r line; do
    name=${line%%=*} value=${line#*=}
    if grep -qsF "\"/$name\"" "$CONFIG" || [[ $name == @(TELEGRAM_BOT_TOKEN|OPENCLAW_GATEWAY_TOKEN) ]]; then
      named+=("  $(json_string "$name"): $(json_string "$value")")
    else
      [[ $value =~ ^[A-Za-z0-9_:.,/+=@%-]+$ ]] || value="'$value'"
      extras+=("$name=$value")
    fi
  done <<<"${LINES_READ#$'\n'}"
  if ((${#extras[@]})); then
    put_file "$ENVIRONMENT" 600 "$OWNER_IDS" < <(printf '%s\n' "${extras[@]}")
  elif [[ -e $ENVIRONMENT ]]; then
    rm -f "$ENVIRONMENT"
    changed
  fi
  put_file "$SECRETS" 600 "$OWNER_IDS" < <(printf '{\n%s\n}\n' "$(joined "${named[@]}")")
}

joined() {
  local all
  printf -v all '%s,\n' "$@"
  printf '%s' "${all%$',\n'}"
}

# What is the machine's and none of the gateway's business.
put_machine_secrets() {
  ensure_folder "$MACHINE" 700
  if [[ -n $MACHINE_LINES ]]; then
    put_file "$MACHINE/secrets.env" 600 <<<"${MACHINE_LINES#$'\n'}"
  elif [[ -e $MACHINE/secrets.env ]]; then
    rm -f "$MACHINE/secrets.env"
    changed
  fi
}

gateway_token() {
  local token=''
  [[ ! -r $SECRETS ]] || token=$(sed -nE 's/^ *"OPENCLAW_GATEWAY_TOKEN": "(.*)",?$/\1/p' "$SECRETS")
  [[ -n $token ]] || token=$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')
  printf '%s' "$token"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
