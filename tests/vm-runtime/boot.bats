#!/usr/bin/env bats
bats_require_minimum_version 1.5.0

setup() { load machine; }

# refused_boot CODE TEXT: boot.sh ends with CODE, says TEXT on its error line and in the report, and formats nothing.
refused_boot() {
  run --separate-stderr boot
  [ "$status" -eq "$1" ]
  [[ $stderr == *"error: "*"$2"* ]]
  is_json "$output"
  [ "$(json_value "$output" ok)" = false ]
  [[ $(json_value "$output" error) == *"$2"* ]]
  [ "$(json_value "$(<"$ROOT/run/claw/boot-report.json")" error)" = "$(json_value "$output" error)" ]
}

@test "The first boot makes a raw disk the claw's and waits for secrets" {
  make_machine
  start_init
  run --separate-stderr boot
  [ "$status" -eq 0 ]
  is_json "$output"
  [ "$(json_value "$output" ok)" = true ]
  [ "$(json_value "$output" gateway)" = awaiting-secrets ]
  [ "$(json_value "$output" updates.at)" = 2 ]
  [ "$(json_value "$output" openclaw)" = 2026.9.5 ]
  [ -f "$ROOT/home/claw/workspace/SOUL.md" ]
  grep -q '"telegram:555"' "$DISK/fs/openclaw/openclaw.json"
  grep -q '"sandbox/echo"' "$DISK/fs/openclaw/openclaw.json"
  [ "$(stat -c %a "$DISK/fs/openclaw/openclaw.json")" = 600 ]
}

@test "A second boot changes nothing, with secrets or without" {
  make_machine
  start_init
  boot
  before=$(fingerprint)
  run --separate-stderr boot
  [ "$status" -eq 0 ]
  [[ $output != *'"changed":true'* ]]
  [ "$(fingerprint)" = "$before" ]
  send_secrets
  boot
  before=$(fingerprint)
  run --separate-stderr boot
  [ "$status" -eq 0 ]
  [[ $output != *'"changed":true'* ]]
  [ "$(json_value "$output" gateway)" = started ]
  [ "$(fingerprint)" = "$before" ]
}

@test "A step that failed is named, and the repeated boot succeeds" {
  make_machine
  start_init
  mv "$ROOT/opt/claw/defaults/SOUL.md" "$ROOT/opt/claw/defaults/SOUL.away"
  run --separate-stderr boot
  [ "$status" -ne 0 ]
  [ "$(json_value "$output" step)" = ensure_defaults ]
  mv "$ROOT/opt/claw/defaults/SOUL.away" "$ROOT/opt/claw/defaults/SOUL.md"
  boot
  [ -f "$ROOT/home/claw/workspace/SOUL.md" ]
}

@test "Without a disk the boot says so" {
  make_machine
  start_init
  rm "$ROOT/dev/disk/azure/scsi1/lun0"
  refused_boot 4 'no data disk at LUN 0'
}

@test "A disk that comes late is waited for" {
  make_machine
  start_init
  write_settings CLAW_DISK_WAIT=30
  rm "$ROOT/dev/disk/azure/scsi1/lun0"
  (until [[ -e $ROOT/run/claw/booting ]]; do :; done; ln -s "$DISK" "$ROOT/dev/disk/azure/scsi1/lun0") 3>&- &
  boot
}

@test "A foreign file system is refused and left alone" {
  make_machine
  start_init
  printf 'ntfs\n' >"$DISK/fstype"
  before=$(find "$DISK" -printf '%p %m ' -type f -exec sha256sum {} +)
  refused_boot 5 'holds ntfs, not ext4: nothing was formatted'
  [ "$(find "$DISK" -printf '%p %m ' -type f -exec sha256sum {} +)" = "$before" ]
}

@test "A raw disk is refused where the machine was not made for a new one" {
  make_machine
  start_init
  write_settings CLAW_FORMAT=never
  refused_boot 5 'refuse to format'
  [ -z "$(ls -A "$DISK")" ]
}

@test "A disk that is full of what must stay is refused" {
  make_machine
  start_init
  boot
  truncate -s 64M "$DISK/fs/workspace/film.mkv"
  refused_boot 6 'full and logs are gone already'
  [ -s "$DISK/fs/workspace/film.mkv" ]
}

@test "A disk that is full of logs is freed, the workspace stays" {
  deployed_machine
  printf 'keep' >"$DISK/fs/workspace/keep.txt"
  openclaw-sandbox break disk-full
  [ "$(json_value "$(probe)" disk.usedPercent)" = 100 ]
  boot
  [ "$(json_value "$(probe)" disk.usedPercent)" -lt 50 ]
  [ "$(<"$DISK/fs/workspace/keep.txt")" = keep ]
}

@test "A read-only disk is refused" {
  make_machine
  start_init
  boot
  : >"$DISK/readonly"
  stop_init
  start_init
  refused_boot 5 'mounted read-only'
}

@test "A truncated configuration gives way to the last good one" {
  deployed_machine
  good=$(<"$DISK/fs/openclaw/openclaw.json")
  openclaw-sandbox break config
  until systemctl is-failed openclaw-gateway.service; do :; done
  [ "$(systemctl show -p ExecMainStatus --value openclaw-gateway.service)" = 78 ]
  boot
  [ "$(<"$DISK/fs/openclaw/openclaw.json")" = "$good" ]
  ls "$DISK"/fs/openclaw/openclaw.json.rejected-*
  verify
}

@test "A truncated configuration without a last good one is an error" {
  make_machine
  start_init
  boot
  truncate -s 20 "$DISK/fs/openclaw/openclaw.json"
  refused_boot 7 'there is no last good one'
}

@test "An update that fails halfway is named; mended, the next boot runs it and no other" {
  make_machine
  start_init
  printf 'touch "$DATA/workspace/half"\necho the reason\nexit 3\n' >"$ROOT/opt/claw/updates/003-fails.sh"
  refused_boot 8 'update 003-fails failed with exit code 3: the reason'
  [ "$(<"$DISK/fs/update-version.txt")" = 2 ]
  printf 'true\n' >"$ROOT/opt/claw/updates/003-fails.sh"
  run --separate-stderr boot
  [ "$status" -eq 0 ]
  [ "$(json_value "$output" updates.ran)" = '["003-fails"]' ]
}

@test "Settings that are missing, unknown or hostile are refused" {
  make_machine
  write_settings 'CLAW_NAME=$(touch pwned)'
  refused_boot 3 'CLAW_NAME does not match'
  [ ! -e pwned ]
  write_settings 'CLAW_COLOUR=red'
  refused_boot 3 'unknown setting CLAW_COLOUR'
  printf 'CLAW_NAME=alice\n' >"$ROOT/etc/claw/claw.env"
  refused_boot 3 'CLAW_GENERATION is missing'
  rm "$ROOT/etc/claw/claw.env"
  refused_boot 3 'claw.env is missing'
}

@test "What the owner changed or removed is not seeded again" {
  make_machine
  start_init
  boot
  printf 'mine\n' >"$DISK/fs/workspace/SOUL.md"
  rm "$DISK/fs/workspace/IDENTITY.md"
  boot
  [ "$(<"$DISK/fs/workspace/SOUL.md")" = mine ]
  [ ! -e "$DISK/fs/workspace/IDENTITY.md" ]
}

@test "Loose modes on the state are put right" {
  deployed_machine
  chmod 644 "$DISK/fs/openclaw/secrets.json" "$DISK/fs/openclaw/openclaw.json"
  chmod 755 "$DISK/fs/openclaw"
  boot
  [ "$(stat -c %a "$DISK/fs/openclaw/secrets.json" "$DISK/fs/openclaw/openclaw.json" "$DISK/fs/openclaw" | tr '\n' ' ')" = '600 600 700 ' ]
}

@test "A restart of the machine brings everything back" {
  deployed_machine
  printf 'keep' >"$ROOT/home/claw/workspace/keep.txt"
  stop_init
  start_init
  systemctl start claw-boot.service
  verify
  [ "$(<"$ROOT/home/claw/workspace/keep.txt")" = keep ]
}

@test "A new machine with a newer OpenClaw takes over the disk, an older one is refused by the state" {
  deployed_machine 1.0.0
  printf 'keep' >"$DISK/fs/workspace/keep.txt"
  stop_init
  mv "$ROOT" "$ROOT.old"
  mv "$DISK" "$DISK.kept"
  deployed_machine 1.1.0
  stop_init
  rm -rf "$DISK"
  mv "$DISK.kept" "$DISK"
  write_settings CLAW_FORMAT=never CLAW_GENERATION=2
  start_init
  systemctl start claw-boot.service
  verify
  [ "$(<"$ROOT/home/claw/workspace/keep.txt")" = keep ]
  [ "$(json_value "$(probe)" boot.report.updates.ran)" = '[]' ]
  printf 'VERSION=1.0.0\nOPENCLAW_VERSION=2026.9.5\nBROKEN=no\n' >"$ROOT/etc/claw-image"
  systemctl stop openclaw-gateway.service
  refused_boot 9 'exit code 78): [gateway] error: state was migrated by OpenClaw 2026.9.6'
}

@test "On a broken image the boot succeeds and verify tells that the gateway is never ready" {
  deployed_machine 1.2.0-bad
  run verify --json
  [ "$status" -eq 1 ]
  [[ $output == *'"name":"healthz","ok":true'* ]]
  [[ $output == *'"name":"readyz","ok":false'* ]]
}
