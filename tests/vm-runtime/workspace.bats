#!/usr/bin/env bats
# push-workspace.sh and set-workspace-remote.sh against a real sshd and git; start-claude.sh in a real tmux.
bats_require_minimum_version 1.5.0

setup() { load machine; }

push() { "$ROOT/opt/claw/lifecycle/push-workspace.sh"; }
set_remote() { "$ROOT/opt/claw/lifecycle/set-workspace-remote.sh" "$@"; }
remote_files() { git --git-dir=remote.git ls-tree -r --name-only main; }

# The machine's systemctl knows no timers: this one keeps what it was told of them.
with_timers() {
  mv "$ROOT/usr/bin/systemctl" "$ROOT/usr/bin/systemctl.services"
  cat >"$ROOT/usr/bin/systemctl" <<'EOT'
#!/usr/bin/env bash
link=$ROOT/etc/systemd/system/timers.target.wants/claw-workspace-git.timer
case "$*" in
  'enable --now claw-workspace-git.timer') mkdir -p "${link%/*}" && ln -s ../claw-workspace-git.timer "$link" ;;
  'disable --now claw-workspace-git.timer') rm "$link" ;;
  is-*' --quiet claw-workspace-git.timer') [[ -L $link ]] ;;
  'stop claw-workspace-git.timer') ;;
  *) exec systemctl.services "$@" ;;
esac
EOT
  chmod +x "$ROOT/usr/bin/systemctl"
}

# A booted machine, and a repository that it reaches by SSH once its key is let in.
machine_with_remote() {
  [[ -x /usr/sbin/sshd ]] || skip 'no sshd here'
  make_machine
  with_timers
  start_init
  boot >/dev/null 2>&1
  git init -q --bare -b main remote.git
  ssh-keygen -q -t ed25519 -N '' -f host
  touch authorized
  PORT=$((20000 + BASHPID % 20000))
  printf '%s\n' "Port $PORT" 'ListenAddress 127.0.0.1' "HostKey $PWD/host" "PidFile $PWD/sshd.pid" 'PermitRootLogin yes' \
    "AuthorizedKeysFile $PWD/authorized" 'StrictModes no' 'UsePAM no' >sshd.conf
  mkdir -p /run/sshd 2>/dev/null || true
  /usr/sbin/sshd -f sshd.conf 3>&-
  until [[ -s sshd.pid ]]; do :; done
  STARTED+=("$(<sshd.pid)")
  URL=ssh://$(/usr/bin/id -un)@127.0.0.1:$PORT$PWD/remote.git
}

@test "The workspace goes to its remote, without what may be a secret, and only when something changed" {
  machine_with_remote
  set_remote "$URL" >authorized
  [ -L "$ROOT/etc/systemd/system/timers.target.wants/claw-workspace-git.timer" ]
  [ "$(stat -c %a "$DISK/fs/machine/workspace-key")" = 600 ]
  printf 'mine' >"$ROOT/home/claw/workspace/note.md"
  printf 'secret' | tee "$ROOT/home/claw/workspace/.env" >"$ROOT/home/claw/workspace/server.pem"
  run --separate-stderr push
  [ "$status" -eq 0 ]
  [ "$(json_value "$output" ok)" = true ]
  [[ $(remote_files) == *note.md* ]]
  [[ $(remote_files) != *.env* && $(remote_files) != *pem* ]]
  before=$(fingerprint)
  run --separate-stderr push
  [ "$status/$output" = 0/ ]
  [ "$(fingerprint)" = "$before" ]
  [ -z "$(find "$ROOT/run/claw" -name 'push.??????')" ]
  rm "$ROOT/home/claw/workspace/note.md"
  push
  [[ $(remote_files) != *note.md* ]]
  [ "$(json_value "$(probe)" workspace.ok)" = true ]
  [ "$(git --git-dir=remote.git rev-list --count main)" -eq 2 ]
}

@test "A push that fails keeps its commit, says so, and succeeds when repeated" {
  machine_with_remote
  set_remote "$URL" >key
  printf 'mine' >"$ROOT/home/claw/workspace/note.md"
  run --separate-stderr push
  [ "$status" -eq 1 ]
  [[ $stderr == *'error: the workspace was not pushed'*'The commit is kept'* ]]
  [ "$(json_value "$(probe)" workspace.ok)" = false ]
  cp key authorized
  push
  [ "$(git --git-dir=remote.git rev-list --count main)" -eq 1 ]
}

@test "A remote that went its own way is not overwritten" {
  machine_with_remote
  set_remote "$URL" >authorized
  git init -q -b main other
  git -C other -c user.name=x -c user.email=x@x commit -q --allow-empty -m theirs
  git -C other push -q ../remote.git main
  run push
  [ "$status" -eq 1 ]
  [ "$(git --git-dir=remote.git log --format=%s main)" = theirs ]
}

@test "A repository that the claw keeps in its workspace stays its own" {
  machine_with_remote
  set_remote "$URL" >authorized
  git -C "$ROOT/home/claw/workspace" init -q -b mine
  push
  [ "$(git -C "$ROOT/home/claw/workspace" symbolic-ref --short HEAD)" = mine ]
  run ! git -C "$ROOT/home/claw/workspace" rev-parse --verify -q HEAD
}

@test "Only an address that a key opens is a remote, and an empty one ends it" {
  machine_with_remote
  for url in https://github.com/me/it.git 'ext::sh -c x' --upload-pack=x /tmp/x 'git@host:-x' 'ssh://-oProxyCommand=x/y' 'a b@c:d'; do
    run set_remote "$url"
    [ "$status" -eq 2 ]
  done
  [ ! -e "$DISK/fs/machine/workspace-remote" ]
  set_remote git@github.com:me/it.git
  key=$(<"$DISK/fs/machine/workspace-key")
  set_remote ssh://git@host.example:2222/me/it.git
  [ "$(<"$DISK/fs/machine/workspace-key")" = "$key" ]
  before=$(fingerprint)
  set_remote ssh://git@host.example:2222/me/it.git
  boot
  [ "$(fingerprint)" = "$before" ]
  set_remote ''
  [ ! -e "$DISK/fs/machine/workspace-remote" ]
  [ ! -e "$ROOT/etc/systemd/system/timers.target.wants/claw-workspace-git.timer" ]
  run push
  [ "$status" -eq 5 ]
}

@test "A new machine with the disk goes on pushing" {
  machine_with_remote
  set_remote "$URL" >authorized
  rm "$ROOT/etc/systemd/system/timers.target.wants/claw-workspace-git.timer"
  boot
  [ -L "$ROOT/etc/systemd/system/timers.target.wants/claw-workspace-git.timer" ]
}

@test "Remote control starts where somebody signed in, trusts the workspace, and ends with its screen" {
  command -v tmux >/dev/null || skip 'no tmux here'
  make_machine
  start_init
  boot
  export TMUX_TMPDIR=$BATS_TEST_TMPDIR
  printf '#!/bin/bash\nprintf "%%s in %%s with %%s\\n" "$*" "$PWD" "$CLAUDE_CONFIG_DIR" >>"$ROOT/tmp/claude.log"\nread -r _\n' \
    >"$ROOT/usr/bin/claude"
  chmod +x "$ROOT/usr/bin/claude"
  printf '{"projects":{"/other":{}},"userID":"u"}' >"$ROOT/home/claw/.claude/.claude.json"
  "$ROOT/opt/claw/lifecycle/start-claude.sh" 3>&- &
  until [[ -s $ROOT/tmp/claude.log ]]; do :; done
  STARTED+=("$(tmux -L claude display-message -p '#{pid}')")
  [[ $(<"$ROOT/tmp/claude.log") == 'remote-control --name alice in '*'/workspace with '*/.claude ]]
  state=$(<"$DISK/fs/home/.claude/.claude.json")
  [ "$(jq -r '.projects[].hasTrustDialogAccepted' <<<"$state" | sort | tr '\n' ' ')" = 'null true ' ]
  [ "$(jq -r .userID <<<"$state")" = u ]
  tmux -L claude send-keys -t claude Enter
  wait $!
}

@test "Without a login there is no remote control, and the boot says so" {
  make_machine
  start_init
  run --separate-stderr boot
  [ "$status" -eq 0 ]
  [[ $stderr == *'nobody has signed in'* ]]
  printf '{}' >"$DISK/fs/home/.claude/.credentials.json"
  run --separate-stderr boot
  [ "$status" -eq 0 ]
  command -v claude >/dev/null || [[ $(json_value "$output" warnings.0) == *'not installed'* ]]
}
