#!/usr/bin/env bash
# Purpose: checks everything that makes this machine a claw, in groups, for people (default) or as JSON (--json).
# Reads:   the disk, mounts, configuration, units, ports, versions, the boot report. Changes nothing.
# Exit:    0 every check is good   1 at least one is not   2 usage   3 settings
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in base json settings gateway mounts updates custom-data report checks checks-machine checks-exposure; do
  # shellcheck source=/dev/null
  source "$here/lib/$part.sh"
done

main() {
  local form=text
  case $* in
    '') ;;
    --json) form=json ;;
    *) die "$EXIT_USAGE" "usage: verify.sh [--json]" ;;
  esac
  read_settings
  run_checks
  "print_$form"
  ((BAD == 0)) || exit 1
}

# By the check's name. SEEN: good, bad, blind (a need of it is bad), or none where it does not apply.
declare -A NEEDS=() SEEN=() DETAILS=()

run_checks() {
  local check group name needs
  RESULTS=()
  COUNT=0 BAD=0
  for check in "${CHECKS[@]}"; do
    read -r group name needs <<<"$check"
    NEEDS[$name]=$needs
  done
  for check in "${CHECKS[@]}"; do
    read -r group name needs <<<"$check"
    look_at "$name"
    case ${SEEN[$name]} in
      good) RESULTS+=("$group" "$name" true "${DETAILS[$name]}") ;;
      bad)
        RESULTS+=("$group" "$name" false "${DETAILS[$name]}")
        BAD=$((BAD + 1))
        ;;
      *) continue ;;
    esac
    COUNT=$((COUNT + 1))
  done
}

# look_at NAME: once, after what it needs. A need that does not apply here is none.
look_at() {
  local name=$1 need
  [[ -z ${SEEN[$name]:-} ]] || return 0
  [[ $name == system_tools ]] || look_at system_tools
  for need in ${NEEDS[$name]}; do
    if [[ $need == @* ]]; then
      "applies_${need#@}" || SEEN[$name]=none
    else
      look_at "$need"
    fi
  done
  [[ -z ${SEEN[$name]:-} ]] || return 0
  SEEN[$name]=good
  for need in system_tools ${NEEDS[$name]}; do
    [[ $need == "$name" || $need == @* || ${SEEN[$need]} == good || ${SEEN[$need]} == none ]] || SEEN[$name]=blind
  done
  [[ ${SEEN[$name]} == good ]] || return 0
  DETAIL=''
  "check_$name" 2>/dev/null || SEEN[$name]=bad
  DETAILS[$name]=$DETAIL
}

print_text() {
  local index group=''
  for ((index = 0; index < ${#RESULTS[@]}; index += 4)); do
    if [[ ${RESULTS[index]} != "$group" ]]; then
      group=${RESULTS[index]}
      printf '%s\n' "$group"
    fi
    if [[ ${RESULTS[index + 2]} == true ]]; then printf '  ok   '; else printf '  BAD  '; fi
    printf '%-18s %s\n' "${RESULTS[index + 1]//_/ }" "${RESULTS[index + 3]//$'\n'/ }"
  done
  printf '%d checks, %d bad\n' "$COUNT" "$BAD"
}

print_json() {
  local index separator=''
  printf '{"ok":%s,"checks":[' "$(if ((BAD == 0)); then printf true; else printf false; fi)"
  for ((index = 0; index < ${#RESULTS[@]}; index += 4)); do
    printf '%s{"group":"%s","name":"%s","ok":%s,"detail":%s}' "$separator" \
      "${RESULTS[index]}" "${RESULTS[index + 1]}" "${RESULTS[index + 2]}" "$(json_string "${RESULTS[index + 3]}")"
    separator=,
  done
  printf ']}\n'
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
