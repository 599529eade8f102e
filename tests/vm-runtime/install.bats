#!/usr/bin/env bats
# install.sh as a whole: what it runs, what it says, what it does when something is not to be had.
bats_require_minimum_version 1.5.0

setup() {
  load installing
  make_root
}

state_of() { jq -r --arg name "$2" '.scripts[] | select(.name == $name).state' <<<"$1"; }

@test "The first run installs what a headless claw needs and says so in one line" {
  run --separate-stderr install_all
  [ "$status" -eq 0 ]
  [ "${#lines[@]}" -eq 1 ]
  [ "$(jq -r '[.scripts[].state] | unique | join(" ")' <<<"$output")" = 'done' ]
  [ "$(jq -c '[.ok, .profile, .versions.openclaw]' <<<"$output")" = "[true,\"headless\",\"$OPENCLAW_VERSION\"]" ]
  [ "$(readlink "$ROOT/usr/local/bin/openclaw")" = /opt/openclaw/bin/openclaw ]
  [ "$("$ROOT/opt/node-$NODE_VERSION/bin/node")" = "v$NODE_VERSION" ]
  run ! grep -q xfce4 "$STATE/packages"
  [ "$(grep -c ^update "$STATE/apt")" -eq 1 ]
  nothing_left
}

@test "A second run changes nothing and asks nobody" {
  CLAW_PROFILE=desktop install_all
  before=$(installed)
  : >"$STATE/apt"
  : >"$STATE/npm"
  : >"$PLACE/.asked"
  CLAW_PROFILE=desktop run --separate-stderr install_all
  [ "$status" -eq 0 ]
  [ "$(jq -r '[.scripts[] | select(.name != "desktop/50-sunshine").state] | unique | join(" ")' <<<"$output")" = unchanged ]
  [ "$(installed)" = "$before" ]
  [ ! -s "$STATE/apt" ]
  [ ! -s "$STATE/npm" ]
  [ ! -s "$PLACE/.asked" ]
  [ -z "$(grep -v 'desktop/50-sunshine' <<<"$stderr")" ]
}

@test "The desktop profile has the desktop besides" {
  CLAW_PROFILE=desktop run --separate-stderr install_all
  [ "$status" -eq 0 ]
  [ "$(jq -r .profile <<<"$output")" = desktop ]
  [ "$(state_of "$output" desktop/20-xfce)" = 'done' ]
  grep -qx 'autologin-user='"$CLAW_USER" "$ROOT/etc/lightdm/lightdm.conf.d/50-claw.conf"
}

@test "A required script that fails is named, and the repeated run succeeds" {
  touch "$STATE/no-npm"
  run --separate-stderr install_all
  [ "$status" -eq 10 ]
  [[ ${stderr_lines[-1]} == *'error: 30-openclaw.sh: npm install openclaw@'*'E404'*'then run boot.sh' ]]
  [ "$(jq -r .ok <<<"$output")" = false ]
  [ "$(state_of "$output" os/30-openclaw)" = failed ]
  [ -z "$(state_of "$output" os/40-claude-code)" ]
  nothing_left
  rm "$STATE/no-npm"
  run --separate-stderr install_all
  [ "$status" -eq 0 ]
  [ "$(state_of "$output" os/20-node)" = unchanged ]
  [ "$(state_of "$output" os/30-openclaw)" = 'done' ]
}

@test "An optional script that fails is told of, and the next run tries it again" {
  mv "$PLACE/stable" "$PLACE/away"
  run --separate-stderr install_all
  [ "$status" -eq 0 ]
  [ "$(state_of "$output" os/60-tailscale)" = skipped ]
  [[ $(jq -r '.scripts[] | select(.name == "os/60-tailscale").why' <<<"$output") == *'HTTP 404'* ]]
  mv "$PLACE/away" "$PLACE/stable"
  run --separate-stderr install_all
  [ "$(state_of "$output" os/60-tailscale)" = 'done' ]
}

@test "A script that dies without a word is named all the same" {
  printf 'kill -9 $$\n' >"$INSTALL/os/20-node.sh"
  run --separate-stderr install_all
  [ "$status" -eq 10 ]
  [[ ${stderr_lines[-1]} == *'error: 20-node.sh: it ended with exit code 137; read the log above' ]]
}

@test "What a script leaves running holds no lock" {
  printf '%s\n' 'sleep 60 >/dev/null 2>&1 3>&- & echo $! >"$STATE/left"' 'echo unchanged' >"$INSTALL/os/60-tailscale.sh"
  exec 9>"$BATS_TEST_TMPDIR/lock"
  flock 9
  install_all
  exec 9>&-
  held=0
  flock -n "$BATS_TEST_TMPDIR/lock" flock -n "$ROOT/run/claw/install.lock" true || held=$?
  kill "$(<"$STATE/left")"
  [ "$held" -eq 0 ]
}

@test "A wrong order is refused before anything is done" {
  CLAW_PROFILE=server run --separate-stderr install_all
  [ "$status" -eq 2 ]
  CLAW_OPENCLAW='1; rm' run --separate-stderr install_all
  [ "$status" -eq 2 ]
  CLAW_USER='../x' run --separate-stderr install_all
  [ "$status" -eq 2 ]
  [ ! -e "$STATE/apt" ]
}

@test "What a killed run left goes with the next one" {
  mkdir -p "$ROOT/var/tmp/claw-install.abc" "$ROOT/opt/openclaw.new/lib" "$ROOT/usr/sbin"
  printf '# by install.sh\n' >"$ROOT/usr/sbin/policy-rc.d"
  chmod 755 "$ROOT/usr/sbin/policy-rc.d"
  install_all
  nothing_left
}

@test "Somebody else's policy for services stays" {
  mkdir -p "$ROOT/usr/sbin"
  printf '#!/bin/sh\nexit 0\n' >"$ROOT/usr/sbin/policy-rc.d"
  chmod 755 "$ROOT/usr/sbin/policy-rc.d"
  install_all
  [ "$(tail -n 1 "$ROOT/usr/sbin/policy-rc.d")" = 'exit 0' ]
}

@test "What may fail is what there is" {
  # shellcheck source=/dev/null
  source "$INSTALL/install.sh"
  for name in "${OPTIONAL[@]}"; do
    [ -x "$INSTALL/$name.sh" ]
  done
}

@test "Every script can be run, and says what it reads and how it exits" {
  for file in "$INSTALL"/install.sh "$INSTALL"/{os,desktop}/*.sh; do
    [ -x "$file" ]
    for word in '^# Purpose:' '^# Reads:' '^# Writes:' '^# Exit:' '^set -Eeuo pipefail$'; do
      grep -q "$word" "$file"
    done
  done
}
