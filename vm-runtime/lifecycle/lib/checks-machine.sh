# shellcheck shell=bash
# Purpose: the checks of verify.sh that look at the machine and what runs on it.

OPENCLAW_FOUND='' # the installed version, once check_openclaw_runs has asked
NODE_FOUND=''

check_boot_unit() {
  read_unit "$BOOT_UNIT"
  DETAIL="${UNIT_STATE[UnitFileState]:-unknown}, ${UNIT_STATE[ActiveState]:-unknown}"
  [[ $DETAIL == 'enabled, active' || $DETAIL == 'enabled, activating' ]]
}

check_gateway_unit() {
  DETAIL="$GATEWAY_UNIT is the app layer's"
  cmp -s "$CLAW_OPT/units/$GATEWAY_UNIT" "$ROOT/etc/systemd/system/$GATEWAY_UNIT"
}

check_gateway_active() {
  read_unit "$GATEWAY_UNIT"
  DETAIL="${UNIT_STATE[ActiveState]:-unknown} (${UNIT_STATE[Result]:-unknown})"
  [[ ${UNIT_STATE[ActiveState]:-} == active ]]
}

check_gateway_steady() {
  read_unit "$GATEWAY_UNIT"
  DETAIL="${UNIT_STATE[NRestarts]:-?} restarts since it was started, red from 3"
  ((${UNIT_STATE[NRestarts]:-9} < 3))
}

check_ssh_active() {
  DETAIL='ssh.service or ssh.socket'
  systemctl is-active --quiet ssh.service || systemctl is-active --quiet ssh.socket
}

check_quiet_hour() {
  local unit wanted
  wanted=" $(printf '%02d' "$CLAW_QUIET_HOUR"):"
  DETAIL="the system updates itself from${wanted}00 $CLAW_TIME_ZONE on"
  for unit in apt-daily apt-daily-upgrade; do
    grep -qsF "$wanted" "$ROOT/etc/systemd/system/$unit.timer.d/10-claw.conf" || return 1
  done
}

check_healthz() {
  ask_gateway /healthz
  DETAIL="$ANSWER_CODE ${ANSWER_BODY:0:120}"
  [[ $ANSWER_CODE == 200 && $ANSWER_BODY == *'"ok":true'* ]]
}

check_readyz() {
  ask_gateway /readyz
  DETAIL="$ANSWER_CODE ${ANSWER_BODY:0:120}"
  [[ $ANSWER_CODE == 200 && $ANSWER_BODY == *'"ready":true'* ]]
}

# Without its tools verify.sh itself is blind: every other check needs this one.
check_system_tools() {
  local tool missing='' tools=(awk blkid curl find findmnt flock iconv journalctl runuser sed stat systemctl timeout)
  ! applies_installed || tools+=(git jq perl python3 ssh-keygen tmux)
  for tool in "${tools[@]}"; do
    command -v "$tool" >/dev/null || missing+=" $tool"
  done
  DETAIL="missing:${missing:- none}"
  [[ -z $missing ]]
}

check_node_runs() {
  NODE_FOUND=$(timeout 10 node --version </dev/null)
  DETAIL=${NODE_FOUND:-no answer}
  [[ -n $NODE_FOUND ]]
}

check_openclaw_runs() {
  DETAIL=$(timeout 20 openclaw --version </dev/null)
  [[ $DETAIL =~ ^OpenClaw\ ([0-9A-Za-z.-]+) ]] || return 1
  OPENCLAW_FOUND=${BASH_REMATCH[1]}
}

check_app_layer() {
  DETAIL="$(<"$CLAW_OPT/VERSION"), ordered $CLAW_APP_LAYER"
  [[ $(<"$CLAW_OPT/VERSION") == "$CLAW_APP_LAYER" ]]
}

check_node_version() {
  local pinned
  pinned=$(sed -n 's/^NODE_VERSION=//p' "$CLAW_OPT/install/lib/versions.sh")
  DETAIL="$NODE_FOUND, pinned v$pinned"
  [[ $NODE_FOUND == "v$pinned" ]]
}

# It may have been updated since; older than ordered it would be if the order came to nothing.
check_openclaw_ordered() {
  DETAIL="installed $OPENCLAW_FOUND, ordered ${CLAW_OPENCLAW:-none}"
  [[ $(printf '%s\n' "${CLAW_OPENCLAW:-0}" "$OPENCLAW_FOUND" | sort -V | tail -n 1) == "$OPENCLAW_FOUND" ]]
}

check_gateway_version() {
  local running=''
  ask_gateway /startupz
  [[ ! $ANSWER_BODY =~ \"version\":\"([0-9A-Za-z.-]+)\" ]] || running=${BASH_REMATCH[1]}
  DETAIL="installed $OPENCLAW_FOUND, running ${running:-none}"
  [[ $OPENCLAW_FOUND == "$running" ]]
}

check_updates_applied() {
  local pending
  pending=$(pending_updates | tr '\n' ' ')
  DETAIL="marker $(update_marker), pending ${pending:-none}"
  [[ -z $pending ]]
}

check_desktop_password() {
  DETAIL='of the account, by presence'
  [[ -s $MACHINE/desktop-password ]]
}

check_display_manager() {
  read_unit display-manager.service
  DETAIL="${UNIT_STATE[ActiveState]:-unknown}"
  [[ $DETAIL == active ]]
}

check_screen() {
  DETAIL='display :0'
  [[ -S $ROOT/tmp/.X11-unix/X0 ]]
}

check_remote_desktop() {
  read_unit xrdp.service
  DETAIL="${UNIT_STATE[ActiveState]:-unknown}"
  [[ $DETAIL == active ]]
}

check_boot_report() {
  DETAIL="$REPORT"
  grep -qs '^{"ok":true,' "$REPORT" \
    && grep -qs "\"claw\":\"$CLAW_NAME\",\"generation\":$CLAW_GENERATION," "$REPORT"
}

check_not_drained() {
  DETAIL="$DRAINED is absent"
  [[ ! -e $DRAINED ]]
}

check_custom_data_gone() {
  local copies
  copies=$(copies_of_custom_data | tr '\n' ' ')
  DETAIL="copies: ${copies:-none}"
  [[ -z $copies ]]
}
