#!/usr/bin/env bats
# boot.sh on a machine that becomes an image, and deprovision.sh
bats_require_minimum_version 1.5.0

setup() { load machine; }
deprovision() { "$ROOT/opt/claw/lifecycle/deprovision.sh" "$@" 9>&-; }

# A machine as /bake makes it: no disk, no owner, no model, the ways in of its only user.
machine_to_bake() {
  make_machine
  rm "$ROOT/dev/disk/azure/scsi1/lun0"
  sed -i -e '/^CLAW_OWNER=/d' -e '/^CLAW_MODEL=/d' "$ROOT/etc/claw/claw.env"
  printf 'CLAW_BAKE=yes\n' >>"$ROOT/etc/claw/claw.env"
  start_init
  mkdir -p "$ROOT"/{home/claw/.ssh,etc/ssh,var/log/journal,etc/sudoers.d,var/lib/cloud/instances/i-1,usr/sbin}
  printf 'ssh-ed25519 AAAA parent\n' >"$ROOT/home/claw/.ssh/authorized_keys"
  printf 'secret\n' | tee "$ROOT/etc/ssh/ssh_host_ed25519_key" "$ROOT/var/lib/cloud/instances/i-1/user-data.txt" \
    "$ROOT/var/log/syslog" "$ROOT/home/claw/.bash_history" >/dev/null
  printf '0123456789abcdef0123456789abcdef\n' >"$ROOT/etc/machine-id"
}

# stand_in PATH LINE...: a program of the machine.
stand_in() {
  local file=$ROOT/$1
  shift
  printf '%s\n' '#!/bin/bash' "$@" >"$file"
  chmod 755 "$file"
}

@test "A machine to be baked installs and stops there: no disk is waited for, nothing is mounted, no gateway runs" {
  machine_to_bake
  run --separate-stderr boot
  [ "$status" -eq 0 ]
  [[ $output == '{"ok":true,'*'"steps":[{"name":"read_settings",'*'"name":"ensure_installed",'*'}],"gateway":'* ]]
  [[ $output != *ensure_disk* ]]
  [ ! -d "$ROOT/mnt/claw-data/openclaw" ]
  [ ! -e "$ROOT/etc/systemd/system/openclaw-gateway.service" ]
  [[ $(probe) == *'"boot":{"phase":"done"'* ]]
}

@test "Booting it again changes nothing" {
  machine_to_bake
  boot >/dev/null
  before=$(fingerprint)
  boot >/dev/null
  [ "$(fingerprint)" = "$before" ]
}

@test "A claw's machine without owner is refused as ever" {
  machine_to_bake
  sed -i 's/^CLAW_BAKE=yes/CLAW_BAKE=no/' "$ROOT/etc/claw/claw.env"
  run boot
  [ "$status" -eq 3 ]
  [[ $output == *'CLAW_OWNER is missing'* ]]
}

@test "Deprovisioning leaves nothing of the machine's own, and what the image brought" {
  machine_to_bake
  boot >/dev/null
  systemctl enable /opt/claw/units/claw-boot.service
  run deprovision --pending
  [ "$status" -eq 0 ]
  deprovision
  for gone in opt/claw etc/claw/claw.env etc/ssh/ssh_host_ed25519_key home/claw/.ssh home/claw/.bash_history \
    var/log/syslog var/lib/cloud/instances etc/systemd/system/claw-boot.service; do
    [ ! -e "$ROOT/$gone" ]
  done
  [ -f "$ROOT/etc/machine-id" ]
  [ ! -s "$ROOT/etc/machine-id" ]
  [ -f "$ROOT/etc/claw/no-install" ]
  [ -x "$ROOT/usr/bin/openclaw" ]
  ! grep -rqs --exclude-dir=run -e secret -e 'AAAA parent' "$ROOT/etc" "$ROOT/home" "$ROOT/var" "$ROOT/root"
}

@test "Deprovisioned again, it changes nothing" {
  machine_to_bake
  boot >/dev/null
  cp -a "$ROOT/opt/claw" "$BATS_TEST_TMPDIR/claw"
  cp -a "$ROOT/etc/claw/claw.env" "$BATS_TEST_TMPDIR"
  deprovision
  before=$(fingerprint)
  cp -a "$BATS_TEST_TMPDIR/claw" "$ROOT/opt/claw"
  cp -a "$BATS_TEST_TMPDIR/claw.env" "$ROOT/etc/claw"
  deprovision
  [ "$(fingerprint)" = "$before" ]
}

@test "The agent is asked to forget the account, after cloud-init has forgotten the machine" {
  machine_to_bake
  stand_in usr/sbin/waagent 'echo "waagent $*" >>"$ROOT/run/asked"'
  stand_in usr/bin/cloud-init 'echo "cloud-init $*" >>"$ROOT/run/asked"'
  deprovision
  [ "$(tr '\n' ' ' <"$ROOT/run/asked")" = 'cloud-init clean --logs --seed waagent -deprovision+user -force ' ]
}

@test "Where the agent fails it is named, the script stays, and it succeeds when repeated" {
  machine_to_bake
  stand_in usr/sbin/waagent 'exit 3'
  run deprovision
  [ "$status" -ne 0 ]
  [[ $output == *'error: waagent could not forget this machine: '* ]]
  [ -e "$ROOT/opt/claw/lifecycle/deprovision.sh" ]
  stand_in usr/sbin/waagent true
  deprovision
  [ ! -e "$ROOT/opt/claw" ]
}

@test "A claw's machine and one with a data disk are not touched" {
  machine_to_bake
  ln -s "$DISK" "$ROOT/dev/disk/azure/scsi1/lun0"
  before=$(fingerprint)
  run deprovision
  [ "$status" -eq 5 ]
  [ "$(fingerprint)" = "$before" ]
  write_settings
  before=$(fingerprint)
  run deprovision
  [ "$status" -eq 3 ]
  [ "$(fingerprint)" = "$before" ]
  run deprovision --all
  [ "$status" -eq 2 ]
}
