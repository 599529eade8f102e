#!/usr/bin/env bats
# install.sh in a folder of the test's own: what it lays down, that it changes nothing the second time, what it leaves.

setup() {
  REPO=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
  export ROOT=$BATS_TEST_TMPDIR/root
  PUBLISHED=$BATS_TEST_TMPDIR/published
  TOKEN=123456789:abcdefghijklmnopqrstuvwxyz0123456789
  mkdir -p "$ROOT" "$PUBLISHED"
  printf '#!/bin/sh\necho "parentbot 1.2.3+abc"\n' >"$PUBLISHED/parentbot"
  chmod +x "$PUBLISHED/parentbot"
  echo '{}' >"$PUBLISHED/appsettings.json"
  printf '%s\n' "$TOKEN" >"$BATS_TEST_TMPDIR/token"
}

run_install() { run "$REPO/install.sh" --from "$PUBLISHED" "$@" </dev/null; }

# All files below ROOT with mode, content and time of change.
state() { (cd "$ROOT" && find . -printf '%p %m %l\n' && find . -type f -printf '%p %T@\n' -exec sha256sum {} +) | sort; }

@test "The first run lays down program, settings, token and unit" {
  run_install --token-file "$BATS_TEST_TMPDIR/token"
  [ "$status" -eq 0 ]
  [ "$("$ROOT/opt/parentclaw/current/parentbot")" = 'parentbot 1.2.3+abc' ]
  [[ $(readlink "$ROOT/opt/parentclaw/current") == 1.2.3-* ]]
  [ "$(cat "$ROOT/etc/parentclaw/telegram-token")" = "$TOKEN" ]
  [ "$(stat -c %a "$ROOT/etc/parentclaw/telegram-token")" = 600 ]
  [ "$(stat -c %a "$ROOT/etc/parentclaw/azure-certificate.pem")" = 600 ]
  cmp "$REPO/packaging/parentclaw.service" "$ROOT/etc/systemd/system/parentclaw.service"
  [[ $output != *"$TOKEN"* ]]
}

@test "The second run changes nothing" {
  run_install --token-file "$BATS_TEST_TMPDIR/token"
  before=$(state)
  run_install --token-file "$BATS_TEST_TMPDIR/token"
  [ "$status" -eq 0 ]
  [[ $output != *changed* ]]
  [ "$(state)" = "$before" ]
}

@test "An upgrade brings a new program, keeps the old one, and leaves settings and token alone" {
  run_install --token-file "$BATS_TEST_TMPDIR/token"
  old=$(readlink "$ROOT/opt/parentclaw/current")
  echo '{ "Fleet": { "Name": "mine" } }' >"$ROOT/etc/parentclaw/appsettings.json"
  printf '#!/bin/sh\necho "parentbot 1.3.0+def"\n' >"$PUBLISHED/parentbot"

  run_install
  [ "$status" -eq 0 ]
  [[ $(readlink "$ROOT/opt/parentclaw/current") == 1.3.0-* ]]
  [ -x "$ROOT/opt/parentclaw/$old/parentbot" ]
  [ "$(cat "$ROOT/etc/parentclaw/appsettings.json")" = '{ "Fleet": { "Name": "mine" } }' ]
  [ "$(cat "$ROOT/etc/parentclaw/telegram-token")" = "$TOKEN" ]
}

@test "Without a token it leaves an empty file that only root may read" {
  run_install
  [ "$status" -eq 0 ]
  [ -f "$ROOT/etc/parentclaw/telegram-token" ]
  [ ! -s "$ROOT/etc/parentclaw/telegram-token" ]
  [ "$(stat -c %a "$ROOT/etc/parentclaw/telegram-token")" = 600 ]
}

@test "What is no token is refused, and not shown" {
  echo 'hunter2' >"$BATS_TEST_TMPDIR/token"
  run_install --token-file "$BATS_TEST_TMPDIR/token"
  [ "$status" -eq 5 ]
  [[ $output != *hunter2* ]]
  [ ! -e "$ROOT/etc/parentclaw/telegram-token" ]
}

@test "A run that failed half-way succeeds when repeated" {
  mkdir -p "$ROOT/etc/parentclaw/telegram-token" # a folder where the file belongs
  run_install --token-file "$BATS_TEST_TMPDIR/token"
  [ "$status" -ne 0 ]
  rm -r "$ROOT/etc/parentclaw/telegram-token"
  run_install --token-file "$BATS_TEST_TMPDIR/token"
  [ "$status" -eq 0 ]
  [ -f "$ROOT/etc/systemd/system/parentclaw.service" ]
}

@test "A mode that somebody widened is set right" {
  run_install --token-file "$BATS_TEST_TMPDIR/token"
  chmod 644 "$ROOT/etc/parentclaw/telegram-token"
  run_install
  [ "$(stat -c %a "$ROOT/etc/parentclaw/telegram-token")" = 600 ]
}

@test "Uninstalling leaves the data, the settings and the token" {
  run_install --token-file "$BATS_TEST_TMPDIR/token"
  mkdir -p "$ROOT/var/lib/parentclaw"
  echo fleet >"$ROOT/var/lib/parentclaw/fleet.db"
  run "$REPO/install.sh" --uninstall
  [ "$status" -eq 0 ]
  [ ! -e "$ROOT/opt/parentclaw" ]
  [ ! -e "$ROOT/etc/systemd/system/parentclaw.service" ]
  [ -f "$ROOT/var/lib/parentclaw/fleet.db" ]
  [ -s "$ROOT/etc/parentclaw/telegram-token" ]
}

@test "Nothing to install and wrong words are refused" {
  run "$REPO/install.sh" --from "$BATS_TEST_TMPDIR/nowhere"
  [ "$status" -eq 4 ]
  run "$REPO/install.sh" --frobnicate
  [ "$status" -eq 2 ]
}

@test "systemd finds nothing wrong with the unit" {
  command -v systemd-analyze >/dev/null || skip 'systemd-analyze is not installed'
  run_install
  sed "s|/opt/parentclaw|$ROOT/opt/parentclaw|" "$REPO/packaging/parentclaw.service" \
    >"$BATS_TEST_TMPDIR/parentclaw.service"
  run systemd-analyze verify --man=no "$BATS_TEST_TMPDIR/parentclaw.service"
  [ "$status" -eq 0 ]
  [[ $output != *parentclaw.service* ]]
}

@test "systemd rates the unit's exposure at 2.5 or less" {
  command -v systemd-analyze >/dev/null || skip 'systemd-analyze is not installed'
  systemd-analyze security --offline=true --threshold=25 --no-pager "$REPO/packaging/parentclaw.service"
}
