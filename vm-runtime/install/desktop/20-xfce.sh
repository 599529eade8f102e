#!/usr/bin/env bash
# Purpose: the XFCE desktop, without what it recommends: no sound server, no screen lock, nothing that listens.
# Reads:   ROOT, the package sources.
# Writes:  packages; units that listen outside loopback are masked.
# Exit:    0 done or unchanged   1 unforeseen   10 a package is not to be had
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in script packages desktop; do
  # shellcheck source=/dev/null
  source "$here/../lib/$part.sh"
done

PACKAGES=(
  adwaita-icon-theme dbus-user-session dbus-x11 fonts-dejavu-core libpam-systemd mousepad thunar x11-utils
  x11-xserver-utils xauth xclip xdg-utils xfce4 xfce4-terminal
)
LISTENERS=(
  avahi-daemon.service avahi-daemon.socket cups.service cups.socket cups.path cups-browsed.service rpcbind.service
  rpcbind.socket
)

main() {
  ensure_packages "${PACKAGES[@]}"
  ensure_masked "${LISTENERS[@]}"
  command -v startxfce4 >/dev/null || die "$EXIT_INSTALL" "startxfce4 is missing though xfce4 is here: reinstall that"
  tell_done
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
