#!/usr/bin/env bash
# Purpose: Claude Code's remote control in tmux, as the claw's account: `tmux -L claude attach` shows it. Stays until it
#          ends. Run by claw-claude.service where somebody has signed in.
# Reads:   /etc/claw/claw.env, ~/.claude/.credentials.json.
# Writes:  the trust in ~/workspace, without which it would ask on a screen that nobody sees.
# Exit:    0 it ended   1 unforeseen   2 usage   3 settings
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in base settings; do
  # shellcheck source=/dev/null
  source "$here/lib/$part.sh"
done

main() {
  [[ $# == 0 ]] || die "$EXIT_USAGE" "usage: start-claude.sh"
  read_settings
  # All of its state in the folder that is kept on the data disk; else one file of it would lie beside.
  export CLAUDE_CONFIG_DIR="$USER_HOME/.claude"
  trust_workspace
  tmux -L claude new-session -d -s claude -c "$USER_HOME/workspace" claude remote-control --name "$CLAW_NAME"
  # Nobody signals it: the server ends with its one session, and lets go of who waits.
  tmux -L claude wait-for ended || log "the remote control has ended"
}

trust_workspace() {
  local file="$CLAUDE_CONFIG_DIR/.claude.json" state='{}'
  [[ ! -s $file ]] || state=$(<"$file")
  state=$(jq --arg folder "$USER_HOME/workspace" '.projects[$folder].hasTrustDialogAccepted = true' <<<"$state")
  put_file "$file" 600 <<<"$state"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
