# shellcheck shell=bash
# Purpose: the checks of verify.sh. Each looks at one thing, sets DETAIL and returns 0 (good) or 1. None writes.

CHECKS=(
  disk:disk_attached disk:filesystem disk:space disk:inodes
  mounts:data_mounted mounts:data_writable mounts:openclaw_bind mounts:workspace_bind mounts:fstab
  config:config_valid config:owner_set config:gateway_loopback config:dm_policy config:last_good
  secrets:secrets_private secrets:bot_token secrets:gateway_token
  services:boot_unit services:gateway_active services:gateway_steady
  ports:healthz ports:readyz ports:loopback_only
  binaries:openclaw_runs binaries:system_tools
  versions:gateway_version versions:updates_applied
  boot:boot_report boot:not_drained
)

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

check_openclaw_bind() { check_bind openclaw .openclaw; }
check_workspace_bind() { check_bind workspace workspace; }

check_bind() {
  DETAIL="$USER_HOME/$2 shows $DATA/$1"
  mountpoint -q "$USER_HOME/$2" && [[ $USER_HOME/$2 -ef $DATA/$1 ]]
}

check_fstab() {
  DETAIL="UUID $(findmnt -n -o UUID --mountpoint "$DATA")"
  grep -qs "^${DETAIL/UUID /UUID=} /mnt/claw-data " "$ROOT/etc/fstab"
}

check_config_valid() {
  DETAIL='openclaw config validate'
  ask_openclaw config validate --json >/dev/null
}

check_owner_set() {
  local owners
  owners=$(ask_openclaw config get commands.ownerAllowFrom --json)
  DETAIL="commands.ownerAllowFrom ${owners//[$' \n']/}"
  [[ $owners == *telegram:* ]]
}

check_gateway_loopback() {
  DETAIL="gateway.bind $(ask_openclaw config get gateway.bind)"
  [[ $DETAIL == 'gateway.bind loopback' ]]
}

check_dm_policy() {
  DETAIL="channels.telegram.dmPolicy $(ask_openclaw config get channels.telegram.dmPolicy)"
  [[ $DETAIL == *"dmPolicy $CLAW_DM_POLICY" || $DETAIL =~ dmPolicy\ (pairing|allowlist|disabled)$ ]]
}

check_last_good() {
  DETAIL='kept at the last healthy boot'
  [[ -s $DATA/openclaw/openclaw.json.last-good ]]
}

check_secrets_private() {
  DETAIL="mode $(stat -c %a "$DATA/openclaw/.env" 2>/dev/null || printf 'none')"
  [[ $DETAIL == 'mode 600' ]]
}

check_bot_token() {
  DETAIL='TELEGRAM_BOT_TOKEN, by presence'
  grep -qs '^TELEGRAM_BOT_TOKEN=.' "$DATA/openclaw/.env"
}

check_gateway_token() {
  DETAIL='OPENCLAW_GATEWAY_TOKEN, by presence'
  grep -qs '^OPENCLAW_GATEWAY_TOKEN=.' "$DATA/openclaw/.env"
}

check_boot_unit() {
  read_unit "$BOOT_UNIT"
  DETAIL="${UNIT_STATE[UnitFileState]:-unknown}, ${UNIT_STATE[ActiveState]:-unknown}"
  [[ $DETAIL == 'enabled, active' || $DETAIL == 'enabled, activating' ]]
}

check_gateway_active() {
  read_unit "$GATEWAY_UNIT"
  DETAIL="${UNIT_STATE[ActiveState]:-unknown} (${UNIT_STATE[Result]:-unknown})"
  [[ ${UNIT_STATE[ActiveState]:-} == active ]]
}

check_gateway_steady() {
  read_unit "$GATEWAY_UNIT"
  DETAIL="${UNIT_STATE[NRestarts]:-?} restarts since it was started, red from 3"
  ((${UNIT_STATE[NRestarts]:-9} < 3))
}

check_healthz() {
  ask_gateway /healthz
  DETAIL="$ANSWER_CODE ${ANSWER_BODY:0:120}"
  [[ $ANSWER_CODE == 200 && $ANSWER_BODY == *'"ok":true'* ]]
}

check_readyz() {
  ask_gateway /readyz
  DETAIL="$ANSWER_CODE ${ANSWER_BODY:0:120}"
  [[ $ANSWER_CODE == 200 && $ANSWER_BODY == *'"ready":true'* ]]
}

check_loopback_only() {
  local open
  # /proc/net/tcp: state 0A listens, port 4965 is 18789; addresses are little-endian: 127.x ends in 7F, ::1 in 01000000.
  open=$(awk '$4 == "0A" && $2 ~ /:4965$/ && $2 !~ /^......7F:/ && $2 != loopback6 { print $2 }' \
    loopback6=00000000000000000000000001000000:4965 /proc/net/tcp /proc/net/tcp6)
  DETAIL="port 18789 outside loopback: ${open:-none}"
  [[ -z $open ]]
}

check_openclaw_runs() {
  DETAIL=$(timeout 10 openclaw --version </dev/null)
  [[ $DETAIL == OpenClaw* ]]
}

check_system_tools() {
  local tool missing=''
  for tool in curl flock findmnt iconv journalctl runuser systemctl timeout; do
    command -v "$tool" >/dev/null || missing+=" $tool"
  done
  DETAIL="missing:${missing:- none}"
  [[ -z $missing ]]
}

check_gateway_version() {
  local installed running=''
  installed=$(timeout 10 openclaw --version </dev/null | sed -nE 's/^OpenClaw ([0-9.]+).*/\1/p')
  ask_gateway /startupz
  [[ ! $ANSWER_BODY =~ \"version\":\"([0-9.]+)\" ]] || running=${BASH_REMATCH[1]}
  DETAIL="installed $installed, running ${running:-none}"
  [[ -n $running && $installed == "$running" ]]
}

check_updates_applied() {
  local pending
  pending=$(pending_updates | tr '\n' ' ')
  DETAIL="marker $(update_marker), pending ${pending:-none}"
  [[ -z $pending ]]
}

check_boot_report() {
  DETAIL="$REPORT"
  grep -qs '^{"ok":true,' "$REPORT" && grep -qs "\"claw\":\"$CLAW_NAME\",\"generation\":$CLAW_GENERATION," "$REPORT"
}

check_not_drained() {
  DETAIL="$DRAINED is absent"
  [[ ! -e $DRAINED ]]
}

ask_openclaw() { as_user timeout 30 openclaw "$@" </dev/null 2>/dev/null; }
