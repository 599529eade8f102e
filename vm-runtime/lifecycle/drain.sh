#!/usr/bin/env bash
# Purpose: lets go of the data disk, so that the machine can be stopped or the disk moved: no gateway, nothing mounted.
#          A mark in /run keeps the gateway from being started again; boot.sh and every restart of the machine clear it.
# Reads:   /etc/claw/claw.env.
# Writes:  /run/claw/drained.
# Exit:    0 let go (or nothing was held)   1 unforeseen   2 usage   3 settings   5 the disk is still in use
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in base settings gateway; do
  # shellcheck source=/dev/null
  source "$here/lib/$part.sh"
done

main() {
  [[ $# == 0 ]] || die "$EXIT_USAGE" "usage: drain.sh"
  read_settings
  take_lock
  [[ -e $DRAINED ]] || : >"$DRAINED"
  stop_gateway
  sync
  local mount
  for mount in "$USER_HOME/.openclaw" "$USER_HOME/workspace" "$DATA"; do
    let_go "$mount"
  done
}

stop_gateway() {
  read_unit "$GATEWAY_UNIT"
  [[ ${UNIT_STATE[ActiveState]} != inactive ]] || return 0
  systemctl stop "$GATEWAY_UNIT"
  read_unit "$GATEWAY_UNIT"
  [[ ${UNIT_STATE[MainPID]:-0} == 0 ]] || die "$EXIT_DISK" "the gateway did not stop: read journalctl -u $GATEWAY_UNIT"
}

let_go() {
  mountpoint -q "$1" || return 0
  umount "$1" || die "$EXIT_DISK" "$1 is still in use: end what runs there (lsof +f -- $1), then run drain.sh"
  ! mountpoint -q "$1" || die "$EXIT_DISK" "$1 is mounted twice: umount it, then run drain.sh"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
