#!/usr/bin/env bash
# Purpose: sets ParentClaw up as a service of systemd, or brings it up to date; a second run changes nothing.
# Usage:   install.sh [--from FOLDER] [--token-file FILE]     FOLDER: what packaging/publish.sh made
#          install.sh --uninstall                             the data in /var/lib/parentclaw and the settings stay
# Reads:   FOLDER: by default ./program, as a release brings it, else ./artifacts/publish, which is published first
#          where dotnet is there; packaging/.
#          The token of the parent's bot: from FILE, else from a person at a terminal, else it is left for later.
# Writes:  the account parentclaw, /opt/parentclaw/VERSION, current and former, /usr/local/bin/parentclaw,
#          /etc/parentclaw (kept by an upgrade), /etc/systemd/system/parentclaw.service.
#          With ROOT=FOLDER all that lies below FOLDER, for tests.
# A version that does not start is taken back: the former one runs again. Versions older than that are deleted.
# Exit:    0 done   1 unforeseen   2 usage   3 not root   4 nothing to install   5 no token in FILE
#          6 the version does not start   7 another install.sh runs
set -Eeuo pipefail
shopt -s inherit_errexit

: "${ROOT:=}"
readonly NAME=parentclaw
readonly OPT=$ROOT/opt/$NAME
readonly ETC=$ROOT/etc/$NAME
readonly UNIT=$ROOT/etc/systemd/system/$NAME.service
readonly COMMAND=$ROOT/usr/local/bin/parentclaw
# What dies of its settings does so within a second; the slowest part of a start is before it says that it is ready.
readonly SETTLE=5
# 123456789:ABC-…, as BotFather gives it.
readonly TOKEN_SHAPE='^[0-9]+:[A-Za-z0-9_-]{30,}$'

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
FROM=
TOKEN_FILE=
IS_CHANGED=

main() {
  local what=install
  while [[ $# != 0 ]]; do
    case $1 in
      --from | --token-file)
        [[ $# -ge 2 ]] || usage
        if [[ $1 == --from ]]; then FROM=$2; else TOKEN_FILE=$2; fi
        shift
        ;;
      --uninstall) what=uninstall ;;
      *) usage ;;
    esac
    shift
  done
  [[ -n $ROOT || $EUID == 0 ]] || die 3 'This sets up a system service: run it as root.'
  "$what"
}

install() {
  ensure_published
  ensure_account
  ensure_folder "$OPT" 755
  exec {ALONE}<"$OPT"
  flock -n "$ALONE" || die 7 'Another install.sh is at work. Wait for its end, then start this one again.'
  ensure_program
  ensure_command
  ensure_folder "$ETC" 755
  ensure_kept "$ETC/appsettings.json" 644 '{
  // Settings of this machine; those of the program, with their defaults: /opt/parentclaw/current/appsettings.json
}'
  ensure_kept "$ETC/azure.env" 644 '# AZURE_TENANT_ID= and AZURE_CLIENT_ID= of the certificate in azure-certificate.pem.
# Nothing with a managed identity. No secrets here: an environment can be read.'
  ensure_kept "$ETC/azure-certificate.pem" 600 ''
  ensure_token
  ensure_file "$UNIT" 644 <"$HERE/packaging/$NAME.service"
  ensure_running
}

uninstall() {
  if is_live; then systemctl disable --now "$NAME.service"; fi
  rm -f "$UNIT"
  ! is_our_command || rm "$COMMAND"
  rm -rf "$OPT"
  if is_live; then systemctl daemon-reload; fi
  say "Removed. Kept: $ROOT/var/lib/$NAME (the fleet), $ETC (settings, token) and the account $NAME."
}

# --- steps: look, act only if needed, say what changed -------------------------------------------------------------

ensure_published() {
  if [[ -z $FROM && -d $HERE/program ]]; then FROM=$HERE/program; fi
  if [[ -z $FROM ]]; then
    FROM=$HERE/artifacts/publish
    if command -v dotnet >/dev/null; then
      say "Publishing the program to $FROM"
      "$HERE/packaging/publish.sh" "$FROM"
    fi
  fi
  [[ -x $FROM/parentbot && -x $FROM/parentclaw && -f $FROM/appsettings.json ]] \
    || die 4 "There is no published program in $FROM. Make it: packaging/publish.sh $FROM"
}

ensure_account() {
  [[ -z $ROOT ]] || return 0
  ! id -u "$NAME" >/dev/null 2>&1 || return 0
  useradd --system --user-group --home-dir "/var/lib/$NAME" --no-create-home --shell /usr/sbin/nologin "$NAME"
  changed "account $NAME"
}

# The version's folder is named by its content too, so that a build of the same version is an upgrade as well.
ensure_program() {
  local version target beside
  version=$(sum_of "$FROM")
  target=$OPT/$version
  if [[ ! -d $target ]]; then
    rm -rf "$OPT"/.new.* # of a run that was cut off
    beside=$(mktemp -d "$OPT/.new.XXXXXX")
    cp -R "$FROM/." "$beside"
    [[ ! -f $HERE/docs/handbook.md ]] || cp "$HERE/docs/handbook.md" "$beside"
    cp "$HERE/packaging/$NAME.service" "$beside"
    chmod -R u=rwX,go=rX "$beside"
    [[ -n $ROOT ]] || chown -R root:root "$beside"
    mv "$beside" "$target"
    changed "$target"
  fi
  [[ $(version_of current) != "$version" ]] || return 0
  # Said before the swap: a run that is cut off here is finished, or taken back, by the next one.
  printf '%s\n' "$version" >"$OPT/unproved"
  [[ ! -L $OPT/current ]] || point former "$(version_of current)"
  point current "$version"
  changed "$OPT/current"
}

# version_of LINK: the version it names; empty where it is not there.
version_of() { readlink "$OPT/$1" || true; }

# point LINK VERSION
point() {
  ln -sfn "$2" "$OPT/.$1"
  mv -T "$OPT/.$1" "$OPT/$1"
}

# What a person or an agent on this machine calls.
ensure_command() {
  ! is_our_command || return 0
  if [[ -e $COMMAND || -L $COMMAND ]]; then
    say "Left alone: $COMMAND is not of this program. Call $OPT/current/parentclaw, or move it away and run this again."
    return 0
  fi
  mkdir -p "$(dirname "$COMMAND")"
  ln -s "$OPT/current/parentclaw" "$COMMAND"
  changed "$COMMAND"
}

is_our_command() { [[ $(readlink "$COMMAND" || true) == "$OPT/current/parentclaw" ]]; }

sum_of() {
  local version
  version=$("$1/parentbot" --version | sed -E 's/^parentbot ([0-9A-Za-z.-]+).*/\1/')
  (
    cd "$1"
    find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  ) | sha256sum | sed -E "s/^(.{12}).*/$version-\1/"
}

ensure_token() {
  local token=
  if [[ -n $TOKEN_FILE ]]; then
    [[ -f $TOKEN_FILE ]] || die 5 "There is no file $TOKEN_FILE."
    token=$(head -n 1 "$TOKEN_FILE")
  elif [[ ! -s $ETC/telegram-token && -t 0 ]]; then
    read -rs -p 'Token of your bot, from BotFather (it is not shown; empty for later): ' token
    printf '\n' >&2
  fi
  if [[ -n $TOKEN_FILE || -n $token ]]; then
    [[ $token =~ $TOKEN_SHAPE ]] || die 5 'That is not the token of a bot: BotFather gives one as 123456789:ABC-…'
    ensure_file "$ETC/telegram-token" 600 <<<"$token"
  else
    ensure_kept "$ETC/telegram-token" 600 ''
  fi
}

ensure_running() {
  is_live || return 0
  [[ -z $IS_CHANGED && ! -f $OPT/unproved ]] || systemctl daemon-reload
  systemctl is-enabled --quiet "$NAME.service" || systemctl enable --quiet "$NAME.service"
  [[ -n $IS_CHANGED || -f $OPT/unproved ]] || ! is_serving || return 0
  comes_up || go_back
  tidy
  if [[ -s $ETC/telegram-token ]]; then
    say "It runs. The first start prints the code that makes you its Admin: journalctl -u $NAME"
  else
    say "It runs, and 'parentclaw fleet' speaks with it. For a chat in Telegram put the token of the parent's bot into \
$ETC/telegram-token, then: systemctl restart $NAME"
  fi
}

# Good where the service is there, and still there a moment later. What is under way goes on with the next version.
comes_up() {
  local second
  systemctl reset-failed "$NAME.service" 2>/dev/null || true # it may have failed too often to be started at once
  systemctl restart "$NAME.service" || return 1
  for ((second = 0; second < SETTLE; second++)); do
    is_serving || return 1
    sleep 1
  done
  is_serving
}

is_serving() { systemctl is-active --quiet "$NAME.service"; }

# A version that never ran here is taken back. One that did has another trouble, which no older one mends.
go_back() {
  local failed former
  failed=$(version_of current)
  former=$(version_of former)
  [[ -f $OPT/unproved && -n $former && -d $OPT/$former ]] \
    || die 6 "$failed does not start. Read why: journalctl -u $NAME. Then run this again."
  point current "$former"
  rm -f "$OPT/former" "$OPT/unproved"
  [[ ! -f $OPT/$former/$NAME.service ]] || ensure_file "$UNIT" 644 <"$OPT/$former/$NAME.service"
  systemctl daemon-reload
  comes_up || die 6 "$failed does not start, and $former, which ran before, does not either. Nothing of the fleet is \
lost. Read why: journalctl -u $NAME"
  die 6 "$failed does not start: $former runs again. Read why: journalctl -u $NAME"
}

# The version that runs and the one before it stay; what is older is deleted.
tidy() {
  local version
  rm -f "$OPT/unproved"
  for version in "$OPT"/*/; do
    version=$(basename "$version")
    [[ ! -L $OPT/$version && $version != "$(version_of current)" && $version != "$(version_of former)" ]] || continue
    rm -rf "${OPT:?}/$version"
    say "deleted: $OPT/$version"
  done
}

# --- tools ---------------------------------------------------------------------------------------------------------

# ensure_folder PATH MODE
ensure_folder() {
  [[ ! -d $1 ]] || return 0
  mkdir -p "$1"
  chmod "$2" "$1"
  changed "$1"
}

# ensure_file PATH MODE: the content comes on standard input; whole to a neighbour and moved, only where it differs.
ensure_file() {
  local path=$1 mode=$2 beside
  mkdir -p "$(dirname "$path")"
  beside=$(mktemp "$path.XXXXXX")
  cat >"$beside"
  chmod "$mode" "$beside"
  if [[ -f $path ]] && cmp -s "$beside" "$path" && [[ $(stat -c %a "$path") == "$mode" ]]; then
    rm "$beside"
    return 0
  fi
  mv -T "$beside" "$path"
  changed "$path"
}

# ensure_kept PATH MODE CONTENT: makes a file that is then the operator's; only its mode is seen to.
ensure_kept() {
  if [[ ! -e $1 ]]; then
    printf '%s' "${3:+$3$'\n'}" | ensure_file "$1" "$2"
  elif [[ $(stat -c %a "$1") != "$2" ]]; then
    chmod "$2" "$1"
    changed "$1 (mode $2)"
  fi
}

is_live() { [[ -d $ROOT/run/systemd/system ]]; }

changed() { IS_CHANGED=yes && say "changed: $1"; }

say() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" >&2; }
die() {
  say "$2"
  exit "$1"
}

usage() {
  printf 'usage: install.sh [--from FOLDER] [--token-file FILE] | --uninstall\n' >&2
  exit 2
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
