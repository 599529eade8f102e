#!/usr/bin/env bash
# Purpose: Tailscale's programs and unit, neither enabled nor started: boot.sh does that where the claw has a key.
# Reads:   ROOT, Tailscale's download place.
# Writes:  /opt/tailscale-VERSION, links to it, tailscaled.service, /etc/default/tailscaled.
# Exit:    0 done or unchanged   1 unforeseen   10 not to be had, or it does not run
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in script download; do
  # shellcheck source=/dev/null
  source "$here/../lib/$part.sh"
done

PLACE=${CLAW_DOWNLOAD_BASE_TAILSCALE:-https://pkgs.tailscale.com}
TAILSCALE=/opt/tailscale-$TAILSCALE_VERSION

main() {
  local other
  [[ -d $ROOT$TAILSCALE ]] || install_tailscale
  ensure_link "$TAILSCALE/tailscale" "$ROOT/usr/bin/tailscale"
  ensure_link "$TAILSCALE/tailscaled" "$ROOT/usr/sbin/tailscaled"
  ensure_file "$ROOT/etc/systemd/system/tailscaled.service" 644 <"$ROOT$TAILSCALE/systemd/tailscaled.service"
  ensure_file "$ROOT/etc/default/tailscaled" 644 <"$ROOT$TAILSCALE/systemd/tailscaled.defaults"
  for other in "$ROOT"/opt/tailscale-*; do
    [[ $other == "$ROOT$TAILSCALE" ]] || rm -rf "$other"
  done
  if [[ $STEP_CHANGED == true ]] && systemd_runs; then systemctl daemon-reload; fi
  tell_done "tailscale=$TAILSCALE_VERSION"
}

install_tailscale() {
  local sum=$TAILSCALE_SHA256_AMD64 new=$ROOT$TAILSCALE.new found
  architecture
  [[ $ARCHITECTURE == amd64 ]] || sum=$TAILSCALE_SHA256_ARM64
  work_folder
  UNFINISHED+=("$new")
  download "$PLACE/stable/tailscale_${TAILSCALE_VERSION}_$ARCHITECTURE.tgz" "$WORK/tailscale.tgz" sha256 "$sum"
  rm -rf "$new"
  mkdir -p "$new"
  tar -xzf "$WORK/tailscale.tgz" -C "$new" --strip-components=1 --no-same-owner
  found=$("$new/tailscale" version | head -n 1) || true # its own words are in the log
  [[ $found == "$TAILSCALE_VERSION" ]] \
    || die "$EXIT_INSTALL" "the new Tailscale says '$found', not $TAILSCALE_VERSION: mend the pin"
  mv -T "$new" "$ROOT$TAILSCALE"
  changed
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
