#!/usr/bin/env bash
# Purpose: checks the image template, offline and with made-up names: its format, and each base by `packer validate`.
# Reads:   this folder. Packer before 1.7 gets it without plugins.pkr.hcl, which it would not understand.
# Writes:  nothing.
# Exit:    0 valid   else not, or packer is missing
set -Eeuo pipefail
shopt -s inherit_errexit

NOBODY=00000000-0000-0000-0000-000000000000
FOLDER=''

main() {
  local here base
  here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
  command -v packer >/dev/null || {
    printf 'packer is missing: apt-get install packer\n' >&2
    exit 1
  }
  export CHECKPOINT_DISABLE=1 # no call home
  FOLDER=$(mktemp -d)
  trap 'rm -rf "$FOLDER"' EXIT
  mkdir "$FOLDER/packer"
  cp "$here"/*.pkr.hcl "$FOLDER/packer"
  ln -s "$here/../vm-runtime" "$FOLDER/vm-runtime"
  packer fmt -check -diff "$FOLDER/packer"
  if is_before_1_7; then rm "$FOLDER/packer/plugins.pkr.hcl"; fi
  for base in stock gpu; do
    packer validate -var base=$base -var version=1.2.3 -var "subscription_id=$NOBODY" -var "tenant_id=$NOBODY" \
      -var "client_id=$NOBODY" -var client_secret=made-up "$FOLDER/packer"
  done
}

is_before_1_7() {
  local version
  version=$(packer version | sed -nE '1s/^Packer v([0-9.]+).*/\1/p')
  [[ $(printf '%s\n' "$version" 1.7.0 | sort -V | head -n 1) != 1.7.0 ]]
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
