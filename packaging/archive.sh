#!/usr/bin/env bash
# Purpose: one file to install from: install.sh with the program, the unit and the handbook beside it.
# Usage:   archive.sh FOLDER VERSION [RUNTIME]     VERSION: what the tree is to be of; RUNTIME: see publish.sh
# Reads:   the tree, which publish.sh builds; PUBLISHED, a folder that publish.sh made already
# Writes:  FOLDER/parentclaw-VERSION-RUNTIME.tar.gz; of the same files it is the same to the byte
# Exit:    0 done   2 usage   1 the tree is of another version, or it could not be built
set -Eeuo pipefail
shopt -s inherit_errexit

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
SCRATCH=
: "${PUBLISHED:=}"

main() {
  [[ $# == 2 || $# == 3 ]] || usage
  local folder=$1 version=$2 runtime=${3:-linux-x64} name
  [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] || usage
  [[ $(own_version) == "$version" ]] \
    || die "This tree is version $(own_version), not $version: see Directory.Build.props."
  name=parentclaw-$version-$runtime
  SCRATCH=$(mktemp -d)
  trap 'rm -rf "$SCRATCH"' EXIT
  mkdir -p "$folder" "$SCRATCH/$name/packaging" "$SCRATCH/$name/docs"
  if [[ -n $PUBLISHED ]]; then
    cp -R "$PUBLISHED" "$SCRATCH/$name/program"
  else
    "$HERE/packaging/publish.sh" "$SCRATCH/$name/program" "$runtime"
  fi
  cp "$HERE/install.sh" "$HERE/LICENSE" "$HERE/CHANGELOG.md" "$SCRATCH/$name"
  cp "$HERE/packaging/parentclaw.service" "$SCRATCH/$name/packaging"
  cp "$HERE/docs/handbook.md" "$SCRATCH/$name/docs"
  tar --create --directory "$SCRATCH" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=u=rwX,go=rX \
    "$name" | gzip --no-name >"$folder/$name.tar.gz"
  printf '%s\n' "$folder/$name.tar.gz"
}

own_version() { sed -nE 's|.*<Version>(.*)</Version>.*|\1|p' "$HERE/Directory.Build.props"; }

die() {
  printf '%s\n' "$1" >&2
  exit 1
}

usage() {
  printf 'usage: archive.sh FOLDER MAJOR.MINOR.PATCH [linux-x64|linux-arm64]\n' >&2
  exit 2
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
