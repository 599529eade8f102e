# shellcheck shell=bash
# Purpose: the distribution's packages, without what they recommend, and without starting what they bring.

export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
LISTS_ARE_NEW=$CLAW_RUN/package-lists

# missing_packages NAME...: those that are not wholly installed, one a line.
missing_packages() {
  local name state
  declare -A installed=()
  while read -r state name; do
    [[ $state != ii ]] || installed[$name]=1
  done < <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null || true) # 1: one is unknown
  for name in "$@"; do
    [[ -n ${installed[$name]:-} ]] || printf '%s\n' "$name"
  done
}

# try_packages NAME-OR-FILE...: 0, or 1 and PACKAGES_WHY.
try_packages() {
  local turn code=0 output
  work_folder
  output=$WORK/apt
  hold_services
  for ((turn = 1; turn <= INSTALL_ATTEMPTS; turn++)); do
    ((turn == 1)) || sleep "$INSTALL_PAUSE"
    log "apt-get install $*"
    code=0
    # Installing was cut off once: what is unpacked must be configured first.
    { dpkg --configure -a && update_lists && apt_get install -y "$@"; } >"$output" 2>&1 || code=$?
    ((code != 0)) || break
    rm -f "$LISTS_ARE_NEW"
    PACKAGES_WHY="apt-get exit code $code: $(grep -E '^(E|dpkg):' "$output" | tail -n 1 | cut -c 1-200)"
    log "$PACKAGES_WHY, attempt $turn of $INSTALL_ATTEMPTS"
  done
  ((code == 0)) || return 1
  apt_get clean
  changed
}

# Once for all scripts of a run; anew where something failed.
update_lists() {
  [[ -z $(find "$LISTS_ARE_NEW" -mmin -30 2>/dev/null) ]] || return 0
  apt_get update && mkdir -p "$CLAW_RUN" && touch "$LISTS_ARE_NEW"
}

# Two minutes for whoever holds dpkg's lock: on a fresh machine that is the daily upgrade.
apt_get() {
  apt-get -q -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confold \
    -o APT::Install-Recommends=false -o Acquire::Retries=2 "$@"
}

# ensure_packages NAME...: ends the script where one is not to be had.
ensure_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]} > 0)) || return 0
  # try_packages handles its own errors: errexit is off inside.
  if ! try_packages "${missing[@]}"; then
    die "$EXIT_INSTALL" "$PACKAGES_WHY; look at the machine's package sources, then run boot.sh"
  fi
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]} == 0)) || die "$EXIT_INSTALL" "apt-get installed no ${missing[*]}: read the log above"
}

# What a package starts by itself would listen before it is configured (invoke-rc.d(8)); who asked starts it then.
hold_services() {
  [[ ! -e $POLICY ]] || return 0
  mkdir -p "${POLICY%/*}"
  printf '#!/bin/sh\n%s: services start when they are configured\nexit 101\n' "$POLICY_MARK" >"$POLICY"
  chmod 755 "$POLICY"
}
