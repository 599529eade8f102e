#!/usr/bin/env bash
# Purpose: a desktop by RDP, on loopback alone: it is reached through an SSH tunnel.
# Reads:   ROOT, the package sources.
# Writes:  packages, /etc/xrdp/xrdp.ini, /etc/xrdp/sesman.ini; xrdp starts.
# Exit:    0 done or unchanged   1 unforeseen   10 a package is not to be had
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in script packages desktop; do
  # shellcheck source=/dev/null
  source "$here/../lib/$part.sh"
done

XRDP=$ROOT/etc/xrdp/xrdp.ini
SESMAN=$ROOT/etc/xrdp/sesman.ini

main() {
  local text
  ensure_packages ssl-cert xorgxrdp xrdp
  # tcp://.: is loopback (xrdp.ini(5)); a bare number would be every address.
  text=$(sed -E '0,/^port=/s|^port=.*|port=tcp://.:3389|' "$XRDP")
  ensure_file "$XRDP" 644 <<<"$text"
  text=$(sed -E 's/^(AllowRootLogin)=.*/\1=false/' "$SESMAN")
  ensure_file "$SESMAN" 644 <<<"$text"
  ensure_key_readable
  grep -qx 'port=tcp://.:3389' "$XRDP" || die "$EXIT_INSTALL" "$XRDP has no port to bind: reinstall xrdp"
  # It brings its session manager along, which systemd stops again where nobody needs it: started first, that would take
  # the folder of both away while xrdp starts.
  restart_changed xrdp.service
  tell_done
}

# xrdp leaves root; without its certificate's key it would fall back to RDP's own, weak encryption.
ensure_key_readable() {
  ! grep -qE '^ssl-cert:.*[:,]xrdp(,|$)' "$ROOT/etc/group" || return 0
  usermod -aG ssl-cert xrdp
  changed
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
