#!/usr/bin/env bats
# run-updates.sh, receive-secrets.sh, drain.sh, verify.sh, probe.sh
bats_require_minimum_version 1.5.0

setup() { load machine; }
run_updates() { "$ROOT/opt/claw/lifecycle/run-updates.sh" "$@"; }
receive() { "$ROOT/opt/claw/lifecycle/receive-secrets.sh"; }
drain() { "$ROOT/opt/claw/lifecycle/drain.sh"; }

@test "Updates run once, in order, and looking runs none" {
  make_machine
  start_init
  boot
  [ -z "$(run_updates --pending)" ]
  printf 'echo 10 >>"$DATA/order"\n' >"$ROOT/opt/claw/updates/010-ten.sh"
  printf 'echo 9 >>"$DATA/order"\n' >"$ROOT/opt/claw/updates/009-nine.sh"
  [ "$(run_updates --pending | tr '\n' ' ')" = '009-nine 010-ten ' ]
  [ ! -e "$DISK/fs/order" ]
  [ "$(run_updates 2>/dev/null | tr '\n' ' ')" = '009-nine 010-ten ' ]
  before=$(fingerprint)
  [ -z "$(run_updates)" ]
  [ "$(fingerprint)" = "$before" ]
  [ "$(tr '\n' ' ' <"$DISK/fs/order")" = '9 10 ' ]
}

@test "A failed update is named, keeps the marker before it, and runs again when repeated" {
  make_machine
  start_init
  boot
  printf 'echo ran >>"$DATA/three"\n' >"$ROOT/opt/claw/updates/003-three.sh"
  printf 'exit 1\n' >"$ROOT/opt/claw/updates/004-four.sh"
  run run_updates
  [ "$status" -eq 8 ]
  [[ $output == *'update 004-four failed'* ]]
  printf 'true\n' >"$ROOT/opt/claw/updates/004-four.sh"
  [ "$(run_updates 2>/dev/null)" = 004-four ]
  [ "$(wc -l <"$DISK/fs/three")" -eq 1 ]
}

@test "Updates need the disk" {
  make_machine
  run run_updates
  [ "$status" -eq 5 ]
  run run_updates --all
  [ "$status" -eq 5 ]
}

@test "Secrets are stored for the gateway alone, once, and start it" {
  make_machine
  start_init
  boot
  run --separate-stderr send_secrets
  [ "$status" -eq 0 ]
  [ "$output" = '{"changed":true,"gateway":"started"}' ]
  [ "$(stat -c %a "$DISK/fs/openclaw/secrets.json")" = 600 ]
  [ ! -e "$DISK/fs/openclaw/.env" ]
  pid=$(systemctl show -p MainPID --value openclaw-gateway.service)
  before=$(fingerprint)
  [ "$(send_secrets)" = '{"changed":false,"gateway":"started"}' ]
  [ "$(systemctl show -p MainPID --value openclaw-gateway.service)" = "$pid" ]
  [ "$(fingerprint)" = "$before" ]
}

@test "Changed secrets restart the gateway and keep its token" {
  deployed_machine
  token=$(jq -r .OPENCLAW_GATEWAY_TOKEN "$DISK/fs/openclaw/secrets.json")
  [ "${#token}" -eq 64 ]
  pid=$(systemctl show -p MainPID --value openclaw-gateway.service)
  [[ $(printf 'TELEGRAM_BOT_TOKEN=9:x\nODD_KEY=a b$c"d\\e\n' | receive) == '{"changed":true'* ]]
  [ "$(systemctl show -p MainPID --value openclaw-gateway.service)" != "$pid" ]
  [ "$(jq -r .OPENCLAW_GATEWAY_TOKEN "$DISK/fs/openclaw/secrets.json")" = "$token" ]
  [ "$(<"$DISK/fs/openclaw/.env")" = "ODD_KEY='a b\$c\"d\\e'" ]
  run ! grep -rq sandbox-token "$DISK/fs/openclaw/secrets.json" "$DISK/fs/openclaw/.env"
}

@test "What the configuration names is no environment, and what it does not is" {
  deployed_machine
  claw config set models.providers.xai.apiKey '{"source":"file","provider":"claw","id":"/XAI_API_KEY"}' --strict-json
  printf 'TELEGRAM_BOT_TOKEN=9:x\nXAI_API_KEY=a"b\\c\nOTHER_API_KEY=o\n' | receive
  [ "$(jq -r .XAI_API_KEY "$DISK/fs/openclaw/secrets.json")" = 'a"b\c' ]
  [ "$(<"$DISK/fs/openclaw/.env")" = OTHER_API_KEY=o ]
  printf 'TELEGRAM_BOT_TOKEN=9:x\nXAI_API_KEY=a\n' | receive
  [ ! -e "$DISK/fs/openclaw/.env" ]
}

@test "A bad line of secrets is refused without being shown, and the old ones stay" {
  deployed_machine
  before=$(fingerprint)
  run receive < <(printf 'A=1\nhunter2\n')
  [ "$status" -eq 2 ]
  [[ $output == *'line 2'* && $output != *hunter2* ]]
  run receive < <(printf "A=it's\n")
  [ "$status" -eq 2 ]
  run receive </dev/null
  [ "$status" -eq 2 ]
  [ "$(fingerprint)" = "$before" ]
}

@test "No secret is outside the data disk" {
  deployed_machine
  boot
  run grep -rl sandbox-token "$ROOT" --exclude-dir=mnt --exclude-dir=home
  [ -z "$output" ]
  pid=$(systemctl show -p MainPID --value openclaw-gateway.service)
  tr '\0' '\n' <"/proc/$pid/environ" >environ
  grep -q '^SANDBOX_MACHINE=' environ
  run ! grep -q sandbox-token environ
  run ! grep -q sandbox-token "/proc/$pid/cmdline"
}

@test "Drain lets the disk go, once and again, and keeps the gateway down until the next boot" {
  deployed_machine
  drain
  [ ! -L "$ROOT/mnt/claw-data" ]
  [ ! -L "$ROOT/home/claw/.openclaw" ]
  before=$(fingerprint)
  drain
  [ "$(fingerprint)" = "$before" ]
  systemctl start openclaw-gateway.service
  [ "$(systemctl is-active openclaw-gateway.service)" = inactive ]
  [ "$(json_value "$(probe)" boot.drained)" = true ]
  boot
  verify
}

@test "Drain says what is still in use" {
  deployed_machine
  ln -s "$ROOT/mnt/claw-data/workspace" "$ROOT/extra"
  printf '%s\t%s\tnone\trw\t\n' "$ROOT/extra" "$ROOT/mnt/claw-data/workspace" >>"$ROOT/run/mounts"
  run drain
  [ "$status" -eq 5 ]
  [[ $output == *'still in use'* ]]
  umount "$ROOT/extra"
  drain
}

@test "Verify looks at what applies to this machine, writes nothing, and reads well" {
  deployed_machine
  before=$(fingerprint)
  run verify
  [ "$status" -eq 0 ]
  [[ $output == *'44 checks, 0 bad'* ]]
  run --separate-stderr verify --json
  [ "$status" -eq 0 ]
  is_json "$output"
  [ "$(json_value "$output" ok)" = true ]
  [ "$(fingerprint)" = "$before" ]
  run verify --xml
  [ "$status" -eq 2 ]
}

# turns_red NAME...: exactly these checks are bad.
turns_red() {
  run --separate-stderr verify --json
  [ "$status" -eq 1 ]
  is_json "$output"
  found=$(tr '{' '\n' <<<"$output" | sed -n 's/.*"name":"\([a-z_]*\)","ok":false.*/\1/p' | sort | tr '\n' ' ')
  [ "$found" = "$(printf '%s\n' "$@" | sort | tr '\n' ' ')" ]
}

@test "Breaking what a check looks at turns exactly that check red" {
  deployed_machine
  claw config set channels.telegram.dmPolicy open
  turns_red dm_policy
  claw config set channels.telegram.dmPolicy pairing
  claw config set gateway.bind lan
  turns_red gateway_loopback
  claw config set gateway.bind loopback
  claw config set gateway.mode remote
  turns_red gateway_local
  claw config set gateway.mode local
  claw config set gateway.auth.mode none
  turns_red gateway_auth
  claw config set gateway.auth.mode token
  claw config set commands.ownerAllowFrom '[]' --strict-json
  turns_red owner_set
  claw config set commands.ownerAllowFrom '["telegram:555"]' --strict-json
  mv "$DISK/fs/openclaw/openclaw.json.last-good" aside
  turns_red last_good
  mv aside "$DISK/fs/openclaw/openclaw.json.last-good"
  chmod 640 "$DISK/fs/openclaw/secrets.json"
  turns_red secrets_private
  chmod 600 "$DISK/fs/openclaw/secrets.json"
  systemctl disable claw-boot.service
  turns_red boot_unit
  systemctl enable claw-boot.service
  truncate -s 60M "$DISK/fs/workspace/big"
  turns_red space
  rm "$DISK/fs/workspace/big"
  printf 'true\n' >"$ROOT/opt/claw/updates/007-new.sh"
  turns_red updates_applied
  rm "$ROOT/opt/claw/updates/007-new.sh"
  : >"$ROOT/run/claw/drained"
  turns_red not_drained
  rm "$ROOT/run/claw/drained"
  : >"$ROOT/etc/fstab"
  turns_red fstab
  boot
  sed -i 's/"generation":1/"generation":9/' "$ROOT/run/claw/boot-report.json"
  turns_red boot_report
  boot
  sed -i 's/2026.9.5/2026.9.6/' "$ROOT/etc/claw-image"
  turns_red gateway_version
  sed -i 's/2026.9.6/2026.9.5/' "$ROOT/etc/claw-image"
  umount "$ROOT/home/claw/workspace"
  turns_red workspace_bind
  umount "$ROOT/home/claw/.config/gh"
  umount "$ROOT/var/lib/tailscale"
  turns_red gh_bind tailscale_bind workspace_bind
  boot
  chmod 755 "$DISK/fs/machine"
  turns_red machine_private
  chmod 640 "$DISK/fs/openclaw/openclaw.json"
  turns_red config_private machine_private
  boot
  sed -i '/TELEGRAM_BOT_TOKEN/d' "$DISK/fs/openclaw/secrets.json"
  turns_red bot_token
  rm "$DISK/fs/openclaw/secrets.json"
  turns_red bot_token gateway_token
  send_secrets
  rm "$ROOT/etc/systemd/system/apt-daily.timer.d/10-claw.conf"
  turns_red quiet_hour
  printf '# mine\n' >>"$ROOT/etc/systemd/system/openclaw-gateway.service"
  turns_red gateway_unit quiet_hour
  boot
  printf '9.9.9\n' >"$ROOT/opt/claw/VERSION"
  turns_red app_layer
  printf '1.1.0\n' >"$ROOT/opt/claw/VERSION"
  mv "$ROOT/usr/bin/openclaw" ordered # the stand-in has what was ordered; this one says it has not
  printf '#!/bin/sh\n[ "$1" != --version ] || exec echo "OpenClaw 2026.9.5 (1)"\nexec "%s" "$@"\n' "$PWD/ordered" \
    >"$ROOT/usr/bin/openclaw"
  chmod 755 "$ROOT/usr/bin/openclaw"
  write_settings CLAW_OPENCLAW=2026.10.1
  turns_red openclaw_ordered
  write_settings
  mv ordered "$ROOT/usr/bin/openclaw"
  mkdir -p "$ROOT/var/lib/cloud/instance"
  printf 'PRIVATE KEY\n' >"$ROOT/var/lib/cloud/instance/cloud-config.txt"
  turns_red custom_data_gone
  rm "$ROOT/var/lib/cloud/instance/cloud-config.txt"
  mv "$ROOT/usr/bin/openclaw" aside
  turns_red openclaw_runs
  mv aside "$ROOT/usr/bin/openclaw"
  openclaw-sandbox break gateway
  turns_red gateway_active
  boot
  openclaw-sandbox break gateway-hang
  turns_red healthz
  systemctl restart openclaw-gateway.service
  boot
  openclaw-sandbox break config
  turns_red config_valid
  boot
  verify
}

@test "The probe always prints JSON and writes nothing" {
  make_machine
  start_init
  run --separate-stderr probe
  [ "$status" -eq 0 ]
  is_json "$output"
  [ "$(json_value "$output" boot.phase)" = none ]
  [ "$(json_value "$output" disk.mounted)" = false ]
  boot
  send_secrets
  before=$(fingerprint)
  run --separate-stderr probe
  [ "$status" -eq 0 ]
  is_json "$output"
  [ "$(json_value "$output" boot.phase)" = 'done' ]
  [ "$(json_value "$output" gateway.healthz)" = true ]
  [ "$(json_value "$output" gateway.unit.active)" = active ]
  [ "$(json_value "$output" updatesPending)" = 0 ]
  [ "$(fingerprint)" = "$before" ]
  run "$ROOT/opt/claw/lifecycle/probe.sh"
  [ "$status" -eq 2 ]
}

@test "The probe tells a dead gateway, a hung one and one with a broken configuration apart" {
  deployed_machine
  openclaw-sandbox break gateway
  seen=$(probe)
  [ "$(json_value "$seen" gateway.unit.result)" = start-limit-hit ]
  [ "$(json_value "$seen" gateway.version)" = 2026.9.5 ]
  systemctl reset-failed openclaw-gateway.service
  boot
  openclaw-sandbox break config
  until systemctl is-failed openclaw-gateway.service; do :; done
  seen=$(probe)
  [ "$(json_value "$seen" gateway.unit.exitCode)" = 78 ]
  [[ $(json_value "$seen" errors.0) == *'config is invalid'* ]]
  boot
  [ "$(json_value "$(probe)" errors)" = '[]' ]
  openclaw-sandbox break gateway-hang
  seen=$(probe)
  [ "$(json_value "$seen" gateway.unit.active)" = active ]
  [ "$(json_value "$seen" gateway.healthz)" = false ]
}

@test "The probe names the channel that fails" {
  deployed_machine
  printf 'OTHER=1\n' | receive
  seen=$(probe)
  [ "$(json_value "$seen" gateway.readyz)" = false ]
  [ "$(json_value "$seen" gateway.failing)" = '["telegram"]' ]
}

@test "JSON strings survive quotes, controls, emoji and bytes that are no text" {
  make_machine
  # shellcheck source=/dev/null
  source "$ROOT/opt/claw/lifecycle/lib/json.sh"
  text=$'q" b\\ n\n t\t r\r bell\a esc\e é 🙂'
  json=$(json_string "$text")
  is_json "[$json]"
  [ "$(json_value "[$json]" 0)" = "$text" ]
  [ "$(json_value "[$(json_string $'cut\xf0\x9f mid')]" 0)" = 'cut mid' ]
  [ "$(json_list a 'b "c"')" = '["a","b \"c\""]' ]
  [ "$(json_number 007)$(json_number -3)$(json_number x)" = 'null-3null' ]
}
