# shellcheck shell=bash
# Purpose: reads /etc/claw/claw.env into CLAW_* variables: KEY=value lines, taken as text, never sourced.

declare -gA SETTING_RULES=(
  [CLAW_NAME]='^[a-z][a-z0-9-]{1,30}[a-z0-9]$'
  [CLAW_GENERATION]='^[1-9][0-9]{0,8}$'
  [CLAW_PROFILE]='^(headless|desktop)$'
  [CLAW_APP_LAYER]='^[A-Za-z0-9._+-]{1,64}$'
  [CLAW_IMAGE]='^[A-Za-z0-9._:/+-]{1,256}$'
  [CLAW_USER]='^[a-z_][a-z0-9_-]{0,31}$'
  [CLAW_OWNER]='^[1-9][0-9]{0,18}$'
  [CLAW_MODEL]='^[A-Za-z0-9._:-]+(/[A-Za-z0-9._:@-]+)+$'
  [CLAW_DM_POLICY]='^(pairing|allowlist|open)$'
  [CLAW_ALLOW_FROM]='^[1-9][0-9]{0,18}(,[1-9][0-9]{0,18})*$'
  [CLAW_OPENCLAW]='^[0-9][0-9A-Za-z.-]{0,63}$'
  [CLAW_TIME_ZONE]='^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$'
  [CLAW_QUIET_HOUR]='^([0-9]|1[0-9]|2[0-3])$'
  [CLAW_DISK_WAIT]='^[0-9]{1,4}$'
  [CLAW_GATEWAY_WAIT]='^[1-9][0-9]{0,3}$'
  [CLAW_FORMAT]='^(new|never)$'
  [CLAW_BAKE]='^(yes|no)$'
)

read_settings() {
  local file="$ROOT/etc/claw/claw.env" line name
  export CLAW_NAME='' CLAW_GENERATION='' CLAW_APP_LAYER='' CLAW_IMAGE='' CLAW_USER='' CLAW_OWNER='' CLAW_MODEL=''
  export CLAW_OPENCLAW='' CLAW_ALLOW_FROM='' CLAW_TIME_ZONE=UTC CLAW_QUIET_HOUR=4
  export CLAW_PROFILE=headless CLAW_DM_POLICY=pairing CLAW_DISK_WAIT=60 CLAW_GATEWAY_WAIT=120 CLAW_FORMAT=never
  export CLAW_BAKE=no
  [[ -r $file ]] || die "$EXIT_SETTINGS" "$file is missing: cloud-init did not finish; read cloud-init status --long"
  while IFS= read -r line || [[ -n $line ]]; do
    [[ -n $line && $line != '#'* ]] || continue
    name=${line%%=*}
    [[ $line == *=* && -n ${SETTING_RULES[$name]:-} ]] \
      || die "$EXIT_SETTINGS" "$file: unknown setting ${name:0:40}; deploy with a matching app layer"
    [[ ${line#*=} =~ ${SETTING_RULES[$name]} ]] \
      || die "$EXIT_SETTINGS" "$file: $name does not match ${SETTING_RULES[$name]}"
    export "$name=${line#*=}"
  done <"$file"
  for name in CLAW_NAME CLAW_GENERATION CLAW_APP_LAYER CLAW_IMAGE CLAW_USER CLAW_OWNER CLAW_MODEL; do
    [[ -n ${!name} || ($CLAW_BAKE == yes && $name =~ ^CLAW_(OWNER|MODEL)$) ]] \
      || die "$EXIT_SETTINGS" "$file: $name is missing; deploy again"
  done
  export USER_HOME="$ROOT/home/$CLAW_USER"
  id -u "$CLAW_USER" >/dev/null \
    || die "$EXIT_SETTINGS" "the account $CLAW_USER is missing: read cloud-init status --long, then deploy again"
  OWNER_IDS="$(id -u "$CLAW_USER"):$(id -g "$CLAW_USER")"
  export OWNER_IDS
}

# as_user COMMAND...: as the account the gateway runs as, with its home.
as_user() { runuser -u "$CLAW_USER" -- env HOME="$USER_HOME" "$@"; }
