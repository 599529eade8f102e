#!/usr/bin/env bash
# Purpose: Claude Code, for the owner's remote control of the machine.
# Reads:   ROOT CLAW_USER, npm's registry.
# Writes:  /opt/claude-code, /usr/local/bin/claude.
# Exit:    0 done or unchanged   1 unforeseen   10 not to be had, or it does not run
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in script npm; do
  # shellcheck source=/dev/null
  source "$here/../lib/$part.sh"
done

main() {
  ensure_npm_program @anthropic-ai/claude-code "$CLAUDE_CODE_VERSION" /opt/claude-code claude
  tell_done "claude-code=$NPM_VERSION_FOUND"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
