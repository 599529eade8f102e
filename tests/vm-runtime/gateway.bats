#!/usr/bin/env bats
# The stub of OpenClaw: its gateway and its command line, as OpenClaw 2026.9 answers.
bats_require_minimum_version 1.5.0

setup() { load machine; }

get() { curl --silent --max-time 3 --write-out '\n%{http_code}' "http://127.0.0.1:18789$1"; }
outbox() { cat "$DISK/fs/openclaw/state/outbox.jsonl"; }
code_of() { openclaw-sandbox dm "$@" | sed 's/.*"code":"\([A-Z0-9]*\)".*/\1/'; }

@test "The health paths answer, and any other path is a web page with 200" {
  deployed_machine
  [ "$(get /healthz)" = $'{"ok":true,"status":"live"}\n200' ]
  [[ $(get /startupz) == '{"ok":true,"status":"started","version":"2026.9.5",'*$'\n200' ]]
  [[ $(get /readyz) == '{"ready":true,"failing":[],'*$'\n200' ]]
  [[ $(get /metrics) == '<!doctype html>'*$'\n200' ]]
  [[ $(get /v1/models) == *$'\n404' ]]
}

@test "The gateway binds the machine's own address only" {
  deployed_machine
  (
    export SANDBOX_ADDRESS=127.0.0.1
    run get /healthz
    [ "$status" -eq 7 ]
  )
  get /healthz
}

@test "A start takes its time: live first, then started and ready" {
  make_machine
  export SANDBOX_GATEWAY_START_MS=1500
  start_init
  boot
  send_secrets
  [[ $(get /startupz) == '{"ok":false,"status":"starting",'*$'\n503' ]]
  [[ $(get /readyz) == *$'\n503' ]]
  until [[ $(get /readyz) == *$'\n200' ]]; do :; done
}

@test "State that a newer OpenClaw migrated is refused with exit code 78" {
  deployed_machine 1.1.0
  systemctl stop openclaw-gateway.service
  cp "$IMAGE/versions/1.0.0" "$ROOT/etc/claw-image"
  run claw gateway run --port 18789
  [ "$status" -eq 78 ]
  [[ $output == *'restore your pre-upgrade backup'* ]]
}

@test "The version is the image's" {
  make_machine 1.1.0
  [ "$(claw --version)" = 'OpenClaw 2026.9.6 (stub000)' ]
}

@test "A strange command, option or argument fails as the real one does" {
  make_machine
  run --separate-stderr claw frobnicate
  [ "$status" -eq 1 ]
  [ -z "$output" ]
  [[ $stderr == '[openclaw] The CLI command failed.'*"unknown command 'frobnicate'"* ]]
  run --separate-stderr claw gateway health --json --deep
  [ "$status" -eq 1 ]
  [ "$(json_value "$output" error.message)" = "unknown option '--deep'" ]
}

@test "Health speaks JSON on stdout, up and down" {
  deployed_machine
  run --separate-stderr claw gateway health --json
  [ "$status" -eq 0 ]
  [ "$(json_value "$output" channels.telegram.lifecycle)" = ready ]
  systemctl stop openclaw-gateway.service
  run --separate-stderr claw gateway health --json
  [ "$status" -eq 1 ]
  [ "$(json_value "$output" error.kind)" = closed ]
  run --separate-stderr claw health --json --timeout 500
  [ "$status" -eq 1 ]
  [ "$(json_value "$output" error.kind)" = timeout ]
  run --separate-stderr claw gateway status --json
  [ "$status" -eq 0 ]
  run --separate-stderr claw gateway status --json --require-rpc
  [ "$status" -eq 1 ]
}

@test "A hung gateway times out" {
  deployed_machine
  openclaw-sandbox break gateway-hang
  run --separate-stderr claw gateway health --json --timeout 1000
  [ "$status" -eq 1 ]
  [ "$(json_value "$output" error.kind)" = timeout ]
}

@test "Configuration is validated as strictly as OpenClaw does" {
  deployed_machine
  run --separate-stderr claw config validate --json
  [ "$status" -eq 0 ]
  [ "$output" = "{\"valid\":true,\"path\":\"$ROOT/home/claw/.openclaw/openclaw.json\",\"warnings\":[]}" ]
  sed -i 's/"bind": "loopback"/"bind": "0.0.0.0", "token": 1/' "$DISK/fs/openclaw/openclaw.json"
  run --separate-stderr claw config validate --json
  [ "$status" -eq 1 ]
  [ "$(json_value "$output" valid)" = false ]
  [ "$(json_value "$output" issues.0.message)" = 'Unrecognized key: "token"' ]
  [ "$(json_value "$output" issues.1.path)" = gateway.bind ]
  rm "$DISK/fs/openclaw/openclaw.json"
  run --separate-stderr claw config validate --json
  [ "$(json_value "$output" error.message)" = 'file not found' ]
}

@test "Configuration values are read without secrets and set only when valid" {
  deployed_machine
  [ "$(claw config get gateway.port)" = 18789 ]
  [ "$(claw config get channels.telegram.botToken)" = __OPENCLAW_REDACTED__ ]
  [ "$(json_value "$(claw config get gateway --json)" auth.token)" = __OPENCLAW_REDACTED__ ]
  run --separate-stderr claw config get foo.bar
  [ "$status" -eq 1 ]
  run --separate-stderr claw config set channels.telegram.dmPolicy sometimes
  [ "$status" -eq 1 ]
  [[ $stderr == 'Config validation failed: channels.telegram.dmPolicy: '* ]]
  [ "$(claw config get channels.telegram.dmPolicy)" = pairing ]
}

@test "An unknown user gets one code, is approved by it in any case, and is no owner" {
  deployed_machine
  run openclaw-sandbox dm bob --id 7001 'hi'
  [ "$(json_value "$output" result)" = pairing-requested ]
  code=$(json_value "$output" code)
  [[ $code =~ ^[A-HJ-NP-Z2-9]{8}$ ]]
  [ "$(openclaw-sandbox dm bob --id 7001 'hello?')" = '{"result":"pending","senderId":"7001"}' ]
  [ "$(outbox | wc -l)" -eq 1 ]
  list=$(claw pairing list telegram --json)
  [ "$(json_value "$list" requests.0.id)" = 7001 ]
  [ "$(json_value "$list" requests.0.code)" = "$code" ]
  [ "$(json_value "$list" requests.0.meta.username)" = bob ]
  run claw pairing approve telegram "${code,,}" --notify
  [ "$status" -eq 0 ]
  [ "${lines[0]}" = 'Approved telegram sender 7001.' ]
  [[ ${lines[1]} == '[telegram] outbound send ok'* ]]
  [ "$(openclaw-sandbox dm bob --id 7001 'now?')" = '{"result":"recorded","senderId":"7001"}' ]
  run --separate-stderr claw pairing approve telegram "$code"
  [ "$status" -eq 1 ]
  [[ $stderr == *"No pending pairing request found for code \"$code\""* ]]
}

@test "The first approval by the command line where no owner is set makes an owner" {
  deployed_machine
  claw config set commands.ownerAllowFrom '[]' --strict-json
  run claw pairing approve telegram "$(code_of eve --id 7009 hi)"
  [ "${lines[1]}" = 'Command owner configured telegram:7009 (commands.ownerAllowFrom was empty).' ]
  [ "$(json_value "$(claw config get commands.ownerAllowFrom --json)" 0)" = telegram:7009 ]
}

@test "Three may wait, the fourth is ignored; an hour later nobody waits" {
  deployed_machine
  for user in a b c; do openclaw-sandbox dm $user hi; done
  [[ $(openclaw-sandbox dm d hi) == '{"result":"ignored"'* ]]
  sed -i -E 's/"createdAt":([0-9]+)/"createdAt":1/g' "$DISK/fs/openclaw/state/pairing.json"
  [ "$(json_value "$(claw pairing list telegram --json)" requests)" = '[]' ]
}

@test "Pairings by RPC: listed without code, approved and dismissed by request, never an owner" {
  deployed_machine
  openclaw-sandbox dm bob --id 7001 hi
  openclaw-sandbox dm carl --id 7002 hi
  list=$(claw gateway call channels.pairing.list --json)
  [[ $list != *'"code"'* ]]
  [ "$(json_value "$list" commandOwnerConfigured)" = true ]
  first=$(json_value "$list" requests.0.requestId)
  second=$(json_value "$list" requests.1.requestId)
  answer=$(claw gateway call channels.pairing.approve --json \
    --params "{\"channel\":\"telegram\",\"accountId\":\"default\",\"requestId\":\"$first\",\"notify\":true}")
  [ "$(json_value "$answer" notification)" = sent ]
  claw gateway call channels.pairing.dismiss --params "{\"requestId\":\"$second\"}" --json
  [ "$(json_value "$(claw gateway call channels.pairing.list --json)" requests)" = '[]' ]
  run claw gateway call channels.pairing.dismiss --params "{\"requestId\":\"$second\"}" --json
  [ "$status" -eq 1 ]
  [[ $(openclaw-sandbox dm carl --id 7002 again) == *pairing-requested* ]]
}

@test "A message arrives byte for byte" {
  deployed_machine
  text=$(printf '%s\n' "it's \"quoted\" \$(x) \`y\` \\ é 🙂" '  second line'; head -c 60000 /dev/zero | tr '\0' x)
  run --separate-stderr claw message send --channel telegram --target 7001 --message "$text" --json
  [ "$status" -eq 0 ]
  [ "$(json_value "$output" payload.chatId)" = 7001 ]
  [ "$(json_value "$(outbox)" text)" = "$text" ]
  run --separate-stderr claw message send --channel telegram --target 7001 --message x --dry-run --json
  [ "$(json_value "$output" dryRun)" = true ]
  [ "$(outbox | wc -l)" -eq 1 ]
}

@test "A message to nobody or through a stopped gateway fails on both streams" {
  deployed_machine
  run --separate-stderr claw message send --channel telegram --target nobody --message x --json
  [ "$status" -eq 1 ]
  [[ $(json_value "$output" error.message) == OutboundDeliveryError:* ]]
  [[ $stderr == '[openclaw] The CLI command failed.'* ]]
  systemctl stop openclaw-gateway.service
  run --separate-stderr claw message send --channel telegram --target 7001 --message x --json
  [ "$status" -eq 1 ]
  [ "$(json_value "$output" error.kind)" = closed ]
  run openclaw-sandbox dm bob hi
  [ "$status" -eq 1 ]
}

@test "An agent turn echoes, devices are empty, logs are lines of JSON with the gateway down too" {
  deployed_machine
  [ "$(json_value "$(claw agent --agent main --message 'what is up' --json)" result.payloads.0.text)" = 'ECHO: what is up' ]
  [ "$(json_value "$(claw devices list --json)" pending)" = '[]' ]
  systemctl stop openclaw-gateway.service
  mapfile -t lines < <(claw logs --json --limit 2)
  [ "${#lines[@]}" -eq 3 ]
  [ "$(json_value "${lines[0]}" type)" = meta ]
  [ "$(json_value "${lines[2]}" message)" = stopped ]
}

@test "A restart by the command line keeps the process and takes the configuration up" {
  deployed_machine
  pid=$(systemctl show -p MainPID --value openclaw-gateway.service)
  [ "$(json_value "$(claw gateway restart --json)" result)" = restarted ]
  [ "$(json_value "$(claw gateway restart --safe --json)" result)" = scheduled ]
  [ "$(systemctl show -p MainPID --value openclaw-gateway.service)" = "$pid" ]
}
