#!/usr/bin/env bash
# Purpose: the claw's browser: Google Chrome; on Debian its chromium where Chrome is not to be had.
# Reads:   ROOT, Google's download place, the package sources.
# Writes:  packages.
# Exit:    0 done, unchanged or skipped   1 unforeseen   10 a package is not to be had
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in script download packages; do
  # shellcheck source=/dev/null
  source "$here/../lib/$part.sh"
done

GOOGLE=${CLAW_DOWNLOAD_BASE_GOOGLE:-https://dl.google.com}
FONTS=(fonts-liberation fonts-noto-color-emoji)

main() {
  local why=''
  # Either updates itself through apt: a newer one than the pin stays.
  if ! is_installed google-chrome-stable && ! is_installed chromium; then
    # install_chrome handles its own errors: errexit is off inside.
    install_chrome || why=$CHROME_WHY
    distribution
    if [[ -n $why && $DISTRIBUTION != debian-* ]]; then
      # Ubuntu's package is a stub that fetches a snap, which a headless account cannot run.
      tell "skipped $why; $DISTRIBUTION has no chromium of its own"
      return 0
    fi
    [[ -z $why ]] || ensure_packages chromium chromium-sandbox "${FONTS[@]}"
  fi
  ensure_packages "${FONTS[@]}"
  tell_browser
}

is_installed() { [[ -z $(missing_packages "$1") ]]; }

install_chrome() {
  local sum=$CHROME_SHA256_AMD64
  architecture
  [[ $ARCHITECTURE == amd64 ]] || sum=$CHROME_SHA256_ARM64
  work_folder
  local path=linux/chrome/deb/pool/main/g/google-chrome-stable
  if ! try_download "$GOOGLE/$path/google-chrome-stable_${CHROME_VERSION}_$ARCHITECTURE.deb" "$WORK/chrome.deb" \
    sha256 "$sum"; then
    CHROME_WHY=$DOWNLOAD_WHY
    return 1
  fi
  if ! try_packages "$WORK/chrome.deb"; then
    CHROME_WHY=$PACKAGES_WHY
    return 1
  fi
}

tell_browser() {
  local name=chromium program=chromium
  if is_installed google-chrome-stable; then name=google-chrome-stable program=google-chrome; fi
  if [[ $STEP_CHANGED == true ]]; then
    log "$("$program" --version)"
  fi
  tell_done "$program=$(dpkg-query -W -f '${Version}' "$name")"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
