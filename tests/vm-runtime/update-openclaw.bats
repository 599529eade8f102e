#!/usr/bin/env bats
# update-openclaw.sh
bats_require_minimum_version 1.5.0

setup() { load machine; }
update() { "$ROOT/opt/claw/lifecycle/update-openclaw.sh" "$@"; }
running() { json_value "$(probe)" gateway.version; }
pid() { systemctl show -p MainPID --value openclaw-gateway.service; }

@test "A newer OpenClaw is installed, and the gateway runs it" {
  deployed_machine
  [ "$(running)" = 2026.9.5 ]
  run --separate-stderr update 2026.9.6
  [ "$status" -eq 0 ]
  [ "$output" = '{"ok":true,"status":"ok","reason":null,"before":"2026.9.5","after":"2026.9.6","gateway":"live"}' ]
  [ "$(running)" = 2026.9.6 ]
}

@test "The same again changes nothing and leaves the gateway alone" {
  deployed_machine
  update 2026.9.6
  pid=$(pid)
  before=$(fingerprint)
  run --separate-stderr update 2026.9.6
  [ "$(json_value "$output" status) $(json_value "$output" ok)" = 'already-current true' ]
  [ "$(pid)" = "$pid" ]
  [ "$(fingerprint)" = "$before" ]
}

@test "A version that the registry has not is told in words, the gateway goes on, and another one succeeds" {
  deployed_machine
  pid=$(pid)
  before=$(fingerprint)
  run --separate-stderr update 2099.1.1
  [ "$status" -eq 0 ]
  [ "$(json_value "$output" ok) $(json_value "$output" status) $(json_value "$output" gateway)" = 'false skipped live' ]
  [[ $(json_value "$output" reason) == 'OpenClaw 2099.1.1 cannot be had: target-metadata-preflight: Could not inspect'* ]]
  [ "$(pid)" = "$pid" ]
  [ "$(fingerprint)" = "$before" ]
  [ "$(json_value "$(update 2026.9.6)" ok)" = true ]
}

@test "With an invalid configuration nothing is touched" {
  deployed_machine
  printf '{"gateway":{"mode":"local","port":"x"}}' >"$DISK/fs/openclaw/openclaw.json"
  before=$(fingerprint)
  run --separate-stderr update 2026.9.6
  [ "$(json_value "$output" status) $(json_value "$output" after)" = 'skipped 2026.9.5' ]
  [[ $(json_value "$output" reason) == 'openclaw.json is invalid'* ]]
  [ "$(fingerprint)" = "$before" ]
}

@test "An update that fails on its way says so, leaves the old one running, and succeeds when repeated" {
  deployed_machine
  mv "$ROOT/usr/bin/openclaw" "$ROOT/usr/bin/openclaw.whole"
  cat >"$ROOT/usr/bin/openclaw" <<'EOT'
#!/bin/bash
[[ "$*" != *--yes* ]] || { printf '{\n  "status": "error",\n  "reason": "doctor-failed"\n}\n' && exit 1; }
exec "$0.whole" "$@"
EOT
  chmod +x "$ROOT/usr/bin/openclaw"
  run --separate-stderr update 2026.9.6
  [ "$(json_value "$output" ok) $(json_value "$output" status) $(json_value "$output" gateway)" = 'false error live' ]
  [ "$(json_value "$output" reason)" = doctor-failed ]
  [ "$(running)" = 2026.9.5 ]
  mv "$ROOT/usr/bin/openclaw.whole" "$ROOT/usr/bin/openclaw"
  [ "$(json_value "$(update 2026.9.6)" ok)" = true ]
}

@test "What was installed and not yet run is run when asked again" {
  deployed_machine
  mkdir "$ROOT/opt/openclaw"
  printf '2026.9.6\n' >"$ROOT/opt/openclaw/VERSION"
  [ "$(running)" = 2026.9.5 ]
  run --separate-stderr update 2026.9.6
  [ "$(json_value "$output" status) $(json_value "$output" gateway)" = 'already-current live' ]
  [ "$(running)" = 2026.9.6 ]
}

@test "Who waits may be lost: the work goes on, and who asks next waits for its end" {
  deployed_machine
  exec 7>"$ROOT/run/claw/lock"
  flock 7
  update 2026.9.6 7>&- >/dev/null 2>&1 &
  waiting=$!
  until [ -e "$ROOT/run/claw/update.log" ]; do sleep 0.02; done # the worker has begun, and waits for the lock
  kill -KILL "$waiting"
  flock -u 7
  run --separate-stderr update --settle
  [ "$(json_value "$output" status) $(json_value "$output" after)" = 'settled 2026.9.6' ]
  [ "$(running)" = 2026.9.6 ]
}

@test "A word that is no version is refused" {
  make_machine
  run update latest
  [ "$status" -eq 2 ]
  run update
  [ "$status" -eq 2 ]
}
