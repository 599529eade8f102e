#!/usr/bin/env bash
# Purpose: makes the images of machines that boot (Sandbox:Machines=Nspawn), as layers of overlayfs that only hold
#          what is new: stock <- 1.0.0 <- 1.1.0 <- 1.2.0-bad. What is there already, by content, is not made again.
# Usage:   build-images.sh FOLDER [IMAGE ...]     all of them where none is named; needs root
# Reads:   APP_LAYER (folder that becomes /opt/claw; needed beyond stock), the host's CA bundle and name servers,
#          MIRROR (a Debian mirror), this folder's lib.sh
# Writes:  FOLDER/layers/NAME-KEY, and last FOLDER/NAME/layers: the layers of an image, a line each, topmost first;
#          FOLDER/build.log, what the tools of the last run printed
# Exit:    0 all there   2 usage   3 a program is missing, or the account is not root   1 a step failed (said why)
set -Eeuo pipefail
shopt -s inherit_errexit

: "${MIRROR:=http://deb.debian.org/debian}"
: "${APP_LAYER:=}"

readonly SUITE=bookworm
# The version that machines of 1.0.0 bring, older than what the app layer pins: an upgrade then has a way to go.
readonly FIRST_OPENCLAW=2026.9.5
readonly GATEWAY_PORT=18789 # OpenClaw's own default

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=src/ParentBot/SandboxHost/nspawn/lib.sh
source "$here/lib.sh"

# A stand-in of the marketplace's Ubuntu: what a cloud image has, and nothing of ours.
build_stock() {
  local root=$1
  debootstrap --variant=minbase --include="$(packages)" "$SUITE" "$root" "$MIRROR" >&2
  trust_what_the_host_trusts "$root"
  # debootstrap cannot resolve cloud-init's dependencies; apt can.
  in_chroot "$root" apt-get install -y -q --no-install-recommends cloud-init
  in_chroot "$root" apt-get clean
  configure_cloud_init "$root"
  forget_identity "$root"
}

packages() {
  local list=(
    systemd systemd-sysv dbus udev iproute2 openssh-server sudo jq curl ca-certificates e2fsprogs python3 procps
    gnupg rsync xz-utils
  )
  local IFS=,
  printf '%s' "${list[*]}"
}

# NoCloud alone: a container asks no hypervisor. en_US.UTF-8 is not there, and would fail cloud-config.
configure_cloud_init() {
  local root=$1
  put "$root/etc/cloud/cloud.cfg.d/90-sandbox.cfg" <<'CFG'
datasource_list: [NoCloud]
locale: C.UTF-8
manage_etc_hosts: localhost
network: {config: disabled}
apt_preserve_sources_list: true
CFG
  in_chroot "$root" systemctl enable systemd-networkd.service
  # No udev in a container: nothing to wait for, and 120 s of waiting where a name is not there.
  in_chroot "$root" systemctl mask systemd-networkd-wait-online.service systemd-udevd.service
}

# Each machine gets these anew.
forget_identity() {
  local root=$1
  rm -f "$root"/etc/ssh/ssh_host_* "$root/var/lib/dbus/machine-id"
  : >"$root/etc/machine-id"
  : >"$root/etc/hostname"
  : >"$root/etc/resolv.conf"
  rm -rf "$root"/var/lib/apt/lists/*
}

# Baked by the same program that a stock machine runs at its first boot.
build_1_0_0() {
  local root=$1
  mkdir -p "$root/opt/claw"
  cp -a "$APP_LAYER/." "$root/opt/claw/"
  in_chroot "$root" useradd --create-home --shell /bin/bash "$ACCOUNT"
  CLAW_USER=$ACCOUNT CLAW_PROFILE=headless CLAW_OPENCLAW=$FIRST_OPENCLAW \
    in_chroot "$root" /opt/claw/install/install.sh
  in_chroot "$root" apt-get clean
  # cloud-init brings the layer and the account of the parent that makes the machine.
  rm -rf "$root/opt/claw"
  name_image "$root" 1.0.0
  forget_identity "$root"
}

# A difference that anybody can see.
build_1_1_0() {
  local root=$1
  in_chroot "$root" apt-get update -q
  in_chroot "$root" apt-get install -y -q --no-install-recommends tree
  in_chroot "$root" apt-get clean
  name_image "$root" 1.1.0
  forget_identity "$root"
}

# Honestly broken: something else has the gateway's port and hangs up on who calls, so that no OpenClaw, whatever
# version comes onto it, ever serves there.
build_1_2_0_bad() {
  local root=$1
  put "$root/etc/systemd/system/port-squatter.socket" <<CFG
[Unit]
Description=A leftover that listens where the gateway should

[Socket]
ListenStream=127.0.0.1:$GATEWAY_PORT
Accept=yes

[Install]
WantedBy=sockets.target
CFG
  put "$root/etc/systemd/system/port-squatter@.service" <<CFG
[Unit]
Description=Hangs up

[Service]
ExecStart=/bin/true
CFG
  in_chroot "$root" systemctl enable port-squatter.socket
  name_image "$root" 1.2.0-bad
}

main() {
  (($# >= 1)) || refuse 2 'usage: build-images.sh FOLDER [IMAGE ...]'
  require_tools
  local folder=$1 image
  shift
  (($# > 0)) || set -- stock 1.0.0 1.1.0 1.2.0-bad
  mkdir -p "$folder/layers"
  folder=$(cd "$folder" && pwd)
  exec 9>"$folder/lock"
  flock 9
  say_to_file "$folder/build.log"
  for image in "$@"; do
    ensure_image "$folder" "$image"
  done
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
