#!/usr/bin/env bash
# Purpose: installs the app layer on a machine or, in a chroot, into an image: os/, and desktop/ where that is the
#          profile. A second run changes nothing. Prints one line of JSON.
# Reads:   the environment: ROOT CLAW_USER CLAW_PROFILE (headless) CLAW_OPENCLAW (version; empty: the pin).
# Writes:  packages, /opt, /usr/local/bin, /etc. Nothing of the claw: no data disk is needed.
# Exit:    0 all that is required is here   1 unforeseen   2 usage   10 a required script failed
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null
source "$here/../lifecycle/lib/base.sh"
# shellcheck source=/dev/null
source "$here/../lifecycle/lib/json.sh"
EXIT_INSTALL=10
: "${CLAW_USER:=claw}" "${CLAW_PROFILE:=headless}" "${CLAW_OPENCLAW:=}"
export CLAW_USER CLAW_PROFILE CLAW_OPENCLAW

# A claw serves without these: a failure is reported, and the next boot tries again. Every other script is required.
OPTIONAL=(os/40-claude-code os/50-browser os/60-tailscale desktop/10-gpu desktop/50-sunshine)

RESULTS=()
VERSIONS=()

main() {
  [[ $# == 0 ]] || die "$EXIT_USAGE" "usage: install.sh, with CLAW_USER, CLAW_PROFILE and CLAW_OPENCLAW set"
  [[ $CLAW_PROFILE =~ ^(headless|desktop)$ ]] || die "$EXIT_USAGE" "CLAW_PROFILE is headless or desktop"
  [[ $CLAW_OPENCLAW =~ ^([0-9][0-9A-Za-z.-]{0,63})?$ ]] || die "$EXIT_USAGE" "CLAW_OPENCLAW is no version"
  [[ $CLAW_USER =~ ^[a-z_][a-z0-9_-]{0,31}$ ]] || die "$EXIT_USAGE" "CLAW_USER is no account's name"
  take_install_lock
  rm -rf "$ROOT"/var/tmp/claw-install.* # of a run that was killed
  run_folder os
  [[ $CLAW_PROFILE != desktop ]] || run_folder desktop
  print_result true
}

# Its own lock, for boot.sh holds the other while it waits for this script.
take_install_lock() {
  mkdir -p "$CLAW_RUN"
  exec 8>"$CLAW_RUN/install.lock"
  flock -w "$LOCK_SECONDS" 8 || die 1 "another install.sh is still at work after $LOCK_SECONDS s: wait for it"
}

run_folder() {
  local file
  for file in "$here/$1"/[0-9][0-9]-*.sh; do
    [[ ! -e $file ]] || run_script "$1/$(basename "$file" .sh)"
  done
}

run_script() {
  local name=$1 began=$SECONDS code=0 attempts=3 output lines state why=''
  ! is_optional "$name" || attempts=1 # the next boot is its second
  # 8 and 9 are locks: what a package starts must not hold them.
  output=$(INSTALL_ATTEMPTS=$attempts bash "$here/$name.sh" </dev/null 8>&- 9>&-) || code=$?
  mapfile -t lines <<<"$output"
  state=${lines[0]%% *}
  [[ ${lines[0]} != *' '* ]] || why=${lines[0]#* }
  if ((code != 0)); then
    [[ $state == failed ]] || why="it ended with exit code $code; read the log above"
    is_optional "$name" || fail "$name" "$why" "$((SECONDS - began))"
    state=skipped
  fi
  VERSIONS+=("${lines[@]:1}")
  add_result "$name" "$state" "$why" "$((SECONDS - began))"
}

is_optional() { [[ " ${OPTIONAL[*]} " == *" $1 "* ]]; }

add_result() {
  RESULTS+=("{\"name\":\"$1\",\"state\":\"$2\",\"seconds\":$4,\"why\":$(json_string "$3")}")
  [[ $2 == unchanged || $2 == failed ]] || log "$1: $2${3:+, $3}"
}

fail() {
  add_result "$1" failed "$2" "$3"
  print_result false
  die "$EXIT_INSTALL" "${1##*/}.sh: $2"
}

print_result() {
  local line versions=''
  for line in "${VERSIONS[@]}"; do
    versions+="${versions:+,}\"${line%%=*}\":$(json_string "${line#*=}")"
  done
  (
    IFS=,
    printf '{"ok":%s,"profile":"%s","scripts":[%s],"versions":{%s}}\n' "$1" "$CLAW_PROFILE" "${RESULTS[*]}" "$versions"
  )
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
