#!/usr/bin/env bash
# Purpose: kills the parent for real, in the middle of its work, and looks whether the next start sets all right:
#          exactly one machine, one attached data disk with its content, no orphan, the claw as it should be.
# Usage:   kill-9.sh [MOMENTS [SEED]]   20 moments; the seed is the time, and is printed. The moments take turns among a
#          deploy, an upgrade, an upgrade that fails and a resuscitation; each lies at random within the work.
# Reads:   PARENTBOT: parentbot.dll; by default the Debug build, which is made where it is missing.
# Writes:  a temporary folder, removed at the end. Every process it started is ended.
# Exit:    0 nothing failed   1 something failed   2 usage
# The last line is "N passed, N failed".
set -Eeuo pipefail
shopt -s inherit_errexit nullglob

readonly SCENARIOS=(deploy upgrade failing-upgrade resuscitation)

# Milliseconds from the order's first sign to its end on a quiet computer of two cores; a moment lies within.
declare -Ar LASTS=([deploy]=6000 [upgrade]=9000 ['failing-upgrade']=26000 [resuscitation]=18000)

# A broken image shall not be waited for as long as a newcomer's computer may need.
# Nor shall a life that ends in order take the work to the end of its step: what a kill left is looked at.
readonly SETTINGS=(--Operations:ReadyPatience=00:00:12 --Operations:StopPatience=00:00:00)
readonly MARKER='what alice must not forget'
readonly LONGEST=120 # seconds for any one start, work or end

main() {
  [[ $# -le 2 && ${1:-20} =~ ^[1-9][0-9]*$ && ${2:-1} =~ ^[0-9]+$ ]] || {
    printf 'usage: kill-9.sh [MOMENTS [SEED]]\n' >&2
    exit 2
  }
  local moments=${1:-20} seed=${2:-$EPOCHSECONDS} moment scenario passed=0 failed=0
  find_parent
  WORK=$(mktemp -d)
  trap end_all EXIT
  DATA=$WORK/data
  mkfifo "$WORK/orders"
  RANDOM=$seed
  printf 'seed %s\n' "$seed"

  prepare
  for ((moment = 0; moment < moments; moment++)); do
    scenario=${SCENARIOS[moment % ${#SCENARIOS[@]}]}
    play "$scenario" "$((RANDOM * LASTS[$scenario] / 32768))"
    if [[ -z $FINDINGS ]]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  done
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [[ $failed == 0 ]]
}

find_parent() {
  local root
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
  PARENT=${PARENTBOT:-$root/src/ParentBot/bin/Debug/net10.0/parentbot.dll}
  [[ -f $PARENT ]] || dotnet build "$root/src/ParentBot" -v quiet -nologo
}

# --- the parent ----------------------------------------------------------------------------------------------------

# say LINE...: a whole life of the parent with these lines; prints what it said. That something failed is no error here.
say() {
  printf '%s\n' "$@" \
    | PARENTCLAW_DATA=$DATA timeout "$LONGEST" dotnet exec "$PARENT" "${SETTINGS[@]}" 2>/dev/null || true
}

# A claw that every scenario but the first begins with; kept beside, and put back for each moment at the same place.
prepare() {
  say '/deploy alice' >"$WORK/said"
  grep -q '^alice is deployed' "$WORK/said" || {
    cat "$WORK/said"
    printf 'the first deploy failed\n' >&2
    exit 1
  }
  printf '%s' "$MARKER" >"$DATA/sandbox/disks/alice-d1/fs/workspace/marker"
  mv "$DATA" "$WORK/prepared"
}

# play SCENARIO DELAY: one moment, DELAY milliseconds after the order's first sign. Prints what became of it, and leaves
# FINDINGS.
play() {
  local scenario=$1 delay=$2
  end_processes
  rm -rf "$DATA"
  [[ $scenario == deploy ]] || cp -a "$WORK/prepared" "$DATA"

  kill_after "$delay" "$scenario"
  settle
  FINDINGS=$(inspect "$scenario")
  if [[ -z $FINDINGS ]]; then
    printf 'ok      %s killed after %d ms, %s\n' "$scenario" "$delay" "$LEFT"
  else
    printf 'FAILED  %s killed after %d ms, %s: %s\n' "$scenario" "$delay" "$LEFT" "${FINDINGS//$'\n'/; }"
    sed 's/^/        | /' "$WORK/said"
  fi
}

orders_of() {
  case $1 in
    deploy) printf '%s\n' '/deploy alice' ;;
    upgrade) printf '%s\n' '/upgrade alice' ;;
    failing-upgrade) printf '%s\n' '/upgrade alice image=1.2.0-bad' ;;
    resuscitation) printf '%s\n' '/sandbox break alice os' '/resuscitate alice rebuild' ;;
  esac
}

# kill_after DELAY SCENARIO: the pipe stays open, so that the parent goes on waiting for lines after the last.
kill_after() {
  local parent
  exec 3<>"$WORK/orders"
  : >"$WORK/said"
  PARENTCLAW_DATA=$DATA dotnet exec "$PARENT" "${SETTINGS[@]}" <"$WORK/orders" >"$WORK/said" 2>&1 3>&- &
  parent=$!
  orders_of "$2" >&3
  wait_for '· op-' "$WORK/said"
  sleep "$(($1 / 1000)).$(printf '%03d' "$(($1 % 1000))")"
  kill -9 "$parent"
  wait "$parent" 2>/dev/null || true
  exec 3>&-
}

# wait_for TEXT FILE: until the text stands in the file.
wait_for() {
  local until=$((SECONDS + LONGEST))
  until grep -q -- "$1" "$2"; do
    ((SECONDS < until)) || {
      printf 'never said "%s":\n' "$1" >&2
      cat "$2" >&2
      return 1
    }
    sleep 0.05
  done
}

# Starts anew until no operation is open, and leaves in LEFT whether one was. The first of these lives ends in order at
# once, with the work open again.
settle() {
  local life open
  LEFT='when all was done'
  for life in 1 2 3 4 5; do
    say '/fleet' >"$WORK/said"
    mapfile -t open < <(sed -n 's|.*goes on from before; \(/op op-[a-z0-9]*\) .*|\1|p' "$WORK/said")
    [[ ${#open[@]} != 0 ]] || return 0
    LEFT='in the middle'
    say "${open[@]}" >>"$WORK/said"
  done
  printf 'still open after %d lives\n' "$life" >>"$WORK/said"
}

# --- what the sandbox holds ----------------------------------------------------------------------------------------

# inspect SCENARIO: what is not as it should be, a line each; nothing where all is.
inspect() {
  local machine disk version
  expect machines 1 "$(names_of virtualMachines- true)"
  machine=$(names_of virtualMachines- true)
  expect 'network interfaces' 1 "$(names_of networkInterfaces- true)"
  [[ $(names_of networkInterfaces- true) == "$machine-nic" ]] \
    || printf 'the network interface is not that of the machine\n'
  expect addresses 1 "$(names_of publicIPAddresses- true)"
  expect 'disks of no machine that are not retired' 0 \
    "$(names_of disks- '.managedBy == null and .tags["parentclaw-role"] != "data-retired"')"
  expect 'OS disks' 1 "$(names_of disks- '.tags["parentclaw-role"] == "machine"')"
  disk=$(names_of disks- '.managedBy != null and .tags["parentclaw-role"] == "data"')
  expect 'attached data disks' 1 "$disk"
  expect 'folders of machines' 1 "$(ls "$DATA/sandbox/machines")"

  if [[ $1 == deploy ]]; then
    [[ -s $DATA/sandbox/disks/$disk/fs/workspace/SOUL.md ]] || printf 'the data disk %s is empty\n' "$disk"
  else
    [[ $(cat "$DATA/sandbox/disks/$disk/fs/workspace/marker") == "$MARKER" ]] \
      || printf 'the marker on %s is gone\n' "$disk"
  fi
  version=1.0.0
  [[ $1 != upgrade ]] || version=1.1.0
  grep -Eq "^alice +Running +Healthy +$version " "$WORK/said" || printf 'alice does not run %s well\n' "$version"
}

# names_of PREFIX CONDITION: names of the resources that meet the condition, a line each.
names_of() {
  local files=("$DATA"/sandbox/state/resources/"$1"*)
  [[ ${#files[@]} == 0 ]] || jq -r ".body | select($2) | .name" "${files[@]}"
}

# expect WHAT NUMBER NAMES
expect() {
  local names=()
  [[ -z $3 ]] || mapfile -t names <<<"$3"
  [[ ${#names[@]} == "$2" ]] || printf '%d %s instead of %d: %s\n' "${#names[@]}" "$1" "$2" "${names[*]}"
}

# --- the end -------------------------------------------------------------------------------------------------------

# The parent carries the data folder in its environment, every process of a machine the machine's root.
end_processes() {
  local process
  for process in /proc/[0-9]*; do
    if grep -qsz -e "^ROOT=$WORK/" -e "^PARENTCLAW_DATA=$WORK/" "$process/environ"; then
      kill -9 "${process#/proc/}" 2>/dev/null || true
    fi
  done
}

end_all() {
  end_processes
  rm -rf "$WORK"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
