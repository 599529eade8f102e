#!/usr/bin/env bats
# The scripts of install/desktop, one by one.
bats_require_minimum_version 1.5.0

setup() {
  load installing
  make_root ubuntu 24.04
}

# fails_without PACKAGE SCRIPT: a package that is not to be had is named, and the next run does the work.
fails_without() {
  touch "$STATE/no-$1"
  refused "$2" "Unable to locate package $1"
  rm "$STATE/no-$1"
  twice "$2"
}

gpu() {
  mkdir -p "$ROOT/sys/bus/pci/devices/0001:0a:00.0"
  echo 0x10de >"$ROOT/sys/bus/pci/devices/0001:0a:00.0/vendor"
  echo "$1" >"$ROOT/sys/bus/pci/devices/0001:0a:00.0/class"
}

@test "GPU: without an NVIDIA display controller there is nothing to do" {
  run --separate-stderr script desktop/10-gpu
  [ "$output" = unchanged ]
  gpu 0x040300 # its sound device alone
  run --separate-stderr script desktop/10-gpu
  [ "$output" = unchanged ]
  [ ! -e "$STATE/apt" ]
}

@test "GPU: Ubuntu brings the driver once, Debian's absence of one is told" {
  gpu 0x030200
  twice desktop/10-gpu
  rm "$BIN/nvidia-smi"
  sed -i 's/^ID=.*/ID=debian/' "$ROOT/etc/os-release"
  run --separate-stderr script desktop/10-gpu
  [[ $output == 'skipped debian-24.04 has no NVIDIA driver'* ]]
}

@test "XFCE: packages, and what would listen is masked" {
  fails_without xfce4 desktop/20-xfce
  [ "$(readlink "$ROOT/etc/systemd/system/rpcbind.socket")" = /dev/null ]
}

@test "Display: the account is logged in on a screen of 1920x1080 that is not there" {
  fails_without lightdm desktop/30-display
  grep -qx "autologin-user=$CLAW_USER" "$ROOT/etc/lightdm/lightdm.conf.d/50-claw.conf"
  grep -q 'Driver "dummy"' "$ROOT/etc/X11/xorg.conf.d/20-claw.conf"
  grep -q 'Modes "1920x1080"' "$ROOT/etc/X11/xorg.conf.d/20-claw.conf"
  [ "$(readlink "$ROOT/etc/systemd/system/default.target")" = /lib/systemd/system/graphical.target ]
}

@test "Display: a card with its driver is what the screen is made of" {
  gpu 0x030000
  program nvidia-smi </dev/null
  twice desktop/30-display
  grep -q 'Driver "nvidia"' "$ROOT/etc/X11/xorg.conf.d/20-claw.conf"
  grep -q 'BusID "PCI:10:0:0"' "$ROOT/etc/X11/xorg.conf.d/20-claw.conf"
}

@test "Display: what runs is restarted, when something changed" {
  mkdir -p "$ROOT/run/systemd/system"
  twice desktop/30-display
  [ "$(<"$STATE/systemctl")" = $'daemon-reload\n--no-block try-restart lightdm.service' ]
}

@test "RDP: on loopback alone, not for root, with a key it can read" {
  fails_without xrdp desktop/40-xrdp
  [ "$(<"$ROOT/etc/xrdp/xrdp.ini")" = $'[Globals]\nport=tcp://.:3389\n[Xorg]\nport=-1' ]
  grep -qx AllowRootLogin=false "$ROOT/etc/xrdp/sesman.ini"
  grep -qx 'ssl-cert:x:101:xrdp' "$ROOT/etc/group"
}

@test "RDP: a port that cannot be bound to loopback is refused" {
  script desktop/40-xrdp
  sed -i /^port=/d "$ROOT/etc/xrdp/xrdp.ini"
  refused desktop/40-xrdp 'has no port to bind: reinstall xrdp'
}

@test "Sunshine: on the Tailscale address alone, its own units masked" {
  twice desktop/50-sunshine
  grep -q 'exec sunshine "bind_address=$address"' "$ROOT/usr/local/bin/claw-sunshine"
  [ "$(readlink "$ROOT/etc/systemd/user/sunshine.service")" = /dev/null ]
  grep -qx Exec=/usr/local/bin/claw-sunshine "$ROOT/etc/xdg/autostart/claw-sunshine.desktop"
}

@test "Sunshine: another file is refused, another distribution goes without" {
  echo other >>"$(vendor_file 'sunshine_*.deb')"
  refused desktop/50-sunshine 'not the pinned'
  [ ! -e "$ROOT/usr/local/bin/claw-sunshine" ]
  sed -i 's/^ID=.*/ID=debian/' "$ROOT/etc/os-release"
  run --separate-stderr script desktop/50-sunshine
  [[ $output == 'skipped there is no pinned Sunshine for debian-24.04 on amd64: use RDP' ]]
}
