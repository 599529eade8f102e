#!/usr/bin/env bash
# Purpose: display :0 at 1920x1080 without a screen, and the claw's account logged in on it at each start.
# Reads:   ROOT CLAW_USER, the PCI bus, the package sources.
# Writes:  packages, /etc/X11/xorg.conf.d/20-claw.conf, /etc/lightdm/lightdm.conf.d/50-claw.conf; LightDM starts.
# Exit:    0 done or unchanged   1 unforeseen   10 a package is not to be had
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in script packages desktop; do
  # shellcheck source=/dev/null
  source "$here/../lib/$part.sh"
done

PACKAGES=(lightdm lightdm-gtk-greeter xserver-xorg-core xserver-xorg-input-libinput xserver-xorg-video-dummy)

main() {
  local screen
  ensure_packages "${PACKAGES[@]}"
  screen=$(screen_section)
  ensure_file "$ROOT/etc/X11/xorg.conf.d/20-claw.conf" 644 <<<"$screen"
  ensure_file "$ROOT/etc/lightdm/lightdm.conf.d/50-claw.conf" 644 <<EOT
[LightDM]
# A machine without a screen has no seat that logind calls graphical.
logind-check-graphical=false
[Seat:*]
autologin-user=$CLAW_USER
autologin-user-timeout=0
autologin-session=xfce
user-session=xfce
EOT
  ensure_link /lib/systemd/system/lightdm.service "$ROOT/etc/systemd/system/display-manager.service"
  ensure_link /lib/systemd/system/graphical.target "$ROOT/etc/systemd/system/default.target"
  restart_changed lightdm.service
  tell_done
}

screen_section() {
  cat <<EOT
Section "ServerFlags"
  Option "BlankTime" "0"
  Option "AutoAddGPU" "false"
EndSection
Section "Monitor"
  Identifier "claw"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
  Modeline "1920x1080" 148.50 1920 2008 2052 2200 1080 1084 1089 1125 +HSync +VSync
EndSection
$(device_section)
Section "Screen"
  Identifier "claw"
  Device "claw"
  Monitor "claw"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1920x1080"
    Virtual 1920 1080
  EndSubSection
EndSection
EOT
}

device_section() {
  local bus slot
  if has_gpu && command -v nvidia-smi >/dev/null; then
    bus=${GPU_ADDRESS#*:}
    slot=${bus#*:}
    printf 'Section "Device"\n  Identifier "claw"\n  Driver "nvidia"\n  BusID "PCI:%d:%d:%d"\n' \
      "0x${bus%%:*}" "0x${slot%.*}" "0x${slot#*.}"
    printf '  Option "AllowEmptyInitialConfiguration" "true"\nEndSection\n'
  else
    printf 'Section "Device"\n  Identifier "claw"\n  Driver "dummy"\n  VideoRam 256000\nEndSection\n'
  fi
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
