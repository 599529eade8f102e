#!/usr/bin/env bats

setup() { load machine; }

@test "The first boot makes a raw disk a claw's and waits for secrets" {
  make_machine
  start_init
  run --separate-stderr boot
  [ "$status" -eq 0 ]
  is_json "$output"
  [ "$(json_value "$output" ok)" = true ]
  [ "$(json_value "$output" gateway)" = awaiting-secrets ]
  [ "$(json_value "$output" updates.at)" = 2 ]
  [ "$(json_value "$output" openclaw)" = 2026.9.5 ]
  [ -f "$ROOT/home/claw/workspace/SOUL.md" ]
  grep -q '"telegram:555"' "$DISK/fs/openclaw/openclaw.json"
}
