# shellcheck shell=bash
# Purpose: the step that has Claude Code's remote control run where somebody has signed in.

CLAUDE_LOGIN="$DATA/home/.claude/.credentials.json"

# A long-lived token (`claude setup-token`) is for inference only: remote control wants a whole login, as
# `claude auth login` makes it.
ensure_claude() {
  if [[ ! -s $CLAUDE_LOGIN ]]; then
    log "Claude Code: nobody has signed in, so there is no remote control"
    return 0
  fi
  if ! command -v claude >/dev/null; then
    warn "somebody signed in to Claude Code, but it is not installed: see install in the boot report"
    return 0
  fi
  start_unit claw-claude.service
}
