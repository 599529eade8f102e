# shellcheck shell=bash
# Purpose: the step that joins the tailnet where the claw has a key for it. Its state is on the disk, so that a machine
#          that comes after is the same node. A claw serves without: what fails is a warning.

TAILSCALE_SECONDS=60

ensure_tailscale() {
  local key
  key=$(sed -n 's/^TAILSCALE_AUTHKEY=//p' "$MACHINE/secrets.env" 2>/dev/null) || true
  [[ -n $key && ! -e $NO_INSTALL ]] || return 0
  if [[ ! -x $ROOT/usr/sbin/tailscaled ]]; then
    warn "there is a key for Tailscale, but tailscaled is not installed: see install in the boot report"
    return 0
  fi
  start_unit tailscaled.service
  join_tailnet "$key"
  if tailnet_is_joined; then serve_gateway; fi
}

join_tailnet() {
  local file code=0
  ! tailnet_is_joined || return 0
  file=$(mktemp "$CLAW_RUN/tailscale.XXXXXX") # in memory, mode 600: not in argv, where everybody could read it
  printf '%s\n' "$1" >"$file"
  timeout "$TAILSCALE_SECONDS" tailscale up --auth-key="file:$file" --hostname="claw-$CLAW_NAME" </dev/null >&2 \
    || code=$?
  rm -f "$file"
  if ((code != 0)); then
    warn "Tailscale does not join (exit code $code): is its key still valid? Send a new one, then run boot.sh"
    return 0
  fi
  changed
}

tailnet_is_joined() {
  local status
  status=$(timeout 10 tailscale status --json --peers=false 2>/dev/null </dev/null) || return 1
  [[ $status =~ \"BackendState\":[[:space:]]*\"Running\" ]]
}

serve_gateway() {
  local status
  status=$(timeout 10 tailscale serve status --json 2>/dev/null </dev/null) || true
  [[ $status != *127.0.0.1:18789* ]] || return 0
  if ! timeout "$TAILSCALE_SECONDS" tailscale serve --bg http://127.0.0.1:18789 </dev/null >&2; then
    warn "Tailscale serves nothing: does the tailnet admit HTTPS certificates? Then run boot.sh"
    return 0
  fi
  changed
}
