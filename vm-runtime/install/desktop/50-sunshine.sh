#!/usr/bin/env bash
# Purpose: Sunshine, which shows display :0 to Moonlight, on the Tailscale address alone. Never run for real.
# Reads:   ROOT, Sunshine's releases, the package sources.
# Writes:  packages, /usr/local/bin/claw-sunshine, which the desktop's session starts.
# Exit:    0 done, unchanged or skipped   1 unforeseen   10 not to be had
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in script download packages; do
  # shellcheck source=/dev/null
  source "$here/../lib/$part.sh"
done

PLACE=${CLAW_DOWNLOAD_BASE_GITHUB:-https://github.com}
FILE=sunshine_$SUNSHINE_VERSION-1%2Bubuntu24.04_amd64.deb

main() {
  architecture
  distribution
  if [[ $DISTRIBUTION-$ARCHITECTURE != ubuntu-24.04-amd64 ]]; then
    tell "skipped there is no pinned Sunshine for $DISTRIBUTION on $ARCHITECTURE: use RDP"
    return 0
  fi
  [[ -z $(missing_packages sunshine) ]] || install_sunshine
  # The package's own units would listen on every address.
  for unit in sunshine.service app-dev.lizardbyte.app.Sunshine.service; do
    ensure_link /dev/null "$ROOT/etc/systemd/user/$unit"
  done
  ensure_file "$ROOT/usr/local/bin/claw-sunshine" 755 <<'EOT'
#!/bin/sh
# Started by the desktop's session; waits until the machine has joined a tailnet.
until address=$(tailscale ip -4 2>/dev/null); do sleep 10; done
exec sunshine "bind_address=$address" upnp=disabled
EOT
  ensure_file "$ROOT/etc/xdg/autostart/claw-sunshine.desktop" 644 <<'EOT'
[Desktop Entry]
Type=Application
Name=Sunshine
Exec=/usr/local/bin/claw-sunshine
OnlyShowIn=XFCE;
EOT
  tell_done "sunshine=$(dpkg-query -W -f '${Version}' sunshine)"
}

install_sunshine() {
  work_folder
  download "$PLACE/LizardByte/Sunshine/releases/download/v$SUNSHINE_VERSION/$FILE" "$WORK/sunshine.deb" sha256 \
    "$SUNSHINE_SHA256_AMD64"
  # try_packages handles its own errors: errexit is off inside.
  if ! try_packages "$WORK/sunshine.deb"; then
    die "$EXIT_INSTALL" "$PACKAGES_WHY; look at the machine's package sources, then run boot.sh"
  fi
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
