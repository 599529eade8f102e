#!/usr/bin/env bash
# Purpose: makes an image folder for process machines: root/ copied to DEST, versions/VERSION as its etc/claw-image.
# Exit:    0 made   2 usage, no such version, or DEST is there already
set -Eeuo pipefail
shopt -s inherit_errexit

main() {
  local here
  here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
  if [[ $# != 2 || ! -f $here/versions/$1 || -e $2 ]]; then
    printf 'usage: build-image.sh VERSION DEST (a new folder); versions: %s\n' "$(cd "$here/versions" && echo *)" >&2
    exit 2
  fi
  cp -a "$here/root" "$2"
  mkdir -p "$2/etc"
  cp "$here/versions/$1" "$2/etc/claw-image"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
