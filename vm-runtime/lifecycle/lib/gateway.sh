# shellcheck shell=bash
# Purpose: the gateway's unit and its HTTP answers.

GATEWAY_URL=http://127.0.0.1:18789
GATEWAY=failed # started | awaiting-secrets | failed: what the boot report says
DRAINED="$CLAW_RUN/drained"

# ask_gateway PATH [SECONDS]: ANSWER_CODE (000: none) and ANSWER_BODY. The gateway's web pages answer 200 to any path,
# so a caller looks at the body too.
ask_gateway() {
  local answer
  answer=$(curl --silent --max-time "${2:-3}" --write-out '\n%{http_code}' "$GATEWAY_URL$1") || true # 000 tells it
  ANSWER_CODE=${answer##*$'\n'}
  ANSWER_BODY=${answer%$'\n'*}
}

# The installed version: from the package where it stands, for the command itself costs a start of Node.
installed_openclaw() {
  local package="$ROOT/opt/openclaw/lib/node_modules/openclaw/package.json"
  if [[ -r $package ]]; then
    sed -nE '/^  "version": "([^"]+)".*/ { s//\1/p; q }' "$package"
  else
    timeout 10 openclaw --version 2>/dev/null </dev/null | sed -nE 's/^OpenClaw ([0-9A-Za-z.-]+).*/\1/p'
  fi
}

gateway_is_live() {
  ask_gateway /healthz
  [[ $ANSWER_CODE == 200 && $ANSWER_BODY == *'"ok":true'* ]]
}

# read_unit UNIT: the properties of the unit into UNIT_STATE[...].
read_unit() {
  local line
  declare -gA UNIT_STATE=()
  while IFS= read -r line; do
    UNIT_STATE[${line%%=*}]=${line#*=}
  done < <(systemctl show -p ActiveState -p SubState -p Result -p ExecMainStatus -p NRestarts -p MainPID \
    -p UnitFileState "$1")
}

ensure_gateway_unit() {
  put_unit "$GATEWAY_UNIT" user
  [[ $STEP_CHANGED == true ]] || return 0
  systemctl daemon-reload
  GATEWAY_STALE=true
}

ensure_gateway() {
  if [[ -e $DRAINED ]]; then
    rm -f "$DRAINED"
    changed
  fi
  if [[ ! -s $SECRETS ]]; then
    GATEWAY=awaiting-secrets
    log "no secrets yet: the gateway starts when receive-secrets.sh has them"
    return 0
  fi
  start_gateway
}

start_gateway() {
  read_unit "$GATEWAY_UNIT"
  if [[ ${UNIT_STATE[ActiveState]} != active || $GATEWAY_STALE == true ]]; then
    # Else a start limit once hit refuses the start. A unit that never ran has nothing to reset, and systemd says so.
    [[ ${UNIT_STATE[ActiveState]} != failed ]] || systemctl reset-failed "$GATEWAY_UNIT"
    systemctl restart "$GATEWAY_UNIT"
    changed
  fi
  await_gateway
  GATEWAY=started
}

await_gateway() {
  local deadline=$((SECONDS + CLAW_GATEWAY_WAIT)) # a start takes 8 to 18 s, one that migrates its state minutes
  until gateway_is_live; do
    read_unit "$GATEWAY_UNIT"
    if [[ ${UNIT_STATE[ActiveState]} == failed ]]; then
      die "$EXIT_GATEWAY" "the gateway gave up (${UNIT_STATE[Result]}, exit code ${UNIT_STATE[ExecMainStatus]}):" \
        "$(last_gateway_line)"
    fi
    ((SECONDS < deadline)) \
      || die "$EXIT_GATEWAY" "the gateway does not answer after $CLAW_GATEWAY_WAIT s:" \
        "restart it, read journalctl -u $GATEWAY_UNIT"
    sleep 0.25
  done
}

# gateway_lines COUNT: the newest lines the gateway's processes wrote; -u would mix in systemd's own.
gateway_lines() { journalctl "_SYSTEMD_UNIT=$GATEWAY_UNIT" -n "$1" -o cat --no-pager; }

# The newest line, bot tokens blotted out.
last_gateway_line() {
  gateway_lines 20 | awk 'NF { line = $0 } END { print line }' | without_tokens
}

without_tokens() { sed -E 's/[0-9]{6,}:[A-Za-z0-9_-]{20,}/[redacted]/g' | cut -c 1-300; }
