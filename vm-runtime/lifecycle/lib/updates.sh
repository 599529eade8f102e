# shellcheck shell=bash
# Purpose: updates/NNN-name.sh, each run once per data disk, in order. The marker is the number of the last success.

UPDATE_MARKER="$DATA/update-version.txt"

update_marker() {
  local marker=''
  [[ ! -r $UPDATE_MARKER ]] || marker=$(<"$UPDATE_MARKER")
  if [[ $marker =~ ^[0-9]{1,3}$ ]]; then printf '%d' "$((10#$marker))"; else printf '0'; fi
}

# Prints the names of the updates that have not run on this disk, one a line.
pending_updates() {
  local at file name
  at=$(update_marker)
  for file in "$CLAW_OPT"/updates/[0-9][0-9][0-9]-*.sh; do
    [[ -e $file ]] || continue
    name=${file##*/}
    ((10#${name:0:3} <= at)) || printf '%s\n' "${name%.sh}"
  done
}

run_updates() {
  local name code pending output
  pending=$(pending_updates)
  [[ -n $pending ]] || return 0
  output=$(mktemp "$CLAW_RUN/update.XXXXXX")
  while IFS= read -r name; do
    log "update $name"
    code=0
    # 9 is the lock: what an update leaves running must not hold it.
    bash "$CLAW_OPT/updates/$name.sh" </dev/null >"$output" 2>&1 9>&- || code=$?
    cat "$output" >&2
    ((code == 0)) \
      || die "$EXIT_UPDATE" "update $name failed with exit code $code: $(tail -n 1 "$output" | cut -c 1-200);" \
        "mend it, then run boot.sh"
    put_file "$UPDATE_MARKER" 644 <<<"$((10#${name:0:3}))"
    UPDATES_RAN+=("$name")
  done <<<"$pending"
  rm -f "$output"
}
