# shellcheck shell=bash
# Purpose: /run/claw/boot-report.json, what the parent reads after each boot.

REPORT="$CLAW_RUN/boot-report.json"
REPORT_STEPS=()
UPDATES_RAN=()

# run_step NAME: runs the function; a failure ends the script with the step's name in the report.
run_step() {
  local began=$SECONDS
  CURRENT_STEP=$1
  printf '%s\n' "$1" >"$CLAW_RUN/booting"
  STEP_CHANGED=false
  "$1"
  report_step "$began"
  CURRENT_STEP=''
}

report_step() {
  REPORT_STEPS+=("{\"name\":\"$CURRENT_STEP\",\"changed\":$STEP_CHANGED,\"seconds\":$((SECONDS - $1))}")
}

# write_report OK ERROR
write_report() {
  local at steps openclaw text
  at=$(update_marker)
  openclaw=$(installed_openclaw) || true
  steps=$(
    IFS=,
    printf '%s' "${REPORT_STEPS[*]}"
  )
  text=$(
    printf '{"ok":%s,"at":"%s","claw":%s,"generation":%s,' \
      "$1" "$(utc %FT%TZ)" "$(json_string "${CLAW_NAME:-}")" "$(json_number "${CLAW_GENERATION:-}")"
    printf '"app":%s,"image":%s,"openclaw":%s,' \
      "$(json_text_or_null "${CLAW_APP_LAYER:-}")" "$(json_text_or_null "${CLAW_IMAGE:-}")" \
      "$(json_text_or_null "$openclaw")"
    printf '"updates":{"at":%s,"ran":%s},' "$at" "$(json_list "${UPDATES_RAN[@]}")"
    printf '"install":%s,"warnings":%s,' "$INSTALLED" "$(json_list "${WARNINGS[@]}")"
    printf '"steps":[%s],"gateway":"%s","step":%s,"error":%s}' \
      "$steps" "$GATEWAY" "$(json_text_or_null "${CURRENT_STEP:-}")" "$(json_text_or_null "$2")"
  )
  put_file "$REPORT" 644 <<<"$text"
}
