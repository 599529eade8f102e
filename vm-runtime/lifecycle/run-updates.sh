#!/usr/bin/env bash
# Purpose: runs each updates/NNN-name.sh that this data disk has not had, in order. `--pending` only looks.
# Reads:   /opt/claw/updates, /mnt/claw-data/update-version.txt.
# Writes:  the marker, after each success; what the updates write. Prints the names, one a line.
# Exit:    0 done   1 unforeseen   2 usage   3 settings   5 data disk not mounted   8 an update failed
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in base settings updates; do
  # shellcheck source=/dev/null
  source "$here/lib/$part.sh"
done
UPDATES_RAN=()

main() {
  read_settings
  mountpoint -q "$DATA" || die "$EXIT_DISK" "the data disk is not mounted: run boot.sh"
  case $* in
    --pending) pending_updates ;;
    '')
      take_lock
      run_updates
      ((${#UPDATES_RAN[@]} == 0)) || printf '%s\n' "${UPDATES_RAN[@]}"
      ;;
    *) die "$EXIT_USAGE" "usage: run-updates.sh [--pending]" ;;
  esac
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
