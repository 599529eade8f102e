#!/usr/bin/env bash
# Purpose: brings OpenClaw on this machine to VERSION and has the gateway run it. A process of its own does the work, so
#          that a lost connection does not end it; who asks again waits for it first. With --settle it only waits.
# Reads:   /etc/claw/claw.env; npm's registry.
# Writes:  /opt/openclaw and the state on the data disk, both by `openclaw update`; /run/claw/update.{json,log}.
#          Prints {"ok","status","reason","before","after","gateway"}: what became of it stands there alone.
#            status   ok | already-current | settled | skipped (nothing was touched) | error
#            gateway  live | awaiting-secrets | down
# Exit:    0 there is a verdict   1 unforeseen   2 usage   3 settings
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in base settings config gateway json; do
  # shellcheck source=/dev/null
  source "$here/lib/$part.sh"
done

UPDATE_SECONDS=1500 # two idle cores need 155 s, two busy ones 370; what is cut off half-way is worse than late
SETTLE_SECONDS=840  # the one at work, its gateway's start included
LONGEST_REASON=300
VERDICT="$CLAW_RUN/update.json"
WORK_LOG="$CLAW_RUN/update.log"

main() {
  [[ ($# == 1 && $1 =~ ^(--settle|[0-9]+(\.[0-9]+){2}(-[a-z0-9.]+)?)$) || ($# == 2 && $1 == --work) ]] \
    || die "$EXIT_USAGE" "usage: update-openclaw.sh VERSION | --settle"
  read_settings
  if [[ $1 == --work ]]; then
    work "$2"
    return 0
  fi
  mkdir -p "$CLAW_RUN"
  exec 8>"$CLAW_RUN/update.lock"
  flock -w "$SETTLE_SECONDS" 8 \
    || die 1 "another update is still at work after $SETTLE_SECONDS s: read $WORK_LOG, then ask again"
  if [[ $1 == --settle ]]; then
    settle
    return 0
  fi
  rm -f "$VERDICT"
  # The lock goes along: whoever asks while it works waits, also where nobody waits for this one any more.
  setsid "$here/${0##*/}" --work "$1" </dev/null >"$WORK_LOG" 2>&1 &
  wait "$!" || true # the verdict tells it
  [[ -s $VERDICT ]] || give_verdict error "$(tail -n 1 "$WORK_LOG")" "" "$(installed_version)"
  cat "$VERDICT"
}

work() {
  local version=$1 before after
  STATUS=already-current REASON=''
  take_lock
  before=$(installed_version)
  [[ $before == "$version" ]] || update_to "$version"
  after=$(installed_version)
  if [[ $STATUS == ok && $after != "$version" ]]; then
    STATUS=error REASON="openclaw update said ok, but ${after:-nothing} is installed"
  fi
  ensure_running "$after"
  if [[ $after == "$version" ]]; then
    validate_config
    [[ -z $COMPLAINT ]] || STATUS=error REASON="openclaw.json is not valid for OpenClaw $after: $COMPLAINT"
  fi
  give_verdict "$STATUS" "$REASON" "$before" "$after"
}

# STATUS and REASON as OpenClaw has them; its exit code is 0 also where nothing was done. Its doctor waits for a gateway
# that owns the state, eleven minutes, then gives up; so that is stopped once all that can be known before is good.
update_to() {
  local answer
  validate_config
  if [[ -n $COMPLAINT ]]; then
    STATUS=skipped REASON="openclaw.json is invalid: $COMPLAINT"
    return 0
  fi
  answer=$(openclaw_update --dry-run --tag "$1")
  if [[ $(top_level targetVersion <<<"$answer") != "$1" ]]; then
    STATUS=skipped REASON="OpenClaw $1 cannot be had: $(complaint_of "$answer")"
    return 0
  fi
  log "openclaw update to $1"
  systemctl stop "$GATEWAY_UNIT"
  answer=$(openclaw_update --yes --no-restart --tag "$1")
  STATUS=$(top_level status <<<"$answer")
  REASON=$(complaint_of "$answer")
  [[ -n $STATUS ]] || STATUS=error REASON="openclaw update gave no answer; read $WORK_LOG"
}

# complaint_of ANSWER: its reason, and the first line that the step which failed wrote.
complaint_of() {
  local reason line
  reason=$(top_level reason <<<"$1")
  line=$(sed -n 's/^    "stderrTail": "\(.*\)",\{0,1\}$/\1/p' <<<"$1" | head -n 1)
  line=${line%%'\n'*}
  printf '%s' "$reason${line:+: ${line//\\/}}"
}

# The prefix is named, for npm's own says nothing of where OpenClaw lies; npm's advertising would stand in reasons.
openclaw_update() {
  as_user env NPM_CONFIG_PREFIX="$ROOT/opt/openclaw" NPM_CONFIG_UPDATE_NOTIFIER=false timeout "$UPDATE_SECONDS" \
    openclaw update --json "$@" </dev/null || true # what it prints tells
}

# top_level NAME: the text of a field of the outermost object of indented JSON.
top_level() { sed -n "s/^  \"$1\": \"\(.*\)\",\{0,1\}\$/\1/p" | head -n 1; }

installed_version() {
  as_user timeout "$OPENCLAW_SECONDS" openclaw --version </dev/null | sed -nE 's/^OpenClaw ([0-9a-z.-]+).*/\1/p'
}

# What is in the gateway's memory counts, not what is on the disk.
ensure_running() {
  [[ -s $SECRETS && ! -e $DRAINED ]] || return 0
  ! runs "$1" || return 0
  read_unit "$GATEWAY_UNIT"
  [[ ${UNIT_STATE[ActiveState]} != failed ]] || systemctl reset-failed "$GATEWAY_UNIT"
  systemctl restart "$GATEWAY_UNIT" || log "the gateway's unit does not restart"
  local deadline=$((SECONDS + CLAW_GATEWAY_WAIT))
  until runs "$1" || ((SECONDS >= deadline)); do
    read_unit "$GATEWAY_UNIT"
    [[ ${UNIT_STATE[ActiveState]} != failed ]] || return 0
    sleep 0.25
  done
}

# runs VERSION: whether that is the gateway that answers.
runs() {
  ask_gateway /startupz
  [[ $ANSWER_BODY == *"\"version\":\"$1\""* ]] && gateway_is_live
}

settle() {
  local version
  version=$(installed_version)
  give_verdict settled "" "$version" "$version"
  cat "$VERDICT"
}

# give_verdict STATUS REASON BEFORE AFTER
give_verdict() {
  local gateway=down ok=false
  if [[ ! -s $SECRETS ]]; then
    gateway=awaiting-secrets
  elif runs "$4"; then
    gateway=live
  fi
  [[ ! $1 =~ ^(ok|already-current|settled)$ || $gateway == down ]] || ok=true
  put_file "$VERDICT" 644 <<<"$(printf \
    '{"ok":%s,"status":%s,"reason":%s,"before":%s,"after":%s,"gateway":"%s"}' "$ok" "$(json_string "$1")" \
    "$(json_text_or_null "${2:0:LONGEST_REASON}")" "$(json_text_or_null "$3")" "$(json_text_or_null "$4")" "$gateway")"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
