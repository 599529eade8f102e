#!/usr/bin/env bash
# Purpose: one fast look for the sweep, as one line of JSON; no openclaw command, for each starts a Node.
# Reads:   the gateway's health paths, its unit and journal, the disk, /proc, the boot report. Changes nothing.
# Exit:    0 it could look, whatever it saw   1 unforeseen   2 usage   3 settings
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in base json settings gateway updates report; do
  # shellcheck source=/dev/null
  source "$here/lib/$part.sh"
done

ERROR_LINES=3 # what a chat message can show

main() {
  [[ $* == --json ]] || die "$EXIT_USAGE" "usage: probe.sh --json"
  read_settings
  printf '{"at":"%s","clock":%s,"claw":"%s","generation":%s' \
    "$(utc %FT%TZ)" "$(utc %s)" "$CLAW_NAME" "$CLAW_GENERATION"
  printf ',"boot":%s' "$(boot_part)"
  printf ',"gateway":%s' "$(gateway_part)"
  printf ',"disk":%s' "$(disk_part)"
  printf ',"machine":%s' "$(machine_part)"
  printf ',"updatesPending":%s' "$(updates_part)"
  printf ',"workspace":%s' "$(workspace_part)"
  printf ',"errors":%s}\n' "$(errors_part)"
}

# phase: none (boot.sh has not run), running, done, failed; step: what is at work where it is running
boot_part() {
  local phase=none step='' text=null
  if [[ -s $REPORT ]]; then
    text=$(<"$REPORT")
    if [[ $text == '{"ok":true,'* ]]; then phase='done'; else phase=failed; fi
  fi
  # A boot that was killed leaves its mark, but no lock.
  if [[ -e $CLAW_RUN/booting ]] && ! flock -n "$CLAW_RUN/lock" true; then
    phase=running
    step=$(<"$CLAW_RUN/booting")
    [[ $step != ensure_installed ]] || step=installing
  fi
  printf '{"phase":"%s","step":%s,"drained":%s,"report":%s}' "$phase" "$(json_text_or_null "$step")" \
    "$(if [[ -e $DRAINED ]]; then printf true; else printf false; fi)" "$text"
}

# startupz: started, starting, draining or none; failing: the parts readyz names (a channel such as telegram)
gateway_part() {
  local live=false ready=false startup=none failing='[]' version='' uptime=''
  if gateway_is_live; then
    live=true
    ask_gateway /startupz
    [[ ! $ANSWER_BODY =~ \"status\":\"([a-z]+)\" ]] || startup=${BASH_REMATCH[1]}
    [[ ! $ANSWER_BODY =~ \"version\":\"([0-9.]+)\" ]] || version=${BASH_REMATCH[1]}
    [[ ! $ANSWER_BODY =~ \"uptimeMs\":([0-9]+) ]] || uptime=${BASH_REMATCH[1]}
    ask_gateway /readyz
    [[ $ANSWER_BODY != *'"ready":true'* ]] || ready=true
    [[ ! $ANSWER_BODY =~ \"failing\":(\[(\"[A-Za-z0-9_.:-]+\",?)*\]) ]] || failing=${BASH_REMATCH[1]}
  else
    version=$(installed_openclaw) || true
  fi
  read_unit "$GATEWAY_UNIT"
  printf '{"healthz":%s,"startupz":"%s","readyz":%s,"failing":%s,"version":%s,"uptimeMs":%s' \
    "$live" "$startup" "$ready" "$failing" "$(json_text_or_null "$version")" "$(json_number "$uptime")"
  printf ',"secrets":%s,"unit":{"active":"%s","sub":"%s","result":"%s","exitCode":%s,"restarts":%s,"pid":%s}}' \
    "$(if [[ -s $DATA/openclaw/secrets.json ]]; then printf true; else printf false; fi)" \
    "${UNIT_STATE[ActiveState]:-unknown}" "${UNIT_STATE[SubState]:-unknown}" "${UNIT_STATE[Result]:-unknown}" \
    "$(json_number "${UNIT_STATE[ExecMainStatus]:-}")" "$(json_number "${UNIT_STATE[NRestarts]:-}")" \
    "$(json_number "${UNIT_STATE[MainPID]:-}")"
}

disk_part() {
  local options
  if ! mountpoint -q "$DATA"; then
    printf '{"attached":%s,"mounted":false,"readOnly":null,"usedPercent":null,"inodesUsedPercent":null}' \
      "$(if [[ -e $DEVICE ]]; then printf true; else printf false; fi)"
    return 0
  fi
  options=$(findmnt -n -o OPTIONS --mountpoint "$DATA")
  printf '{"attached":true,"mounted":true,"readOnly":%s,"usedPercent":%s,"inodesUsedPercent":%s}' \
    "$(if [[ ,$options, == *,ro,* ]]; then printf true; else printf false; fi)" \
    "$(json_number "$(used_percent)")" "$(json_number "$(inodes_used_percent)")"
}

machine_part() {
  local one five fifteen rest
  read -r one five fifteen rest </proc/loadavg
  awk -v load="[$one,$five,$fifteen]" -v cpus="$(nproc)" '
    $1 == "MemTotal:" { total = $2 }
    $1 == "MemAvailable:" { available = $2 }
    END { printf "{\"memoryKiB\":%d,\"memoryAvailableKiB\":%d,\"load\":%s,\"cpus\":%d}", total, available, load, cpus }
  ' /proc/meminfo
}

updates_part() {
  if mountpoint -q "$DATA"; then pending_updates | wc -l; else printf 'null'; fi
}

# What the last push to the workspace's remote came to; null where there is none.
workspace_part() {
  local last=null
  [[ ! -s $MACHINE/workspace-push.json ]] || last=$(<"$MACHINE/workspace-push.json")
  printf '%s' "$last"
}

# Of the gateway's present run only: what it mended by a restart is no news.
errors_part() {
  local lines
  mapfile -t lines < <(gateway_lines 60 \
    | awk '/listening on/ { split("", lines); count = 0 }
        tolower($0) ~ /error|fatal|conflict|refus|invalid|cannot|failed/ { lines[++count] = $0 }
        END { for (at = 1; at <= count; at++) print lines[at] }' | tail -n "$ERROR_LINES" | without_tokens)
  json_list "${lines[@]}"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
