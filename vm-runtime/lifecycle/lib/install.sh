# shellcheck shell=bash
# Purpose: the step that has the app layer's programs installed: install/install.sh, which is done in a moment where
#          they are there already.

INSTALLED=null # install.sh's own line of JSON, for the report

ensure_installed() {
  local told printed code=0
  if [[ -e $NO_INSTALL ]]; then
    log "nothing is installed: $(<"$NO_INSTALL")"
    return 0
  fi
  told=$(mktemp "$CLAW_RUN/install.XXXXXX")
  printed=$(mktemp "$CLAW_RUN/install.XXXXXX")
  # What it says goes on to the journal at once, for it may take minutes. 9 is the lock: what a package starts must not
  # hold it.
  bash "$CLAW_OPT/install/install.sh" </dev/null 2>&1 >"$printed" 9>&- | tee "$told" >&2 || code=${PIPESTATUS[0]}
  INSTALLED=$(sed -n '$ { /^{.*}$/p }' "$printed")
  INSTALLED=${INSTALLED:-null}
  if ((code != 0)); then
    FAILURE=$(sed -n 's/^.*error: //p' "$told" | tail -n 1 | cut -c 1-300)
    rm -f "$told" "$printed"
    die "$EXIT_INSTALL" "${FAILURE:-install.sh ended with exit code $code and left no word: run it again}"
  fi
  rm -f "$told" "$printed"
  [[ $INSTALLED != *'"state":"done"'* ]] || changed
  hash -r # a program that was just installed may stand before one that was found
}
