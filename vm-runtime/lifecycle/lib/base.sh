# shellcheck shell=bash
# Purpose: what every script shares: paths, log lines, one-line errors, files written whole.
# Reads: ROOT (prefix of every path; empty on a real machine).

: "${ROOT:=}"
export ROOT
export CLAW_OPT="$ROOT/opt/claw"
export CLAW_RUN="$ROOT/run/claw"
export DATA="$ROOT/mnt/claw-data"
export MACHINE="$DATA/machine" # root alone: what belongs to the machine, not to the gateway
export NO_INSTALL="$ROOT/etc/claw/no-install"
export DEVICE="$ROOT/dev/disk/azure/scsi1/lun0"
export GATEWAY_UNIT=openclaw-gateway.service
export BOOT_UNIT=claw-boot.service

# Exit codes, the same in every script.
export EXIT_USAGE=2 EXIT_SETTINGS=3 EXIT_NO_DISK=4 EXIT_DISK=5 EXIT_FULL=6 EXIT_CONFIG=7 EXIT_UPDATE=8 EXIT_GATEWAY=9
export EXIT_INSTALL=10

FAILURE=''
STEP_CHANGED=false

# utc FORMAT: the time as strftime(3) has it.
utc() { TZ=UTC printf "%($1)T" -1; }

log() { printf '%s %s: %s\n' "$(utc %FT%TZ)" "${0##*/}" "$*" >&2; }

# die CODE SENTENCE: ends the script; the sentence says what is wrong and what to do next, on one line.
die() {
  local code=$1
  shift
  FAILURE=${*//$'\n'/ }
  log "error: $FAILURE"
  exit "$code"
}

# Without this an unforeseen failure would end the script without a word.
note_failure() {
  [[ -z $FAILURE ]] || return 0
  FAILURE="$2 failed with exit code $1 at $3; read the log above and run ${0##*/} again"
  log "error: $FAILURE"
}
trap 'note_failure "$?" "${BASH_COMMAND}" "${BASH_SOURCE[0]##*/}:$LINENO"' ERR

changed() { STEP_CHANGED=true; }

WARNINGS=()

# warn SENTENCE: what a claw serves without, but somebody should know.
warn() {
  WARNINGS+=("${*//$'\n'/ }")
  log "warning: $*"
}

LOCK_SECONDS=300 # a boot that migrates its state takes minutes

# take_lock: for what writes; two at once would race for the disk and the gateway. Held until the script ends.
take_lock() {
  mkdir -p "$CLAW_RUN"
  exec 9>"$CLAW_RUN/lock"
  flock -w "$LOCK_SECONDS" 9 \
    || die 1 "another script is still at work after $LOCK_SECONDS s: wait for it, then run this again"
}

# put_file FILE MODE [UID:GID] < content: written to a neighbour and moved, only when content, mode or owner differ.
put_file() {
  local file=$1 mode=$2 owner=${3:-} neighbour
  neighbour=$(mktemp "$file.XXXXXX") # mode 600 from the start
  cat >"$neighbour"
  chmod "$mode" "$neighbour"
  [[ -z $owner ]] || chown "$owner" "$neighbour"
  if [[ -f $file && $(stat -c '%a %u:%g' "$file") == "$(stat -c '%a %u:%g' "$neighbour")" ]] \
    && cmp -s "$file" "$neighbour"; then
    rm -f "$neighbour"
    return 0
  fi
  sync "$neighbour"
  mv -f "$neighbour" "$file"
  changed
}

# ensure_mode PATH MODE: for what exists.
ensure_mode() {
  [[ -e $1 && $(stat -c %a "$1") != "$2" ]] || return 0
  chmod "$2" "$1"
  changed
}

# ensure_folder PATH [MODE [UID:GID]]: made where it is missing; the owner is the missing parents' too.
ensure_folder() {
  local parent=${1%/*}
  [[ ! -d $1 ]] || return 0
  [[ -d $parent ]] || ensure_folder "$parent" 755 "${3:-}"
  mkdir -m "${2:-755}" "$1"
  [[ -z ${3:-} ]] || chown "$3" "$1"
  changed
}

used_percent() { df --output=pcent "$DATA" | tail -n 1 | tr -dc '0-9'; }
inodes_used_percent() { df --output=ipcent "$DATA" | tail -n 1 | tr -dc '0-9'; }
