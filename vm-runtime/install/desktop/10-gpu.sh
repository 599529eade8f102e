#!/usr/bin/env bash
# Purpose: the driver of an NVIDIA card, where the machine has one and the image has not brought it. Never run for real.
# Reads:   ROOT, the PCI bus, the package sources.
# Writes:  packages; the driver is loaded at the machine's next start.
# Exit:    0 done, unchanged or skipped   1 unforeseen   10 a package is not to be had
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in script packages desktop; do
  # shellcheck source=/dev/null
  source "$here/../lib/$part.sh"
done

main() {
  if ! has_gpu || command -v nvidia-smi >/dev/null; then
    tell unchanged
    return 0
  fi
  distribution
  if [[ $DISTRIBUTION != ubuntu-* ]]; then
    tell "skipped $DISTRIBUTION has no NVIDIA driver among its free packages: use an image that has one"
    return 0
  fi
  ensure_packages ubuntu-drivers-common
  hold_services
  ubuntu-drivers install >&2 # it knows which driver suits the card
  command -v nvidia-smi >/dev/null || die "$EXIT_INSTALL" "ubuntu-drivers install brought no nvidia-smi: read the log"
  tell "done"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
