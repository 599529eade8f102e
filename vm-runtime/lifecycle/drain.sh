#!/usr/bin/env bash
# Purpose: lets go of the data disk, so that the machine can be stopped or the disk moved: no gateway, nothing mounted.
#          A mark in /run keeps the gateway from being started again; boot.sh and every restart of the machine clear it.
# Reads:   /etc/claw/claw.env.
# Writes:  /run/claw/drained.
# Exit:    0 let go (or nothing was held)   1 unforeseen   2 usage   3 settings   5 the disk is still in use
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in base settings gateway mounts units; do
  # shellcheck source=/dev/null
  source "$here/lib/$part.sh"
done

main() {
  [[ $# == 0 ]] || die "$EXIT_USAGE" "usage: drain.sh"
  read_settings
  take_lock
  [[ -e $DRAINED ]] || : >"$DRAINED"
  stop_gateway
  stop_side_units
  sync
  let_go_of_data
}

# What else is at work on the disk: its screen, its terminals, its node in the tailnet.
stop_side_units() {
  local unit
  for unit in claw-claude.service claw-workspace-git.timer claw-workspace-git.service tailscaled.service \
    xrdp.service xrdp-sesman.service display-manager.service; do
    stop_unit "$unit"
  done
}

stop_gateway() {
  read_unit "$GATEWAY_UNIT"
  [[ ${UNIT_STATE[ActiveState]} != inactive ]] || return 0
  systemctl stop "$GATEWAY_UNIT"
  read_unit "$GATEWAY_UNIT"
  [[ ${UNIT_STATE[MainPID]:-0} == 0 ]] || die "$EXIT_DISK" "the gateway did not stop: read journalctl -u $GATEWAY_UNIT"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
