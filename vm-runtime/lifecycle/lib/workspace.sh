# shellcheck shell=bash
# Purpose: the workspace in a git repository elsewhere: what push-workspace.sh, set-workspace-remote.sh and boot.sh
#          share.

PUSH_TIMER=claw-workspace-git.timer
REMOTE_FILE="$MACHINE/workspace-remote"
PUSH_KEY="$MACHINE/workspace-key"
KNOWN_REMOTES="$MACHINE/workspace-known-hosts"
PUSH_REPORT="$MACHINE/workspace-push.json" # {"ok","at","commit","error"} of the last push
# Beside the workspace, not in it: a repository that the claw keeps in there is its own.
PUSH_FOLDER="$DATA/workspace.git"

# A key that exists for this one purpose, so that it can be let into one repository and nothing else.
ensure_push_key() {
  [[ ! -s $PUSH_KEY ]] || return 0
  rm -f "$PUSH_KEY.new" "$PUSH_KEY.new.pub"
  ssh-keygen -q -t ed25519 -N '' -C "claw-$CLAW_NAME-workspace" -f "$PUSH_KEY.new"
  mv "$PUSH_KEY.new.pub" "$PUSH_KEY.pub"
  mv "$PUSH_KEY.new" "$PUSH_KEY"
  changed
}

# The timer runs where there is a remote, and nowhere else.
ensure_workspace_push() {
  local wanted=disable
  [[ ! -s $REMOTE_FILE ]] || wanted=enable
  [[ $wanted == enable || -L $ROOT/etc/systemd/system/timers.target.wants/$PUSH_TIMER ]] || return 0
  if [[ $wanted == enable ]]; then
    ensure_push_key
    if systemctl is-enabled --quiet "$PUSH_TIMER" && systemctl is-active --quiet "$PUSH_TIMER"; then return 0; fi
  fi
  systemctl "$wanted" --now "$PUSH_TIMER"
  changed
}
