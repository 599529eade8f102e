#!/usr/bin/env bash
# Purpose: OpenClaw at the version that was ordered.
# Reads:   ROOT CLAW_USER CLAW_OPENCLAW, npm's registry.
# Writes:  /opt/openclaw, /usr/local/bin/openclaw.
# Exit:    0 done or unchanged   1 unforeseen   10 not to be had, or it does not run
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in script npm; do
  # shellcheck source=/dev/null
  source "$here/../lib/$part.sh"
done

main() {
  ensure_npm_program openclaw "$CLAW_OPENCLAW" /opt/openclaw openclaw
  tell_done "openclaw=$NPM_VERSION_FOUND"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
