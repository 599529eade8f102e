#!/usr/bin/env bats
# The form of scripts and modules: shellcheck, shfmt, sizes, and what may be assumed of a base system.

setup() {
  REPO=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
  IMAGE="$REPO/src/ParentBot/SandboxHost/image"
  mapfile -t SCRIPTS < <(find "$REPO/vm-runtime" "$IMAGE" "$BATS_TEST_DIRNAME" -name '*.sh' -o -name '*.bash' | sort)
  mapfile -t PERL < <(find "$IMAGE/root" -type f -name '*.pm' -o -type f -path '*bin/*' | sort)
  [ "${#SCRIPTS[@]}" -ge 18 ]
  [ "${#PERL[@]}" -ge 30 ]
}

@test "shellcheck -x finds nothing" {
  cd "$REPO/vm-runtime"
  shellcheck -x "${SCRIPTS[@]}"
}

@test "shfmt -i 2 -ci -bn would change nothing" {
  shfmt -d -i 2 -ci -bn "${SCRIPTS[@]}"
}

@test "Files have at most 200 lines of at most 120 columns" {
  run awk 'length > 120 || FNR > 200 { print FILENAME ":" FNR }' "${SCRIPTS[@]}" "${PERL[@]}"
  [ -z "$output" ]
}

@test "Every script can be run, and says what it reads and how it exits" {
  for script in "$REPO"/vm-runtime/lifecycle/*.sh; do
    [ -x "$script" ]
    grep -q '^# Purpose:' "$script"
    grep -q '^# Exit:' "$script"
    grep -q '^set -Eeuo pipefail$' "$script"
  done
}

@test "Perl modules are strict and use nothing beyond perl-base" {
  for file in "${PERL[@]}"; do
    grep -q '^use strict;$' "$file"
    grep -q '^use warnings;$' "$file"
  done
  run grep -hE '^ *(use|require) [A-Z]' "${PERL[@]}"
  [ "$status" -eq 0 ]
  run grep -vE '(use|require) (Exporter|Fcntl|IO::Select|IO::Socket::(INET|UNIX)|POSIX|Machine::[A-Za-z]+|OpenClaw::[A-Za-z]+)[ ;]' <<<"$output"
  [ -z "$output" ]
}

@test "The delivered folder stays under 56 KiB packed, which leaves room in custom data's 64" {
  [ "$(tar -C "$REPO" -cz vm-runtime | wc -c)" -lt 57344 ]
}
