#!/usr/bin/env bash
# Purpose: the password of the desktop: show prints it once in its life, renew makes another and prints that. It lies on
#          the data disk, so that a new machine has the same.
# Reads:   /etc/claw/claw.env.
# Writes:  /mnt/claw-data/machine/desktop-password{,.shown}, mode 600, root's alone; with renew the account's password.
#          Prints {"password":text or null}; null: it was shown before.
# Exit:    0 printed   1 unforeseen   2 usage   3 settings, or no desktop   5 data disk not mounted
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in base settings json desktop; do
  # shellcheck source=/dev/null
  source "$here/lib/$part.sh"
done

PASSWORD="$DATA/machine/desktop-password"
SHOWN="$PASSWORD.shown"

main() {
  [[ $# == 1 && $1 =~ ^(show|renew)$ ]] || die "$EXIT_USAGE" "usage: desktop-password.sh show | renew"
  read_settings
  take_lock
  [[ $CLAW_PROFILE == desktop ]] \
    || die "$EXIT_SETTINGS" "this machine has no desktop: deploy it with the profile desktop"
  mountpoint -q "$DATA" || die "$EXIT_DISK" "the data disk is not mounted: run boot.sh"
  [[ $1 == show && -s $PASSWORD ]] || renew
  if [[ -e $SHOWN ]]; then
    printf '{"password":null}\n'
    return 0
  fi
  # Marked first: shown twice it would be no secret any more, not shown at all it can be renewed.
  put_file "$SHOWN" 600 </dev/null
  printf '{"password":%s}\n' "$(json_string "$(<"$PASSWORD")")"
}

renew() {
  local password
  ensure_folder "$DATA/machine" 700
  password=$(new_password)
  chpasswd <<<"$CLAW_USER:$password"
  rm -f "$SHOWN"
  put_file "$PASSWORD" 600 <<<"$password"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
