#!/usr/bin/env bats
# The process machine: init, the units, the stand-ins for system commands, the image.
bats_require_minimum_version 1.5.0

setup() { load machine; }

# unit NAME LINE...: a service of the given [Service] lines.
unit() {
  mkdir -p "$ROOT/etc/systemd/system"
  printf '%s\n' '[Unit]' 'StartLimitBurst=3' 'StartLimitIntervalSec=300' '[Service]' "${@:2}" '[Install]' 'WantedBy=multi-user.target' \
    >"$ROOT/etc/systemd/system/$1.service"
}

program() {
  mkdir -p "$ROOT/opt"
  printf '#!/bin/bash\n%s\n' "$2" >"$ROOT/opt/$1"
  chmod +x "$ROOT/opt/$1"
}

shown() { systemctl show -p "$1" --value "$2"; }

@test "Enabled units come up with the machine, and end with it in order" {
  make_machine
  program stay 'trap "echo bye; exit 0" TERM; echo up; while :; do sleep 0.05; done'
  unit stay ExecStart=/opt/stay
  systemctl enable stay.service
  [ "$(systemctl is-enabled stay)" = enabled ]
  start_init
  [ "$(systemctl is-active stay)" = active ]
  until grep -q up "$ROOT/var/log/journal/stay.service.log"; do :; done
  stop_init
  grep -q bye "$ROOT/var/log/journal/stay.service.log"
  run systemctl is-active stay
  [ "$status" -eq 1 ]
}

@test "A service that ends is started again until its limit, and not on the exit status that forbids it" {
  make_machine
  start_init
  program crash 'exit 3'
  unit crash ExecStart=/opt/crash Restart=always RestartSec=1
  systemctl start crash.service
  until [ "$(shown Result crash)" = start-limit-hit ]; do :; done
  [ "$(shown NRestarts crash)" -eq 2 ]
  run systemctl start crash.service
  [ "$status" -eq 1 ]
  program config 'exit 78'
  unit config ExecStart=/opt/config Restart=always RestartPreventExitStatus=78
  systemctl start config.service
  until systemctl is-failed config.service; do :; done
  [ "$(shown NRestarts config)/$(shown ExecMainStatus config)" = 0/78 ]
  systemctl reset-failed config.service
  [ "$(shown ActiveState config)" = inactive ]
}

@test "A service that ignores SIGTERM is killed after its time" {
  make_machine
  start_init
  program deaf 'trap "" TERM; while :; do sleep 0.05; done'
  unit deaf ExecStart=/opt/deaf TimeoutStopSec=20
  systemctl start deaf.service
  systemctl stop deaf.service
  [ "$(shown MainPID deaf)/$(shown Result deaf)" = 0/timeout ]
}

@test "After init was killed the next one finds its service and ends it, nothing is mounted, /run is empty" {
  deployed_machine
  pid=$(systemctl show -p MainPID --value openclaw-gateway.service)
  kill -KILL "$INIT"
  wait "$INIT" || true
  alive "$pid"
  start_init
  run ! alive "$pid"
  systemctl start claw-boot.service
  verify
}

@test "A unit file with a directive that is not known here is refused" {
  make_machine
  start_init
  unit odd ExecStart=/bin/true PrivateTmp=yes
  run systemctl start odd.service
  [ "$status" -ne 0 ]
  [[ $output == *'PrivateTmp= in [Service] is not known here'* ]]
}

@test "A service has its user's home and the machine's environment" {
  make_machine
  start_init
  program show 'echo "home $HOME in $PWD as $SANDBOX_MACHINE"'
  unit show Type=oneshot ExecStart=/opt/show User=claw 'WorkingDirectory=~'
  systemctl start show.service
  [ "$(journalctl -u show.service -n 2 -o cat --no-pager | head -n 1)" = "home $ROOT/home/claw in $ROOT/home/claw as $BATS_TEST_TMPDIR" ]
}

@test "Each stand-in refuses a form that nobody foresaw" {
  make_machine
  for words in 'mount -a' 'mount -o loop a b' 'umount -f /x' 'mountpoint /x' 'findmnt' 'mkfs.ext4 /dev/sda' 'blkid' 'df -h' 'id' \
    'sync -d x' 'runuser claw' 'sudo ls' 'sudo -n -i' 'journalctl -f' 'curl http://127.0.0.1:1/' 'curl -s http://x' \
    'systemctl' 'systemctl mask x' 'systemctl start' 'openclaw-sandbox' 'openclaw-sandbox break everything'; do
    run --separate-stderr $words
    [ "$status" -eq 64 ]
    [[ $stderr == *'has no such form'* ]]
  done
}

@test "mkfs makes a file system once; mount, mountpoint, findmnt and umount agree on it" {
  make_machine
  device=$ROOT/dev/disk/azure/scsi1/lun0
  run blkid -p -o export "$device"
  [ "$status" -eq 2 ]
  mkfs.ext4 -q -L data "$device"
  run mkfs.ext4 -q -L data "$device"
  [ "$status" -eq 1 ]
  uuid=$(blkid -p -o export "$device" | sed -n 's/^UUID=//p')
  mkdir "$ROOT/mnt/here"
  mount -t ext4 -o noatime "UUID=$uuid" "$ROOT/mnt/here"
  mountpoint -q "$ROOT/mnt/here"
  [ "$(findmnt -n -o UUID --mountpoint "$ROOT/mnt/here")" = "$uuid" ]
  printf 'x' >"$ROOT/mnt/here/file"
  [ "$(<"$DISK/fs/file")" = x ]
  umount "$ROOT/mnt/here"
  run ! mountpoint -q "$ROOT/mnt/here"
  [ -z "$(ls -A "$ROOT/mnt/here")" ]
  run umount "$ROOT/mnt/here"
  [ "$status" -eq 32 ]
}

@test "sudo and runuser give the account's home; sudo finds the machine's programs" {
  make_machine
  program who 'echo "$HOME $*"'
  [ "$(sudo -n -u claw -- /opt/who a 'b c')" = "$ROOT/home/claw a b c" ]
  [ "$(sudo -n /opt/who)" = "$ROOT/root " ]
  [ "$(runuser -u claw -- env HOME=/x bash -c 'echo $HOME')" = /x ]
  run sudo -n /opt/none
  [ "$status" -eq 1 ]
  run runuser -u nobody-here -- true
  [ "$status" -eq 1 ]
}

@test "curl tells refused, hung and answered apart" {
  deployed_machine
  form=(curl --silent --max-time 1 --write-out '\n%{http_code}')
  run "${form[@]}" http://127.0.0.1:18790/healthz
  [ "$status/$output" = $'7/\n000' ]
  openclaw-sandbox break gateway-hang
  run "${form[@]}" http://127.0.0.1:18789/healthz
  [ "$status/$output" = $'28/\n000' ]
}

@test "An image is built once, for a version that exists" {
  "$IMAGE/build-image.sh" 1.1.0 "$BATS_TEST_TMPDIR/image"
  grep -qx 'VERSION=1.1.0' "$BATS_TEST_TMPDIR/image/etc/claw-image"
  run "$IMAGE/build-image.sh" 1.1.0 "$BATS_TEST_TMPDIR/image"
  [ "$status" -eq 2 ]
  run "$IMAGE/build-image.sh" 9.9.9 "$BATS_TEST_TMPDIR/other"
  [ "$status" -eq 2 ]
}
