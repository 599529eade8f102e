#!/usr/bin/env bash
# Purpose: says where the workspace is pushed each hour, and prints the public key to let in there. An empty URL ends
#          it.
# Reads:   /etc/claw/claw.env.
# Writes:  /mnt/claw-data/machine/workspace-{remote,key,key.pub}, the timer.
# Exit:    0 done   1 unforeseen   2 usage, or no URL that a key opens   3 settings   5 data disk not mounted
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in base settings workspace; do
  # shellcheck source=/dev/null
  source "$here/lib/$part.sh"
done

# A key opens SSH alone. What git or ssh would take for an option, or for a command (ext::), has no place here.
SSH_URL='^ssh://([A-Za-z0-9._-]+@)?[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?/[A-Za-z0-9._/~-]+$'
SCP_URL='^[A-Za-z0-9._-]+@[A-Za-z0-9][A-Za-z0-9.-]*:[A-Za-z0-9_~][A-Za-z0-9._/~-]*$'

main() {
  [[ $# == 1 ]] || die "$EXIT_USAGE" "usage: set-workspace-remote.sh git@host:owner/repository.git, or '' for none"
  [[ -z $1 || $1 =~ $SSH_URL || $1 =~ $SCP_URL ]] \
    || die "$EXIT_USAGE" "this is no address that a key opens: write git@host:owner/repository.git or ssh://…"
  read_settings
  take_lock
  mountpoint -q "$DATA" || die "$EXIT_DISK" "the data disk is not mounted: run boot.sh"
  ensure_folder "$MACHINE" 700
  if [[ -n $1 ]]; then
    put_file "$REMOTE_FILE" 600 <<<"$1"
  else
    rm -f "$REMOTE_FILE" "$PUSH_REPORT"
  fi
  ensure_workspace_push
  [[ -z $1 ]] || cat "$PUSH_KEY.pub"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
