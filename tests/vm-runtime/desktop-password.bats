#!/usr/bin/env bats
# desktop-password.sh
bats_require_minimum_version 1.5.0

setup() { load machine; }
password() { "$ROOT/opt/claw/lifecycle/desktop-password.sh" "$@"; }

# A machine with a desktop, whose chpasswd writes down what it is told; it refuses where the test says so.
desktop_machine() {
  make_machine
  write_settings CLAW_PROFILE=desktop
  cat >"$ROOT/usr/bin/chpasswd" <<'EOT'
#!/bin/sh
[ ! -e "$ROOT/tmp/chpasswd-refuses" ] || exit 1
cat >"$ROOT/tmp/chpasswd"
EOT
  chmod +x "$ROOT/usr/bin/chpasswd"
  start_init
  boot >/dev/null 2>&1
}

@test "The password is made once, is the account's, and is shown once" {
  desktop_machine
  run --separate-stderr password show
  [ "$status" -eq 0 ]
  shown=$(json_value "$output" password)
  [ ${#shown} -ge 20 ]
  [ "$(<"$ROOT/tmp/chpasswd")" = "claw:$shown" ]
  [ "$(<"$DISK/fs/machine/desktop-password")" = "$shown" ]
  [ "$(stat -c %a "$DISK/fs/machine") $(stat -c %a "$DISK/fs/machine/desktop-password")" = '700 600' ]
  before=$(fingerprint)
  run --separate-stderr password show
  [ "$output" = '{"password":null}' ]
  [ "$(fingerprint)" = "$before" ]
}

@test "A renewed one is another, and is shown" {
  desktop_machine
  old=$(json_value "$(password show)" password)
  new=$(json_value "$(password renew)" password)
  [ "$new" != "$old" ]
  [ "$(<"$ROOT/tmp/chpasswd")" = "claw:$new" ]
  [ "$(password show)" = '{"password":null}' ]
}

@test "Where the account does not take it, the old one stays, and the next try succeeds" {
  desktop_machine
  old=$(json_value "$(password show)" password)
  : >"$ROOT/tmp/chpasswd-refuses"
  run password renew
  [ "$status" -ne 0 ]
  [[ $output == *chpasswd* && $output != *"$old"* ]]
  [ "$(<"$DISK/fs/machine/desktop-password")" = "$old" ]
  rm "$ROOT/tmp/chpasswd-refuses"
  [ "$(json_value "$(password renew)" password)" != "$old" ]
}

@test "Without a desktop, a disk or a word that it knows it says so" {
  make_machine
  run password show
  [ "$status" -eq 3 ]
  [[ $output == *'no desktop'* ]]
  write_settings CLAW_PROFILE=desktop
  run password show
  [ "$status" -eq 5 ]
  run password tell
  [ "$status" -eq 2 ]
}
