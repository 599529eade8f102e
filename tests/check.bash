# shellcheck shell=bash
# shellcheck disable=SC2034 # check reads IS_GOOD
# Purpose: how ./check runs its steps and counts: what they left behind becomes passed, failed and skipped, with names.
# A test is one, and so is a step that is no test.

PASSED=0
FAILED=0
SKIPPED=0
FAILURES=()
REASONS=() # of the failures that told one, in lines of their own
SKIPS=()
UNSTABLE=() # failed among the others, good alone: defects of their own, which do not hide whether the tree is good
IS_GOOD=    # whether the last step was, else empty

# step NAME COMMAND...: runs it, counts it as one, and leaves IS_GOOD.
step() {
  local name=$1 started=$SECONDS status
  shift
  printf '\n== %s\n' "$name"
  # Not "command || status=$?": inside that, errexit would be off.
  set +e
  (
    set -e
    "$@"
  )
  status=$?
  set -e
  if [[ $status == 0 ]]; then
    IS_GOOD=yes
    PASSED=$((PASSED + 1))
    printf 'good after %d s\n' "$((SECONDS - started))"
  else
    IS_GOOD=
    fail "$name"
  fi
}

fail() {
  FAILED=$((FAILED + 1))
  FAILURES+=("$1")
}

skip() {
  SKIPPED=$((SKIPPED + 1))
  SKIPS+=("$1")
}

# conclude: names what failed and what was skipped, then the closing line; its status is the script's.
conclude() {
  printf '\n'
  [[ ${#SKIPS[@]} == 0 ]] || printf 'skipped  %s\n' "${SKIPS[@]}"
  [[ ${#UNSTABLE[@]} == 0 ]] || printf 'UNSTABLE %s\n' "${UNSTABLE[@]}"
  [[ ${#REASONS[@]} == 0 ]] || printf '%s\n' "${REASONS[@]}"
  [[ ${#FAILURES[@]} == 0 ]] || printf 'FAILED   %s\n' "${FAILURES[@]}"
  printf '%d passed, %d failed, %d skipped\n' "$PASSED" "$FAILED" "$SKIPPED"
  [[ $FAILED == 0 ]]
}

# count_trx NAME FILE STATUS [AGAIN]: adds a result file of `dotnet test`. Its own counters leave skipped tests out.
# AGAIN is that of a second run of the failed tests alone. Where MAY_SKIP is set, all of them may have been skipped.
count_trx() {
  local name=$1 file=$2 status=$3 again=${4:-} passed=0 failed=0 outcome test
  if [[ -f $file ]]; then
    while IFS=$'\t' read -r outcome test; do
      case $outcome in
        Passed) passed=$((passed + 1)) ;;
        NotExecuted) skip "$test" ;;
        *)
          if [[ -f $again ]] && grep -qxF "Passed"$'\t'"$test" < <(read_trx "$again"); then
            passed=$((passed + 1))
            status=0
            UNSTABLE+=("$test")
          else
            failed=$((failed + 1))
            fail "$test"
          fi
          ;;
      esac
    done < <(read_trx "$file")
    [[ $failed == 0 && ${#UNSTABLE[@]} == 0 ]] || REASONS+=("$(read_reasons "$file")")
  fi
  PASSED=$((PASSED + passed))
  if [[ $status != 0 && $failed == 0 ]]; then
    fail "$name: the run broke off (exit $status) after $passed passed tests"
  elif [[ $((passed + failed)) == 0 && (-z ${MAY_SKIP:-} || ${#SKIPS[@]} == 0) ]]; then
    fail "$name: no test ran"
  fi
}

# read_trx FILE: a line "outcome<tab>name" a test.
read_trx() {
  { grep -o '<UnitTestResult [^>]*' "$1" || true; } \
    | sed -E 's/.* testName="([^"]*)".* outcome="([^"]*)".*/\2\t\1/' \
    | sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}

# failed_filter FILE: a filter for `dotnet test` that chooses the failed tests; nothing where there are none, or so many
# that it is no accident.
failed_filter() {
  local names
  mapfile -t names < <(read_trx "$1" | sed -nE 's/^(Failed|Timeout|Error)\t([^(]*).*/FullyQualifiedName=\2/p' | sort -u)
  [[ ${#names[@]} == 0 || ${#names[@]} -gt 3 ]] || (IFS='|' && printf '%s' "${names[*]}")
}

# read_reasons FILE: of each failed test its name, message and the top of its stack. The run itself prints these too, but
# hundreds of lines before the end, where a short log has none of it.
read_reasons() {
  python3 - "$1" <<'EOF'
import sys, xml.etree.ElementTree as tree

LINES, STACK = 12, 6
for result in tree.parse(sys.argv[1]).iter():
    if not result.tag.endswith('UnitTestResult') or result.get('outcome') in ('Passed', 'NotExecuted'):
        continue
    told = {part.tag.rpartition('}')[2]: (part.text or '').strip().splitlines() for part in result.iter()}
    print(result.get('testName'))
    for line in told.get('Message', [])[:LINES] + told.get('StackTrace', [])[:STACK]:
        print('  ' + line[:300])
EOF
}

# count_tap NAME FILE STATUS: adds what bats said; tests that its plan names and that never ended have failed.
count_tap() {
  local name=$1 file=$2 status=$3 planned seen=0 failed=0 line
  planned=$(sed -n 's/^1\.\.\([0-9]*\)$/\1/p' "$file")
  while IFS= read -r line; do
    seen=$((seen + 1))
    case $line in
      'not ok '*)
        failed=$((failed + 1))
        fail "$name: $(sed -E 's/^not ok [0-9]+ //' <<<"$line")"
        ;;
      *' # skip'*) skip "$name: $(sed -E 's/^ok [0-9]+ //; s/ # skip ?/: /' <<<"$line")" ;;
      *) PASSED=$((PASSED + 1)) ;;
    esac
  done < <(grep -E '^(not )?ok [0-9]+ ' "$file")
  if [[ -z $planned || $seen -lt $planned ]]; then
    fail "$name: $((${planned:-0} - seen)) of ${planned:-0} tests never ended"
  elif [[ $status != 0 && $failed == 0 ]]; then
    fail "$name: the run broke off (exit $status)"
  fi
}
