#!/usr/bin/env bats
# boot.sh's steps beside disk, configuration and gateway: what is installed, custom data, clock, SSH, desktop, Tailscale.
bats_require_minimum_version 1.5.0

setup() { load machine; }

# installs LINE...: the machine has install.sh of these lines, as a real one has.
installs() {
  rm "$ROOT/etc/claw/no-install"
  mkdir -p "$ROOT/opt/claw/install"
  printf '%s\n' '#!/usr/bin/env bash' "$@" >"$ROOT/opt/claw/install/install.sh"
}

# program NAME LINE...: a program of the machine.
program() {
  printf '%s\n' '#!/usr/bin/env bash' "${@:2}" >"$ROOT/usr/bin/$1"
  chmod +x "$ROOT/usr/bin/$1"
}

@test "What is installed first of all stands in the report, with the order it was told" {
  make_machine
  write_settings CLAW_OPENCLAW=2026.9.5 CLAW_PROFILE=headless
  installs 'echo fetching >&2' 'echo "{\"ok\":true,\"wanted\":\"$CLAW_OPENCLAW $CLAW_PROFILE $CLAW_USER\",\"state\":\"done\"}"'
  start_init
  run --separate-stderr boot
  [ "$status" -eq 0 ]
  [[ $stderr == *fetching* ]]
  [ "$(json_value "$output" install.wanted)" = '2026.9.5 headless claw' ]
  [[ $output == *'"name":"ensure_installed","changed":true'* ]]
  [ -z "$(find "$ROOT/run/claw" -name 'install.*')" ]
}

@test "What cannot be installed ends the boot with its own line, and the next boot tries again" {
  make_machine
  installs 'echo "{\"ok\":false}"' 'echo "x install.sh: error: 30-openclaw.sh: no way; try again" >&2' 'exit 10'
  start_init
  run --separate-stderr boot
  [ "$status" -eq 10 ]
  [ "$(json_value "$output" step)" = ensure_installed ]
  [ "$(json_value "$output" error)" = '30-openclaw.sh: no way; try again' ]
  [ "$(json_value "$output" install.ok)" = false ]
  [ -z "$(ls -A "$DISK")" ]
  installs_again=$(printf '#!/usr/bin/env bash\necho "{\\"ok\\":true}"\n')
  printf '%s\n' "$installs_again" >"$ROOT/opt/claw/install/install.sh"
  boot
}

@test "While it installs, the probe says so" {
  make_machine
  mkfifo gate
  installs "read -r _ <'$PWD/gate'" 'echo "{}"'
  start_init
  boot >/dev/null 2>&1 3>&- &
  local booting=$!
  until [[ $(json_value "$(probe)" boot.step) == installing ]]; do :; done
  [ "$(json_value "$(probe)" boot.phase)" = running ]
  echo >gate
  wait "$booting"
  [ "$(json_value "$(probe)" boot.step)" = null ]
}

@test "Copies of custom data are emptied, the instance and the host key stay" {
  make_machine
  cloud=$ROOT/var/lib/cloud/instances/i-1
  mkdir -p "$cloud" "$ROOT"/var/lib/cloud/seed/nocloud "$ROOT"/run/cloud-init "$ROOT"/var/lib/waagent "$ROOT"/etc/ssh
  ln -s instances/i-1 "$ROOT/var/lib/cloud/instance"
  start_init
  mkdir -p "$ROOT/run/cloud-init"
  key='-----BEGIN OPENSSH PRIVATE KEY-----'
  printf '#cloud-config\n%s\n' "$key" | tee "$cloud/cloud-config.txt" >"$cloud/user-data.txt.i"
  gzip <"$cloud/cloud-config.txt" | tee "$cloud/user-data.txt" >"$ROOT/var/lib/cloud/seed/nocloud/user-data"
  printf 'instance-id: i-1\n' | tee "$ROOT/var/lib/cloud/seed/nocloud/meta-data" >/dev/null
  printf '{"k":"%s"}' "$key" >"$ROOT/run/cloud-init/combined-cloud-config.json"
  printf '<P><ns1:HostName>a</ns1:HostName><ns1:CustomData>H4sIAAAA</ns1:CustomData></P>' >"$ROOT/var/lib/waagent/ovf-env.xml"
  printf 'H4sIAAAA' >"$ROOT/var/lib/waagent/CustomData"
  printf '%s\n' "$key" >"$ROOT/etc/ssh/ssh_host_ed25519_key"
  : >"$cloud/boot-finished"
  boot
  [ -z "$(grep -rlE 'PRIVATE KEY|H4sI' "$ROOT/var" "$ROOT/run/cloud-init")" ]
  [ "$(<"$ROOT/var/lib/cloud/seed/nocloud/meta-data")" = 'instance-id: i-1' ]
  [ "$(<"$ROOT/var/lib/cloud/seed/nocloud/user-data")" = $'#cloud-config\n{}' ]
  grep -q '<ns1:HostName>a</ns1:HostName><ns1:CustomData></ns1:CustomData>' "$ROOT/var/lib/waagent/ovf-env.xml"
  [ "$(<"$ROOT/etc/ssh/ssh_host_ed25519_key")" = "$key" ]
  before=$(fingerprint)
  boot
  [ "$(fingerprint)" = "$before" ]
}

@test "cloud-init's own memory of its data source forgets the user data and can still be read" {
  /usr/bin/python3 -c 'import cloudinit' 2>/dev/null || skip 'cloud-init is not installed'
  make_machine
  start_init
  mkdir -p "$ROOT/var/lib/cloud/instance"
  : >"$ROOT/var/lib/cloud/instance/boot-finished"
  /usr/bin/python3 - "$ROOT/var/lib/cloud/instance/obj.pkl" <<'EOT'
import gzip, pickle, sys
from cloudinit import distros, helpers
from cloudinit.sources.DataSourceNoCloud import DataSourceNoCloud

source = DataSourceNoCloud({}, None, helpers.Paths({"cloud_dir": "/nowhere"}))
source.metadata = {"instance-id": "i-1"}
source.userdata_raw = gzip.compress(b"#cloud-config\nssh_keys: PRIVATE KEY\n")
source.get_userdata()
pickle.dump(source, open(sys.argv[1], "wb"))
EOT
  boot
  /usr/bin/python3 - "$ROOT/var/lib/cloud/instance/obj.pkl" <<'EOT'
import pickle, sys

source = pickle.load(open(sys.argv[1], "rb"))
assert source.get_instance_id() == "i-1"
assert b"PRIVATE" not in pickle.dumps(source) and b"\x1f\x8b" not in pickle.dumps(source)
assert source.get_userdata(True) is not None
EOT
}

@test "Passwords are off, people's keys come from the disk, and the system updates itself in the quiet hour" {
  make_machine
  write_settings CLAW_TIME_ZONE=Europe/Berlin CLAW_QUIET_HOUR=3
  mkdir -p "$ROOT/usr/share/zoneinfo/Europe" "$ROOT/home/claw/.ssh"
  : >"$ROOT/usr/share/zoneinfo/Europe/Berlin"
  printf 'ssh-ed25519 PARENT\n' >"$ROOT/home/claw/.ssh/authorized_keys"
  start_init
  boot
  grep -qx 'PasswordAuthentication no' "$ROOT/etc/ssh/sshd_config.d/10-claw.conf"
  grep -qx 'OnCalendar=\*-\*-\* 03:30:00 Europe/Berlin' "$ROOT/etc/systemd/system/apt-daily-upgrade.timer.d/10-claw.conf"
  [ "$(readlink "$ROOT/etc/localtime")" = /usr/share/zoneinfo/Europe/Berlin ]
  [ ! -e "$ROOT/home/claw/.ssh/authorized_keys2" ]
  mkdir "$DISK/fs/machine/ssh"
  printf 'ssh-ed25519 FRIEND\n' >"$DISK/fs/machine/ssh/authorized_keys"
  boot
  [ "$(<"$ROOT/home/claw/.ssh/authorized_keys2")" = 'ssh-ed25519 FRIEND' ]
  [ "$(stat -c %a "$ROOT/home/claw/.ssh/authorized_keys2")" = 600 ]
  before=$(fingerprint)
  boot
  [ "$(fingerprint)" = "$before" ]
  rm "$DISK/fs/machine/ssh/authorized_keys"
  boot
  [ ! -e "$ROOT/home/claw/.ssh/authorized_keys2" ]
  [ "$(<"$ROOT/home/claw/.ssh/authorized_keys")" = 'ssh-ed25519 PARENT' ]
}

@test "A zone that the image does not know is a warning, not a failure" {
  make_machine
  write_settings CLAW_TIME_ZONE=Europe/Nowhere
  start_init
  run --separate-stderr boot
  [ "$status" -eq 0 ]
  [[ $(json_value "$output" warnings.0) == *'knows no zone Europe/Nowhere'* ]]
}

@test "A desktop has one password for the life of its disk, a headless claw none" {
  make_machine
  start_init
  boot
  [ ! -e "$DISK/fs/machine/desktop-password" ]
  [ ! -e "$ROOT/etc/shadow" ]
  write_settings CLAW_PROFILE=desktop
  run --separate-stderr boot
  [ "$status" -eq 0 ]
  password=$(<"$DISK/fs/machine/desktop-password")
  [[ $password =~ ^([a-z2-9]{5}-){3}[a-z2-9]{5}$ ]]
  [ "$(stat -c %a "$DISK/fs/machine/desktop-password")" = 600 ]
  [[ $output$stderr != *"$password"* ]]
  before=$(fingerprint)
  boot
  [ "$(fingerprint)" = "$before" ]
  rm "$ROOT/etc/shadow"
  boot
  [ "$(<"$DISK/fs/machine/desktop-password")" = "$password" ]
  hash=$(cut -d: -f2 "$ROOT/etc/shadow")
  [ "$(perl -e 'print crypt($ARGV[0], $ARGV[1])' "$password" "$hash")" = "$hash" ]
}

@test "Who may write is said once, when the disk is new" {
  make_machine
  start_init
  write_settings CLAW_DM_POLICY=allowlist CLAW_ALLOW_FROM=7,81
  boot
  [ "$(json_value "$(<"$DISK/fs/openclaw/openclaw.json")" channels.telegram.allowFrom)" = '["555","7","81"]' ]
  [ "$(json_value "$(<"$DISK/fs/openclaw/openclaw.json")" channels.telegram.dmPolicy)" = allowlist ]
  write_settings CLAW_DM_POLICY=open
  boot
  [ "$(json_value "$(<"$DISK/fs/openclaw/openclaw.json")" channels.telegram.dmPolicy)" = allowlist ]
  rm -rf "$DISK/fs/.seeded" "$DISK/fs/openclaw/openclaw.json"*
  boot
  [ "$(json_value "$(<"$DISK/fs/openclaw/openclaw.json")" channels.telegram.allowFrom)" = '["*"]' ]
  write_settings CLAW_DM_POLICY=disabled
  run boot
  [ "$status" -eq 3 ]
}

@test "The parent's overlay is laid over the defaults; one that is no JSON object is refused in a line" {
  make_machine
  start_init
  printf '{"gateway":\n' >"$ROOT/etc/claw/gateway.overlay.json"
  run --separate-stderr boot
  [ "$status" -eq 7 ]
  [[ $(json_value "$output" error) == *'gateway.overlay.json is no JSON object'*'deploy again' ]]
  printf '{"channels":{"telegram":{"apiRoot":"http://127.0.0.1:1"}},"commands":{"ownerAllowFrom":["telegram:1"]}}\n' \
    >"$ROOT/etc/claw/gateway.overlay.json"
  boot
  config=$(<"$DISK/fs/openclaw/openclaw.json")
  [ "$(json_value "$config" channels.telegram.apiRoot)" = http://127.0.0.1:1 ]
  [ "$(json_value "$config" channels.telegram.dmPolicy)" = pairing ]
  [ "$(json_value "$config" commands.ownerAllowFrom)" = '["telegram:1"]' ]
}

# A tailscale of the machine that joins with the key, and keeps its state where tailscaled would.
tailscale_machine() {
  make_machine
  installs 'echo "{}"'
  mkdir -p "$ROOT/usr/sbin" "$ROOT/usr/lib/systemd/system"
  printf '#!/bin/sh\nexec sleep 600\n' >"$ROOT/usr/sbin/tailscaled"
  chmod +x "$ROOT/usr/sbin/tailscaled"
  printf '[Unit]\nDescription=t\n[Service]\nExecStart=/usr/sbin/tailscaled\n' \
    >"$ROOT/usr/lib/systemd/system/tailscaled.service"
  program tailscale 'state=$ROOT/var/lib/tailscale/state' 'echo "$*" >>"$ROOT/tmp/tailscale.log"' 'case $1 in' \
    'status) if [ -e "$state" ]; then echo "{\"BackendState\": \"Running\"}"; else echo "{\"BackendState\": \"NeedsLogin\"}"; fi ;;' \
    'up) file=${2#--auth-key=file:}; [ "$(cat "$file")" = tskey-good ] && : >"$state" ;;' \
    'serve) [ "$2" = status ] && { cat "$state.serve" 2>/dev/null; exit 0; }; echo "$3" >"$state.serve" ;;' 'esac'
  start_init
}

@test "A claw with a key joins the tailnet once, and a new machine with its disk is the same node" {
  tailscale_machine
  boot
  [ ! -e "$ROOT/tmp/tailscale.log" ]
  printf 'TELEGRAM_BOT_TOKEN=1:x\nTAILSCALE_AUTHKEY=tskey-good\nMACHINE_X=1\n' | "$ROOT/opt/claw/lifecycle/receive-secrets.sh"
  [ "$(stat -c %a "$DISK/fs/machine/secrets.env")" = 600 ]
  run ! grep -rq tskey "$DISK/fs/openclaw"
  run ! grep -q tskey "$ROOT/tmp/tailscale.log"
  [ "$(grep -c '^up ' "$ROOT/tmp/tailscale.log")" -eq 1 ]
  grep -q '18789' "$DISK/fs/tailscale/state.serve"
  run --separate-stderr boot
  [[ $output == *'"name":"ensure_tailscale","changed":false'* ]]
  [ "$(grep -c '^up ' "$ROOT/tmp/tailscale.log")" -eq 1 ]
  "$ROOT/opt/claw/lifecycle/drain.sh"
  [ "$(systemctl is-active tailscaled.service)" = inactive ]
  [ ! -L "$ROOT/var/lib/tailscale" ]
  [ -z "$(find "$ROOT/run/claw" -name 'tailscale.*')" ]
}

@test "A tailnet that does not let the claw in is a warning, and the claw serves" {
  tailscale_machine
  boot
  printf 'TELEGRAM_BOT_TOKEN=1:x\nTAILSCALE_AUTHKEY=tskey-old\n' | "$ROOT/opt/claw/lifecycle/receive-secrets.sh"
  run --separate-stderr boot
  [ "$status" -eq 0 ]
  [ "$(json_value "$output" gateway)" = started ]
  [[ $(json_value "$output" warnings.0) == 'Tailscale does not join (exit code 1)'* ]]
  printf 'TELEGRAM_BOT_TOKEN=1:x\n' | "$ROOT/opt/claw/lifecycle/receive-secrets.sh"
  [ ! -e "$DISK/fs/machine/secrets.env" ]
  run --separate-stderr boot
  [ "$(json_value "$output" warnings)" = '[]' ]
}

@test "Logins that a machine keeps are on the disk, and a dead browser's lock is not" {
  make_machine
  start_init
  boot
  for folder in .config/google-chrome .config/gh .config/gogcli .claude; do
    printf 'login' >"$ROOT/home/claw/$folder/login"
    [ "$(<"$DISK/fs/home/$folder/login")" = login ]
  done
  ln -s elsewhere-1 "$DISK/fs/home/.config/google-chrome/SingletonLock"
  boot
  [ -L "$DISK/fs/home/.config/google-chrome/SingletonLock" ]
  "$ROOT/opt/claw/lifecycle/drain.sh"
  [ ! -e "$ROOT/home/claw/.claude/login" ]
  boot
  [ "$(<"$ROOT/home/claw/.claude/login")" = login ]
  [ ! -L "$DISK/fs/home/.config/google-chrome/SingletonLock" ]
}
