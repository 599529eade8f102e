#!/usr/bin/env bats
# install.sh in a folder of the test's own: what it lays down, that it changes nothing the second time, what it leaves.

setup() {
  REPO=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
  export ROOT=$BATS_TEST_TMPDIR/root
  PUBLISHED=$BATS_TEST_TMPDIR/published
  TOKEN=123456789:abcdefghijklmnopqrstuvwxyz0123456789
  mkdir -p "$ROOT" "$PUBLISHED"
  printf '#!/bin/sh\necho "{}"\n' >"$PUBLISHED/parentclaw"
  echo '{}' >"$PUBLISHED/appsettings.json"
  build 1.2.3+abc
  printf '%s\n' "$TOKEN" >"$BATS_TEST_TMPDIR/token"
}

# build VERSION: what is installed is of that version from now on.
build() {
  printf '#!/bin/sh\necho "parentbot %s"\n' "$1" >"$PUBLISHED/parentbot"
  chmod +x "$PUBLISHED/parentbot" "$PUBLISHED/parentclaw"
}

# A systemd that runs, as far as install.sh asks it: a version that is named in $BROKEN, or dies as named in $DYING,
# does not serve. Each word it was given is in $CALLS.
boot_systemd() {
  local bin=$BATS_TEST_TMPDIR/bin
  export CALLS=$BATS_TEST_TMPDIR/calls BROKEN=$BATS_TEST_TMPDIR/broken DYING=$BATS_TEST_TMPDIR/dying
  export STATE=$BATS_TEST_TMPDIR/active
  mkdir -p "$ROOT/run/systemd/system" "$bin"
  : >"$CALLS" >"$BROKEN" >"$DYING"
  cat >"$bin/systemctl" <<'SYSTEMCTL'
#!/usr/bin/env bash
echo "$*" >>"$CALLS"
version=$("$ROOT/opt/parentclaw/current/parentbot")
case $1 in
  restart)
    rm -f "$STATE"
    ! grep -qFf "$BROKEN" <<<"$version" || exit 1
    echo "$version" >"$STATE"
    ;;
  is-active) [[ -f $STATE ]] ;;
  is-enabled) grep -q '^enable ' "$CALLS" ;;
esac
SYSTEMCTL
  printf '#!/bin/sh\n! grep -qFf "$DYING" "$STATE" || rm -f "$STATE"\n' >"$bin/sleep"
  chmod +x "$bin"/*
  PATH=$bin:$PATH
}

versions() { find "$ROOT/opt/parentclaw" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sed 's/-[0-9a-f]*$//' | sort; }

run_install() { run "$REPO/install.sh" --from "$PUBLISHED" "$@" </dev/null; }

# All files below ROOT with mode, content and time of change.
state() { (cd "$ROOT" && find . -printf '%p %m %l\n' && find . -type f -printf '%p %T@\n' -exec sha256sum {} +) | sort; }

@test "The first run lays down program, settings, token and unit" {
  run_install --token-file "$BATS_TEST_TMPDIR/token"
  [ "$status" -eq 0 ]
  [ "$("$ROOT/opt/parentclaw/current/parentbot")" = 'parentbot 1.2.3+abc' ]
  [ "$("$ROOT/usr/local/bin/parentclaw")" = '{}' ]
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
  build 1.3.0+def

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
  [ ! -L "$ROOT/usr/local/bin/parentclaw" ]
  [ ! -e "$ROOT/etc/systemd/system/parentclaw.service" ]
  [ -f "$ROOT/var/lib/parentclaw/fleet.db" ]
  [ -s "$ROOT/etc/parentclaw/telegram-token" ]
}

@test "The service is started anew for a new version, and left alone by a second run" {
  boot_systemd
  run_install --token-file "$BATS_TEST_TMPDIR/token"
  [ "$status" -eq 0 ]
  grep -qx 'enable --quiet parentclaw.service' "$CALLS"
  grep -qx 'restart parentclaw.service' "$CALLS"

  : >"$CALLS"
  run_install
  [ "$status" -eq 0 ]
  [[ $(cat "$CALLS") != *restart* ]]

  build 1.3.0+def
  run_install
  [ "$status" -eq 0 ]
  grep -qx 'restart parentclaw.service' "$CALLS"
  [ "$(cat "$STATE")" = 'parentbot 1.3.0+def' ]
}

@test "Without a token the service runs all the same, and install.sh says by what it is spoken to" {
  boot_systemd
  run_install
  [ "$status" -eq 0 ]
  [ -f "$STATE" ]
  [[ $output == *"'parentclaw fleet' speaks with it"* ]]
  [[ $output == *"$ROOT/etc/parentclaw/telegram-token"* ]]
}

@test "The version that runs and the one before stay, older ones go" {
  boot_systemd
  for version in 1.0.0 1.1.0 1.2.0 1.3.0; do
    build "$version"
    run_install
    [ "$status" -eq 0 ]
  done
  [ "$(versions)" = $'1.2.0\n1.3.0' ]
  [[ $(readlink "$ROOT/opt/parentclaw/former") == 1.2.0-* ]]
}

@test "A version that does not start is taken back: the former one runs, with its unit" {
  boot_systemd
  run_install
  unit=$ROOT/etc/systemd/system/parentclaw.service
  echo '# as the former version had it' >>"$(realpath "$ROOT/opt/parentclaw/current")/parentclaw.service"
  build 1.3.0+def
  echo 1.3.0 >"$BROKEN"

  run_install
  [ "$status" -eq 6 ]
  [[ $output == *'1.3.0-'*' does not start: 1.2.3-'*' runs again'* ]]
  [[ $(readlink "$ROOT/opt/parentclaw/current") == 1.2.3-* ]]
  [ "$(cat "$STATE")" = 'parentbot 1.2.3+abc' ]
  [ "$(tail -n 1 "$unit")" = '# as the former version had it' ]

  : >"$BROKEN" # what kept it from starting is mended
  run_install
  [ "$status" -eq 0 ]
  [ "$(cat "$STATE")" = 'parentbot 1.3.0+def' ]
  cmp "$REPO/packaging/parentclaw.service" "$unit"
}

@test "A version that dies a moment after its start is taken back too" {
  boot_systemd
  run_install
  build 1.3.0+def
  echo 1.3.0 >"$DYING"
  run_install
  [ "$status" -eq 6 ]
  [ "$(cat "$STATE")" = 'parentbot 1.2.3+abc' ]
}

@test "Where the former version does not start either, that is said" {
  boot_systemd
  run_install
  build 1.3.0+def
  printf '1.3.0\n1.2.3\n' >"$BROKEN"
  run_install
  [ "$status" -eq 6 ]
  [[ $output == *'does not either'* ]]
}

@test "A version that ran here is not taken back for a trouble of another kind" {
  boot_systemd
  run_install
  build 1.3.0+def
  run_install
  rm "$STATE"
  echo 1.3.0 >"$BROKEN"
  run_install
  [ "$status" -eq 6 ]
  [[ $(readlink "$ROOT/opt/parentclaw/current") == 1.3.0-* ]]
}

@test "A run that was cut off after the swap is finished by the next one, or taken back" {
  boot_systemd
  run_install
  build 1.3.0+def
  # As at that instant: the new version is named, and the old one runs.
  rm -r "$ROOT/run/systemd"
  run_install
  mkdir -p "$ROOT/run/systemd/system"
  [ "$(cat "$STATE")" = 'parentbot 1.2.3+abc' ]

  echo 1.3.0 >"$BROKEN"
  run_install
  [ "$status" -eq 6 ]
  [ "$(cat "$STATE")" = 'parentbot 1.2.3+abc' ]
}

@test "Of two at once the second is refused" {
  mkdir -p "$ROOT/opt/parentclaw"
  exec {held}<"$ROOT/opt/parentclaw"
  flock "$held"
  run_install
  [ "$status" -eq 7 ]
  exec {held}<&-
}

@test "A parentclaw of somebody else in /usr/local/bin is left alone" {
  mkdir -p "$ROOT/usr/local/bin"
  echo mine >"$ROOT/usr/local/bin/parentclaw"
  run_install
  [ "$status" -eq 0 ]
  [[ $output == *'Left alone: '*'/usr/local/bin/parentclaw'* ]]
  run "$REPO/install.sh" --uninstall
  [ "$(cat "$ROOT/usr/local/bin/parentclaw")" = mine ]
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
