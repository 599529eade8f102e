#!/usr/bin/env bash
# Purpose: what the distribution brings and every claw needs.
# Reads:   ROOT, the package sources.
# Writes:  packages.
# Exit:    0 done or unchanged   1 unforeseen   10 a package is not to be had
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in script packages; do
  # shellcheck source=/dev/null
  source "$here/../lib/$part.sh"
done

PACKAGES=(
  ca-certificates curl e2fsprogs gh git iproute2 jq lsof procps psmisc python3 sudo tmux tzdata unattended-upgrades
  util-linux xz-utils
)
TOOLS=(blkid curl findmnt flock gh git jq lsof mkfs.ext4 ps python3 runuser ss tmux xz)

main() {
  local tool
  ensure_packages "${PACKAGES[@]}"
  for tool in "${TOOLS[@]}"; do
    command -v "$tool" >/dev/null || die "$EXIT_INSTALL" "$tool is missing though its package is here: reinstall that"
  done
  tell_done
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
