# shellcheck shell=bash
# Purpose: what every script of install/ shares: paths, log, pins, the order, and how a script tells its result:
#          on stdout a line `done`, `unchanged`, `skipped WHY` or `failed WHY`, then a line NAME=VERSION for each thing.
# Reads:   ROOT CLAW_USER CLAW_PROFILE CLAW_OPENCLAW, lib/versions.sh.

LIB=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null
source "$LIB/../../lifecycle/lib/base.sh"
# shellcheck source=/dev/null
source "$LIB/versions.sh"
EXIT_INSTALL=10
: "${CLAW_USER:=claw}" "${CLAW_PROFILE:=headless}" "${CLAW_OPENCLAW:=$OPENCLAW_VERSION}"
: "${INSTALL_ATTEMPTS:=3}" "${INSTALL_PAUSE:=3}" # of what asks the network; seconds between
export CLAW_USER CLAW_PROFILE CLAW_OPENCLAW
export PATH="$ROOT/usr/local/bin:$PATH"
POLICY="$ROOT/usr/sbin/policy-rc.d"
POLICY_MARK='# by install.sh'
WORK=''
UNFINISHED=() # what is built beside its place; it goes where the script fails before it is moved there

# work_folder: WORK, on the disk rather than in memory; it goes when the script ends.
work_folder() {
  [[ -z $WORK ]] || return 0
  mkdir -p "$ROOT/var/tmp"
  WORK=$(mktemp -d "$ROOT/var/tmp/claw-install.XXXXXX")
  chmod 755 "$WORK" # the account's npm reads there
}

# tell STATE [NAME=VERSION...]
tell() { printf '%s\n' "$@"; }

# tell_done [NAME=VERSION...]: done or unchanged, as the steps say.
tell_done() {
  if [[ $STEP_CHANGED == true ]]; then tell "done" "$@"; else tell unchanged "$@"; fi
}

conclude() {
  local code=$?
  trap - EXIT
  set +e # what is half made must go, whatever is broken
  rm -rf ${WORK:+"$WORK"} "${UNFINISHED[@]}"
  ! grep -qsF "$POLICY_MARK" "$POLICY" || rm -f "$POLICY"
  ((code == 0)) || printf 'failed %s\n' "${FAILURE:-exit code $code}"
  exit "$code"
}
trap conclude EXIT

# architecture: ARCHITECTURE as Debian names it, amd64 or arm64.
architecture() {
  case $(uname -m) in
    x86_64) ARCHITECTURE=amd64 ;;
    aarch64) ARCHITECTURE=arm64 ;;
    *) die "$EXIT_INSTALL" "$(uname -m) is no architecture a claw runs on: choose a machine of x86_64 or aarch64" ;;
  esac
}

# distribution: DISTRIBUTION as ID-VERSION_ID of os-release, e.g. ubuntu-24.04.
distribution() {
  DISTRIBUTION=$(sed -nE 's/^(ID|VERSION_ID)="?([^"]*)"?$/\1 \2/p' "$ROOT/etc/os-release" | sort \
    | awk '{ print $2 }' | paste -sd -)
}

# version_in PACKAGE_JSON: its version; empty where there is none. Node would take forty times as long to say.
version_in() { sed -nE '0,/^ *"version":/s/^ *"version": *"([^"]+)".*/\1/p' "$1" 2>/dev/null || true; }

# ensure_link TARGET LINK
ensure_link() {
  [[ ! -L $2 || $(readlink "$2") != "$1" ]] || return 0
  mkdir -p "${2%/*}"
  ln -sfn "$1" "$2.new"
  mv -fT "$2.new" "$2"
  changed
}

ensure_file() {
  mkdir -p "${1%/*}"
  put_file "$@"
}

systemd_runs() { [[ -d $ROOT/run/systemd/system ]]; }

has_account() { id -u "$CLAW_USER" >/dev/null 2>&1; }
