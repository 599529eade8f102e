# shellcheck shell=bash
# Purpose: the steps for what stands on the data disk: defaults at first boot, a valid openclaw.json, modes and owners.

CONFIG="$DATA/openclaw/openclaw.json"
LAST_GOOD="$CONFIG.last-good"
OVERLAY="$ROOT/etc/claw/gateway.overlay.json"
SECRETS="$DATA/openclaw/secrets.json" # what openclaw.json names
ENVIRONMENT="$DATA/openclaw/.env"     # what it does not: environment of the gateway and of all that it starts
OPENCLAW_SECONDS=60                   # the command takes 1 to 6 s on two cores, more while an update is running
COMPLAINT=''
GATEWAY_STALE=false # true: the gateway must be restarted to see what changed

# First boot of a disk only: what the owner or the claw changes or removes later stays so.
ensure_defaults() {
  local defaults="$CLAW_OPT/defaults" file config
  [[ ! -e $DATA/.seeded ]] || return 0
  require_overlay
  config=$(rendered_config "$defaults/openclaw.json")
  seed "$CONFIG" "$config"
  for file in SOUL.md AGENTS.md IDENTITY.md; do
    seed "$DATA/workspace/$file" "$(<"$defaults/$file")"
  done
  while IFS= read -r file; do
    seed "$DATA/workspace/skills/$file" "$(<"$defaults/skills/$file")"
  done < <(cd "$defaults/skills" && find . -type f -printf '%P\n')
  put_file "$DATA/.seeded" 644 <<<"$(<"$CLAW_OPT/VERSION")"
}

seed() {
  [[ ! -e $1 ]] || return 0
  ensure_folder "${1%/*}" 700 "$OWNER_IDS"
  put_file "$1" 600 "$OWNER_IDS" <<<"$2" # the account's from the start: it validates what it can read
}

require_overlay() {
  local complaint
  [[ -e $OVERLAY ]] || return 0
  complaint=$(jq -e 'type == "object"' "$OVERLAY" 2>&1 >/dev/null | tail -n 1) \
    || die "$EXIT_CONFIG" "$OVERLAY is no JSON object (${complaint:0:160}): mend Provisioning:GatewayConfig of the" \
      "parent and deploy again"
}

# The parent's overlay is laid over it: objects are merged, anything else is replaced.
rendered_config() {
  local text
  text=$(<"$1")
  text=${text//@OWNER@/"$CLAW_OWNER"}
  text=${text//@MODEL@/"$CLAW_MODEL"}
  text=${text//@DM_POLICY@/"$CLAW_DM_POLICY"}
  text=${text//@ALLOW_FROM@/"$(allow_from)"}
  text=${text//@PROVIDERS@/"$(providers)"}
  if [[ -e $OVERLAY ]]; then
    jq --slurpfile over "$OVERLAY" '. * $over[0]' <<<"$text"
  else
    printf '%s' "$text"
  fi
}

# Who may write besides those who are paired, as a JSON list. `open` means everybody, and OpenClaw wants it said.
allow_from() {
  local ids=()
  IFS=, read -ra ids <<<"$CLAW_ALLOW_FROM"
  case $CLAW_DM_POLICY in
    open) ids=('*') ;;
    allowlist) [[ ,$CLAW_ALLOW_FROM, == *,$CLAW_OWNER,* ]] || ids=("$CLAW_OWNER" "${ids[@]}") ;;
  esac
  json_list "${ids[@]}"
}

# The model's provider with its key, where OpenClaw knows the provider by itself; another one the overlay brings.
providers() {
  local provider=${CLAW_MODEL%%/*}
  case $provider in
    anthropic | deepseek | moonshot | openai | xai)
      printf '{ "%s": { "apiKey": { "source": "file", "provider": "claw", "id": "/%s_API_KEY" } } }' \
        "$provider" "${provider^^}"
      ;;
    *) printf '{}' ;;
  esac
}

# An invalid file makes the gateway exit 78 for good; the last one it was healthy with is put in its place.
ensure_config() {
  local complaint rejected
  validate_config
  [[ -n $COMPLAINT ]] || return 0
  complaint=$COMPLAINT
  [[ -s $LAST_GOOD ]] \
    || die "$EXIT_CONFIG" "openclaw.json is invalid ($complaint) and there is no last good one:" \
      "mend it, then run boot.sh"
  if [[ -e $CONFIG ]]; then
    rejected="$CONFIG.rejected-$(utc %Y%m%dT%H%M%SZ)"
    mv "$CONFIG" "$rejected"
    log "openclaw.json was invalid ($complaint); kept as ${rejected##*/}, the last good one is back"
  fi
  put_file "$CONFIG" 600 "$OWNER_IDS" <"$LAST_GOOD"
  GATEWAY_STALE=true
  validate_config
  [[ -z $COMPLAINT ]] \
    || die "$EXIT_CONFIG" "openclaw.json and the last good one are invalid ($COMPLAINT): mend $CONFIG, then run boot.sh"
}

# COMPLAINT: what openclaw finds wrong; empty where the file is valid.
validate_config() {
  local answer code=0
  answer=$(as_user timeout "$OPENCLAW_SECONDS" openclaw config validate --json </dev/null) || code=$?
  COMPLAINT=''
  ((code != 0)) || return 0
  [[ $answer =~ \"valid\":[[:space:]]*false ]] \
    || die "$EXIT_CONFIG" "openclaw config validate gave no answer (exit code $code): is OpenClaw installed here?"
  COMPLAINT=$(sed -n 's/^ *"message": "\(.*\)",\{0,1\}$/\1/p' <<<"$answer" | tail -n 1 | sed 's/\\n/ /g' \
    | tr -d '"\134' | cut -c 1-200)
  COMPLAINT=${COMPLAINT:-no reason given}
}

# The last step that touches files: updates before it may have left some to root.
ensure_permissions() {
  local folder strays=(! -uid "${OWNER_IDS%:*}" -o ! -gid "${OWNER_IDS#*:}")
  ensure_mode "$DATA/openclaw" 700
  ensure_mode "$CONFIG" 600
  ensure_mode "$SECRETS" 600
  ensure_mode "$ENVIRONMENT" 600
  ensure_mode "$MACHINE" 700
  for folder in "$DATA/openclaw" "$DATA/workspace" "$DATA/home"; do
    [[ -n $(find "$folder" -xdev \( "${strays[@]}" \) -print -quit) ]] || continue
    find "$folder" -xdev \( "${strays[@]}" \) -exec chown -h "$OWNER_IDS" {} +
    changed
  done
}

ensure_last_good() {
  [[ $GATEWAY == started ]] || return 0
  put_file "$LAST_GOOD" 600 "$OWNER_IDS" <"$CONFIG"
}
