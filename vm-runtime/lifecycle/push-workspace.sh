#!/usr/bin/env bash
# Purpose: commits what changed in the workspace and pushes it; never with force, never what may be a secret. A push
#          that fails keeps the commit for the next one. Run each hour by claw-workspace-git.timer.
# Reads:   the workspace, /mnt/claw-data/machine/workspace-{remote,key}, /opt/claw/defaults/workspace.gitignore.
# Writes:  /mnt/claw-data/workspace.git, machine/workspace-push.json; prints that line.
# Exit:    0 pushed, or nothing to push   1 unforeseen, or the push failed   2 usage   3 settings   5 no disk or remote
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in base json settings workspace; do
  # shellcheck source=/dev/null
  source "$here/lib/$part.sh"
done

PUSH_SECONDS=300
BRANCH=main
CARRIED='' # the key and the hosts, in memory, where the account can read them while it pushes

main() {
  [[ $# == 0 ]] || die "$EXIT_USAGE" "usage: push-workspace.sh"
  read_settings
  mountpoint -q "$DATA" || die "$EXIT_DISK" "the data disk is not mounted: run boot.sh"
  [[ -s $REMOTE_FILE && -s $PUSH_KEY ]] || die "$EXIT_DISK" "no remote is set: run set-workspace-remote.sh"
  exec 7>"$CLAW_RUN/push.lock"
  flock -n 7 || die 1 "another push is at work: wait for it"
  commit_changes
  push_commits
}

# The account's own settings and hooks have no say in this.
git_here() {
  as_user env GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0 \
    GIT_OPTIONAL_LOCKS=0 "${GIT_ENV[@]}" \
    git -c core.hooksPath=/dev/null -c core.excludesFile="$CLAW_OPT/defaults/workspace.gitignore" \
    -c user.name="$CLAW_NAME" -c user.email="$CLAW_NAME@localhost" -c commit.gpgSign=false -c gc.autoDetach=false \
    --git-dir="$PUSH_FOLDER" --work-tree="$DATA/workspace" "$@"
}
GIT_ENV=()

commit_changes() {
  if [[ ! -e $PUSH_FOLDER/HEAD ]]; then
    ensure_folder "$PUSH_FOLDER" 700 "$OWNER_IDS"
    git_here init -q -b "$BRANCH"
  fi
  # Looking alone writes nothing; add would refresh the index, whose times git may have noted within the same second.
  [[ -n $(git_here status --porcelain) ]] || return 0
  git_here add -A -- . 2>&1 | sed 's/^/git: /' >&2
  ! git_here diff --cached --quiet || return 0
  git_here commit -q -m "Workspace of $CLAW_NAME at $(utc '%F %H:%M') UTC"
}

push_commits() {
  local commit code=0 output why=''
  commit=$(git_here rev-parse --verify -q HEAD) || return 0 # an empty workspace
  [[ $(git_here rev-parse --verify -q refs/pushed/head) != "$commit" ]] || return 0
  CARRIED=$(mktemp -d "$CLAW_RUN/push.XXXXXX")
  trap 'rm -rf "$CARRIED"' EXIT
  install -m 600 "$PUSH_KEY" "$CARRIED/key"
  [[ ! -e $KNOWN_REMOTES ]] || cp "$KNOWN_REMOTES" "$CARRIED/hosts"
  chown -R "$OWNER_IDS" "$CARRIED"
  # The remote's host key is taken at the first push and never again.
  GIT_ENV=("GIT_SSH_COMMAND=ssh -F /dev/null -i '$CARRIED/key' -o IdentitiesOnly=yes -o BatchMode=yes \
    -o ConnectTimeout=20 -o StrictHostKeyChecking=accept-new -o UserKnownHostsFile='$CARRIED/hosts'")
  output=$(git_here push --porcelain "$(<"$REMOTE_FILE")" "HEAD:refs/heads/$BRANCH" </dev/null 2>&1) || code=$?
  [[ ! -s $CARRIED/hosts ]] || put_file "$KNOWN_REMOTES" 600 <"$CARRIED/hosts"
  if ((code == 0)); then
    git_here update-ref refs/pushed/head "$commit"
  else
    why=$(grep -vE '^(To |Done|hint:|Warning: Permanently|$)' <<<"$output" | tail -n 3 | tr '\t\n' '  ' | cut -c 1-200)
    why="exit code $code: ${why:-no word}"
  fi
  tell "$code" "$commit" "$why"
}

tell() {
  local ok=true line
  (($1 == 0)) || ok=false
  line=$(printf '{"ok":%s,"at":"%s","commit":"%s","error":%s}' "$ok" "$(utc %FT%TZ)" "$2" "$(json_text_or_null "$3")")
  put_file "$PUSH_REPORT" 600 <<<"$line"
  printf '%s\n' "$line"
  [[ $ok == true ]] || die 1 "the workspace was not pushed ($3): is the key let in there? The commit is kept"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
