#!/usr/bin/env bash
# Purpose: checks everything that makes this machine a claw, in groups, for people (default) or as JSON (--json).
# Reads:   the disk, mounts, configuration, units, ports, versions, the boot report. Changes nothing.
# Exit:    0 every check is good   1 at least one is not   2 usage   3 settings
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in base json settings gateway updates report checks; do
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

run_checks() {
  local check ok
  RESULTS=()
  BAD=0
  for check in "${CHECKS[@]}"; do
    DETAIL=''
    ok=true
    if ! "check_${check#*:}" 2>/dev/null; then
      ok=false
      BAD=$((BAD + 1))
    fi
    RESULTS+=("${check%%:*}" "${check#*:}" "$ok" "$DETAIL")
  done
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
  printf '%d checks, %d bad\n' "${#CHECKS[@]}" "$BAD"
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
