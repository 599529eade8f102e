#!/usr/bin/env bash
# Purpose: what CHANGELOG.md says of one version, for its release.
# Usage:   notes.sh VERSION
# Reads:   CHANGELOG.md, or the file that CHANGELOG names
# Exit:    0 printed   2 usage   1 nothing stands there of this version
set -Eeuo pipefail
shopt -s inherit_errexit

main() {
  [[ $# == 1 ]] || {
    printf 'usage: notes.sh VERSION\n' >&2
    exit 2
  }
  local file=${CHANGELOG:-$(dirname "${BASH_SOURCE[0]}")/../CHANGELOG.md} notes
  notes=$(awk -v heading="## [$1]" '
    index($0, "## ") == 1 { inside = index($0, heading) == 1; next }
    inside { print }
  ' "$file")
  [[ -n ${notes//[[:space:]]/} ]] || {
    printf 'CHANGELOG.md says nothing of %s: give its changes a heading "## [%s] - YYYY-MM-DD".\n' "$1" "$1" >&2
    exit 1
  }
  printf '%s\n' "$notes" | sed '1{/^$/d}'
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
