#!/usr/bin/env bats
# What a release is made of: its one file, its notes, and what a runner beside the parent may ask.

setup() {
  REPO=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
  VERSION=$(sed -nE 's|.*<Version>(.*)</Version>.*|\1|p' "$REPO/Directory.Build.props")
  export PUBLISHED=$BATS_TEST_TMPDIR/published CHANGELOG=$BATS_TEST_TMPDIR/CHANGELOG.md
  mkdir "$PUBLISHED"
  printf '#!/bin/sh\necho "parentbot %s"\n' "$VERSION" >"$PUBLISHED/parentbot"
  printf '#!/bin/sh\n' >"$PUBLISHED/parentclaw"
  chmod +x "$PUBLISHED/parentbot" "$PUBLISHED/parentclaw"
  echo '{}' >"$PUBLISHED/appsettings.json"
}

@test "A release is one file, the same each time, and installs" {
  run "$REPO/packaging/archive.sh" "$BATS_TEST_TMPDIR/a" "$VERSION" linux-x64
  [ "$status" -eq 0 ]
  archive=$output
  [ "$archive" = "$BATS_TEST_TMPDIR/a/parentclaw-$VERSION-linux-x64.tar.gz" ]
  touch "$PUBLISHED/appsettings.json"
  "$REPO/packaging/archive.sh" "$BATS_TEST_TMPDIR/b" "$VERSION" linux-x64
  cmp "$archive" "$BATS_TEST_TMPDIR/b/parentclaw-$VERSION-linux-x64.tar.gz"

  tar --extract --file "$archive" --directory "$BATS_TEST_TMPDIR"
  ROOT=$BATS_TEST_TMPDIR/root run "$BATS_TEST_TMPDIR/parentclaw-$VERSION-linux-x64/install.sh" </dev/null
  [ "$status" -eq 0 ]
  [ "$("$BATS_TEST_TMPDIR/root/opt/parentclaw/current/parentbot")" = "parentbot $VERSION" ]
  [ -f "$BATS_TEST_TMPDIR/root/opt/parentclaw/current/handbook.md" ]
}

@test "A tag of another version than the tree's is refused" {
  run "$REPO/packaging/archive.sh" "$BATS_TEST_TMPDIR/a" 99.0.0
  [ "$status" -eq 1 ]
  [[ $output == *"not 99.0.0"* ]]
  run "$REPO/packaging/archive.sh" "$BATS_TEST_TMPDIR/a" '1.0.0;id'
  [ "$status" -eq 2 ]
}

@test "The notes of a version are what stands below its heading" {
  printf '# Changelog\n\n## [Unreleased]\n\n- new\n\n## [1.1.0] - 2026-01-02\n\n- second\n\n## [1.0.0] - 2026-01-01\n\n- first\n' \
    >"$CHANGELOG"
  run "$REPO/packaging/notes.sh" 1.1.0
  [ "$status" -eq 0 ]
  [ "$output" = '- second' ]
}

@test "A version of which nothing is said has no notes" {
  printf '# Changelog\n\n## [1.10.0] - 2026-01-02\n\n- other\n' >"$CHANGELOG"
  run "$REPO/packaging/notes.sh" 1.1.0
  [ "$status" -eq 1 ]
  [[ $output == *'## [1.1.0]'* ]]
}

@test "publish.sh refuses what it cannot build for" {
  run "$REPO/packaging/publish.sh"
  [ "$status" -eq 2 ]
  run "$REPO/packaging/publish.sh" "$BATS_TEST_TMPDIR/out" windows-x64
  [ "$status" -eq 2 ]
}

@test "A runner may ask just what the workflow asks" {
  local asked listed
  asked=$(grep -ohE '\$PARENT [^<|>]*' "$REPO/.github/workflows/deploy-fleet.yml" \
    | sed -e 's/\$PARENT //' -e 's/"$claw"/[a-z]*/' -e 's/ *$//' | sort -u)
  listed=$(sed -nE 's|^  /usr/local/bin/parentclaw (.*[^,\\ ])[,\\ ]*$|\1|p' "$REPO/packaging/parentclaw-runner.sudoers" | sort -u)
  [ "$(wc -l <<<"$asked")" -eq 5 ]
  [ "$asked" = "$listed" ]
  ! command -v visudo >/dev/null || visudo -c -f "$REPO/packaging/parentclaw-runner.sudoers"
}
