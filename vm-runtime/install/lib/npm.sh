# shellcheck shell=bash
# Purpose: a program from npm in a folder of its own, which belongs to the claw's account: there it can update itself.

NPM_SECONDS=1200 # OpenClaw takes one minute, and ten on a slow line

# ensure_npm_program PACKAGE VERSION FOLDER PROGRAM: FOLDER/.ordered says which version was asked for last. What updated
# itself since stays: an older OpenClaw would refuse the state that a newer one migrated.
ensure_npm_program() {
  local package=$1 version=$2 folder=$ROOT$3 program=$4
  local json=$folder/lib/node_modules/$package/package.json
  rm -rf "$folder.new" "$folder.old" # of a run that was killed
  if [[ ! -r $folder/.ordered || $(<"$folder/.ordered") != "$version" || -z $(version_in "$json") ]]; then
    install_npm_program
  fi
  ensure_owner
  ensure_link "$3/bin/$program" "$ROOT/usr/local/bin/$program"
  NPM_VERSION_FOUND=$(version_in "$json")
}

# Beside the old one, then moved in its place: no half of a version is ever where a whole one stood.
install_npm_program() {
  local new=$folder.new old=$folder.old found turn code=0
  work_folder
  UNFINISHED+=("$new")
  for ((turn = 1; turn <= INSTALL_ATTEMPTS; turn++)); do
    ((turn == 1)) || sleep "$INSTALL_PAUSE"
    rm -rf "$new"
    mkdir -p "$new" "$WORK/home"
    if has_account; then chown "$CLAW_USER:" "$new" "$WORK/home"; fi
    log "npm install $package@$version"
    code=0
    as_installer timeout "$NPM_SECONDS" npm install --global --prefix "$new" --cache "$WORK/home/cache" \
      --allow-scripts="$package" --no-fund --no-audit --loglevel=error "$package@$version" \
      </dev/null >"$WORK/npm" 2>&1 || code=$?
    cat "$WORK/npm" >&2
    ((code != 0)) || break
  done
  ((code == 0)) || die_of_npm "$code"
  found=$(version_in "$new/lib/node_modules/$package/package.json")
  [[ $found == "$version" ]] || die "$EXIT_INSTALL" "npm brought $package ${found:-of no version}, not $version"
  check_npm_program "$new/bin/$program"
  printf '%s\n' "$version" >"$new/.ordered"
  [[ ! -e $folder ]] || mv -T "$folder" "$old"
  mv -T "$new" "$folder"
  rm -rf "$old"
  changed
}

die_of_npm() {
  local why
  why=$(sed -n 's/^npm error //p' "$WORK/npm" | grep -v '^A complete log' | head -n 1 | cut -c 1-200) || true
  die "$EXIT_INSTALL" "npm install $package@$version exit code $1: ${why:-no word}; look at the machine's way to the" \
    "registry, then run boot.sh"
}

check_npm_program() {
  local answer code=0
  answer=$(as_installer timeout 60 "$1" --version </dev/null 2>&1) || code=$?
  ((code == 0)) \
    || die "$EXIT_INSTALL" "$package@$version does not run (exit code $code: ${answer:0:200}); order another version"
  log "$package@$version: ${answer%%$'\n'*}"
}

# An image may be baked before the account exists, or have had another number for it. The folder itself comes last: what
# is cut off is done again.
ensure_owner() {
  if ! has_account || [[ $(stat -c %u "$folder") == "$(id -u "$CLAW_USER")" ]]; then return 0; fi
  find "$folder" -mindepth 1 -exec chown -h "$CLAW_USER:" {} +
  chown "$CLAW_USER:" "$folder"
  changed
}

# as_installer COMMAND...: as the claw's account, where the machine has it yet. Node trusts whom the machine trusts.
as_installer() {
  local as=()
  ! has_account || as=(runuser -u "$CLAW_USER" --)
  "${as[@]}" env HOME="$WORK/home" PATH="$PATH" NODE_USE_SYSTEM_CA=1 "$@"
}
