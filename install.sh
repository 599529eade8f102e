#!/usr/bin/env bash
# Purpose: sets ParentClaw up as a service of systemd, or brings it up to date; a second run changes nothing.
# Usage:   install.sh [--from FOLDER] [--token-file FILE]     FOLDER: what `dotnet publish` made of src/ParentBot
#          install.sh --uninstall                             the data in /var/lib/parentclaw and the settings stay
# Reads:   FOLDER, ./artifacts/publish by default, which is published first where dotnet is there; packaging/.
#          The token of the parent's bot: from FILE, else from a person at a terminal, else it is left for later.
# Writes:  the account parentclaw, /opt/parentclaw/VERSION and current, /etc/parentclaw (kept by an upgrade),
#          /etc/systemd/system/parentclaw.service. With ROOT=FOLDER all that lies below FOLDER, for tests.
# Exit:    0 done   1 unforeseen   2 usage   3 not root   4 nothing to install   5 no token in FILE
set -Eeuo pipefail
shopt -s inherit_errexit

: "${ROOT:=}"
readonly NAME=parentclaw
readonly OPT=$ROOT/opt/$NAME
readonly ETC=$ROOT/etc/$NAME
readonly UNIT=$ROOT/etc/systemd/system/$NAME.service
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
  ensure_program
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
  rm -rf "$OPT"
  if is_live; then systemctl daemon-reload; fi
  say "Removed. Kept: $ROOT/var/lib/$NAME (the fleet), $ETC (settings, token) and the account $NAME."
}

# --- steps: look, act only if needed, say what changed -------------------------------------------------------------

ensure_published() {
  if [[ -z $FROM ]]; then
    FROM=$HERE/artifacts/publish
    if command -v dotnet >/dev/null; then
      say "Publishing the program to $FROM"
      dotnet publish "$HERE/src/ParentBot" -c Release --self-contained --use-current-runtime -v quiet -nologo \
        -o "$FROM" >&2
    fi
  fi
  [[ -x $FROM/parentbot && -f $FROM/appsettings.json ]] \
    || die 4 "There is no published program in $FROM. Make it: dotnet publish src/ParentBot -c Release \
--self-contained --use-current-runtime -o $FROM"
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
  ensure_folder "$OPT" 755
  if [[ ! -d $target ]]; then
    beside=$(mktemp -d "$OPT/.new.XXXXXX")
    cp -R "$FROM/." "$beside"
    [[ ! -f $HERE/docs/handbook.md ]] || cp "$HERE/docs/handbook.md" "$beside"
    chmod -R u=rwX,go=rX "$beside"
    [[ -n $ROOT ]] || chown -R root:root "$beside"
    mv "$beside" "$target"
    changed "$target"
  fi
  [[ $(readlink "$OPT/current" || true) != "$version" ]] || return 0
  ln -s "$version" "$OPT/.current"
  mv -T "$OPT/.current" "$OPT/current"
  changed "$OPT/current"
}

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
  [[ -z $IS_CHANGED ]] || systemctl daemon-reload
  systemctl is-enabled --quiet "$NAME.service" || systemctl enable --quiet "$NAME.service"
  if [[ ! -s $ETC/telegram-token ]]; then
    say "Put the token of the parent's bot into $ETC/telegram-token, then: systemctl restart $NAME"
  elif [[ -n $IS_CHANGED ]] || ! systemctl is-active --quiet "$NAME.service"; then
    systemctl restart "$NAME.service"
    say "It runs. The first start prints the code that makes you its Admin: journalctl -u $NAME"
  fi
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

is_live() { [[ -z $ROOT && -d /run/systemd/system ]]; }

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
