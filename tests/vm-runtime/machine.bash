# shellcheck shell=bash
# Purpose: a process machine without the sandbox: an image, vm-runtime in /opt/claw, a disk folder at LUN 0, init.
# Each test file has loopback addresses of its own; everything lives in the test's folder and ends with it.

REPO=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
IMAGE="$REPO/src/ParentBot/SandboxHost/image"
HOST_PATH=$PATH

# make_machine [VERSION]: ROOT and DISK; a new disk, nothing running.
make_machine() {
  ROOT=$BATS_TEST_TMPDIR/machine
  DISK=$BATS_TEST_TMPDIR/disk
  "$IMAGE/build-image.sh" "${1:-1.0.0}" "$ROOT"
  mkdir -p "$ROOT"/{opt,etc/claw,root,tmp,home/claw,run,mnt,dev/disk/azure/scsi1} "$DISK"
  cp -a "$REPO/vm-runtime" "$ROOT/opt/claw"
  ln -s "$DISK" "$ROOT/dev/disk/azure/scsi1/lun0"
  write_settings
  export ROOT SANDBOX_TIME_SCALE=0.01 SANDBOX_GATEWAY_START_MS=200 SANDBOX_MACHINE=$BATS_TEST_TMPDIR SANDBOX_BOOT_ID=1
  SANDBOX_ADDRESS=127.$((BATS_ROOT_PID % 200 + 20)).$((BASHPID / 250 % 250)).$((BASHPID % 250 + 1))
  export SANDBOX_ADDRESS
  export PATH="$ROOT/usr/bin:$ROOT/sbin:$HOST_PATH"
  cd "$BATS_TEST_TMPDIR" || return
}

# write_settings [KEY=value...]: claw.env as the parent writes it, then the given lines.
# shellcheck disable=SC2119,SC2120 # the tests give them
write_settings() {
  {
    printf '%s\n' CLAW_NAME=alice CLAW_GENERATION=1 CLAW_PROFILE=headless CLAW_APP_LAYER=1.1.0 CLAW_IMAGE=1.0.0 \
      CLAW_USER=claw CLAW_OWNER=555 CLAW_MODEL=sandbox/echo CLAW_DM_POLICY=pairing CLAW_DISK_WAIT=0 \
      CLAW_GATEWAY_WAIT=20 CLAW_FORMAT=new
    [[ $# == 0 ]] || printf '%s\n' "$@"
  } >"$ROOT/etc/claw/claw.env"
}

start_init() {
  rm -f "$ROOT/run/init.sock"
  init 3>&- >>"$BATS_TEST_TMPDIR/boot.log" 2>&1 &
  INIT=$!
  local turn
  for ((turn = 0; turn < 500; turn++)); do
    [[ ! -S $ROOT/run/init.sock ]] || return 0
    sleep 0.02
  done
  cat "$BATS_TEST_TMPDIR/boot.log"
  return 1
}

stop_init() {
  kill -TERM "$INIT"
  wait "$INIT" || true
}

# What a test started besides, by process id.
STARTED=()

teardown() {
  [[ ${#STARTED[@]} == 0 ]] || kill "${STARTED[@]}" 2>/dev/null || true
  [[ -z ${INIT:-} ]] || stop_init 2>/dev/null || true
}

# alive PID: it runs; one that ended and that nobody waits for does not.
alive() { [[ $(sed -n 's/^State:\t\(.\).*/\1/p' "/proc/$1/status" 2>/dev/null) == [RSDTt] ]]; }

boot() { "$ROOT/opt/claw/lifecycle/boot.sh" 9>&-; }
send_secrets() { printf 'TELEGRAM_BOT_TOKEN=123456:sandbox-token\n' | "$ROOT/opt/claw/lifecycle/receive-secrets.sh"; }
verify() { "$ROOT/opt/claw/lifecycle/verify.sh" "$@"; }
probe() { "$ROOT/opt/claw/lifecycle/probe.sh" --json; }
claw() { HOME=$ROOT/home/claw openclaw "$@"; }

# A machine that was deployed: enabled, booted by init, secrets sent.
deployed_machine() {
  make_machine "$@"
  systemctl enable /opt/claw/units/claw-boot.service
  start_init
  systemctl start claw-boot.service
  send_secrets >/dev/null
}

# Everything that lasts, with modes and content: the root and the data disk, without /run, journals and temporary files.
fingerprint() {
  local passing=(-path "$ROOT/run" -o -path "$ROOT/var/log" -o -path "$ROOT/tmp")
  find "$ROOT" "$DISK" \( "${passing[@]}" \) -prune -o -printf '%p %m %l\n' | sort
  find "$ROOT" "$DISK" \( "${passing[@]}" \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
}

# is_json TEXT: by the stub's strict parser.
is_json() {
  perl -I"$ROOT/usr/lib/openclaw" -MOpenClaw::Json=parse -e 'local $/; parse(scalar <STDIN>)' <<<"$1"
}

# json_value TEXT PATH: the value at a dotted path, as text; fails where there is none.
json_value() {
  perl -I"$ROOT/usr/lib/openclaw" -MOpenClaw::Json=parse,compact -e '
    local $/; my $value = parse(scalar <STDIN>);
    for (split /\./, $ARGV[0]) {
      $value = ref $value eq "ARRAY" ? $value->[$_] : exists $value->{$_} ? $value->{$_} : die "no $_\n";
    }
    print ref $value || !defined $value ? compact($value) : $value, "\n"' "$2" <<<"$1"
}
