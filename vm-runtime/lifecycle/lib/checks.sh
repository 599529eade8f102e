# shellcheck shell=bash
# Purpose: the checks of verify.sh: which there are, and those of the disk and what stands on it. Each looks at one
#          thing, sets DETAIL and returns 0 (good) or 1. None writes.

# Group, name, then what it needs to be able to look: other checks, and with @ what a machine must be for it to apply.
# Where a need is red, the check says nothing: it would only repeat it in other words.
CHECKS=(
  'disk disk_attached'
  'disk filesystem disk_attached'
  'disk space data_mounted'
  'disk inodes data_mounted'
  'mounts data_mounted'
  'mounts data_writable data_mounted'
  'mounts openclaw_bind data_mounted'
  'mounts workspace_bind data_mounted'
  'mounts chrome_bind data_mounted'
  'mounts gh_bind data_mounted'
  'mounts gogcli_bind data_mounted'
  'mounts claude_bind data_mounted'
  'mounts tailscale_bind data_mounted'
  'mounts fstab filesystem'
  'config config_valid openclaw_bind openclaw_runs'
  'config config_private data_mounted'
  'config owner_set config_valid'
  'config gateway_local config_valid'
  'config gateway_loopback config_valid'
  'config gateway_auth config_valid'
  'config dm_policy config_valid'
  'config last_good data_mounted'
  'secrets secrets_private data_mounted'
  'secrets bot_token secrets_private'
  'secrets gateway_token secrets_private'
  'secrets machine_private data_mounted'
  'services boot_unit'
  'services gateway_unit'
  'services gateway_active config_valid secrets_private'
  'services gateway_steady gateway_active'
  'services ssh_active'
  'services quiet_hour'
  'ports healthz gateway_active'
  'ports readyz healthz bot_token'
  'binaries system_tools'
  'binaries node_runs @installed'
  'binaries openclaw_runs node_runs'
  'versions app_layer'
  'versions node_version node_runs @installed'
  'versions openclaw_ordered openclaw_runs'
  'versions gateway_version openclaw_runs healthz'
  'versions updates_applied data_mounted'
  'display desktop_password data_mounted @desktop'
  'display display_manager @desktop @installed'
  'display screen display_manager @desktop @installed'
  'display remote_desktop @desktop @installed'
  'boot boot_report'
  'boot not_drained'
  'boot custom_data_gone'
  'exposure gateway_hidden'
  'exposure only_ssh @real'
  'exposure passwords_off ssh_active host_key_private @real'
  'exposure host_key_private @real'
)

applies_desktop() { [[ $CLAW_PROFILE == desktop ]]; }
applies_installed() { [[ ! -e $NO_INSTALL ]]; }
applies_real() { [[ -z $ROOT ]]; } # in a folder the sockets and sshd are its host's

check_disk_attached() {
  DETAIL="$DEVICE"
  [[ -e $DEVICE ]]
}

check_filesystem() {
  DETAIL=$(blkid -p -o export "$DEVICE" | sed -n 's/^TYPE=//p')
  [[ $DETAIL == ext4 ]]
}

check_space() {
  local used
  used=$(used_percent)
  DETAIL="$used % used, red from 90"
  ((${used:-100} < 90))
}

check_inodes() {
  local used
  used=$(inodes_used_percent)
  DETAIL="$used % used, red from 90"
  ((${used:-100} < 90))
}

check_data_mounted() {
  DETAIL=$DATA
  mountpoint -q "$DATA"
}

check_data_writable() {
  DETAIL=$(findmnt -n -o OPTIONS --mountpoint "$DATA")
  [[ -n $DETAIL && ,$DETAIL, != *,ro,* ]]
}

check_openclaw_bind() { check_bind openclaw "$USER_HOME/.openclaw"; }
check_workspace_bind() { check_bind workspace "$USER_HOME/workspace"; }
check_chrome_bind() { check_bind home/.config/google-chrome "$USER_HOME/.config/google-chrome"; }
check_gh_bind() { check_bind home/.config/gh "$USER_HOME/.config/gh"; }
check_gogcli_bind() { check_bind home/.config/gogcli "$USER_HOME/.config/gogcli"; }
check_claude_bind() { check_bind home/.claude "$USER_HOME/.claude"; }
check_tailscale_bind() { check_bind tailscale "$ROOT/var/lib/tailscale"; }

check_bind() {
  DETAIL="$2 shows $DATA/$1"
  mountpoint -q "$2" && [[ $2 -ef $DATA/$1 ]]
}

check_fstab() {
  local uuid source place rest missing=''
  uuid=$(blkid -p -o export "$DEVICE" | sed -n 's/^UUID=//p')
  grep -qs "^UUID=$uuid /mnt/claw-data " "$ROOT/etc/fstab" || missing=' /mnt/claw-data'
  while IFS=$'\t' read -r source place rest; do
    grep -qsF "/mnt/claw-data/$source ${place#"$ROOT"} " "$ROOT/etc/fstab" || missing+=" $source"
  done < <(list_binds)
  DETAIL="UUID $uuid, missing:${missing:- none}"
  [[ -z $missing ]]
}

check_config_valid() {
  DETAIL='openclaw config validate'
  as_user timeout 30 openclaw config validate --json </dev/null >/dev/null 2>&1
}

check_config_private() {
  DETAIL="openclaw.json mode $(stat -c %a "$DATA/openclaw/openclaw.json" || printf 'none')"
  [[ $DETAIL == *' 600' ]]
}

check_owner_set() {
  DETAIL="commands.ownerAllowFrom $(config_value commands.ownerAllowFrom)"
  [[ $DETAIL == *telegram:* ]]
}

check_gateway_local() {
  DETAIL="gateway.mode $(config_value gateway.mode)"
  [[ $DETAIL == 'gateway.mode local' ]]
}

check_gateway_loopback() {
  DETAIL="gateway.bind $(config_value gateway.bind)"
  [[ $DETAIL == 'gateway.bind loopback' ]]
}

check_gateway_auth() {
  DETAIL="gateway.auth.mode $(config_value gateway.auth.mode)"
  [[ $DETAIL =~ mode\ (token|password)$ ]]
}

check_dm_policy() {
  DETAIL="channels.telegram.dmPolicy $(config_value channels.telegram.dmPolicy)"
  [[ $DETAIL == *"dmPolicy $CLAW_DM_POLICY" || $DETAIL =~ dmPolicy\ (pairing|allowlist|disabled)$ ]]
}

check_last_good() {
  DETAIL='kept at the last healthy boot'
  [[ -s $DATA/openclaw/openclaw.json.last-good ]]
}

check_secrets_private() {
  local file loose=''
  for file in secrets.json .env; do
    [[ ! -e $DATA/openclaw/$file || $(stat -c %a "$DATA/openclaw/$file") == 600 ]] || loose+=" $file"
  done
  DETAIL="open to others:${loose:- none}"
  [[ -z $loose ]]
}

check_bot_token() { check_secret TELEGRAM_BOT_TOKEN; }
check_gateway_token() { check_secret OPENCLAW_GATEWAY_TOKEN; }

check_secret() {
  DETAIL="$1, by presence"
  grep -qs "^  \"$1\": \"." "$DATA/openclaw/secrets.json"
}

check_machine_private() {
  local loose
  loose=$(find "$MACHINE" -maxdepth 1 \( -type d -o -type f ! -name '*.pub' \) -perm /077 -printf ' %f')
  DETAIL="open to others in $MACHINE:${loose:- none}"
  [[ -d $MACHINE && -z $loose ]]
}

# config_value PATH: the command takes seconds for each; it is asked only where the file is no plain JSON, or jq is not
# here.
config_value() {
  local file="$DATA/openclaw/openclaw.json"
  if command -v jq >/dev/null && jq -e . "$file" >/dev/null 2>&1; then
    jq -r --arg path "$1" 'getpath($path / ".") | if type == "array" then tojson else . end' "$file"
  else
    as_user timeout 30 openclaw config get "$1" </dev/null 2>/dev/null
  fi
}
