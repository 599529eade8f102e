#!/usr/bin/env bats
# ./check counts what it is told: made-up results in, figures and names out.

setup() {
  REPO=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
  # shellcheck source=tests/check.bash
  source "$REPO/tests/check.bash"
  FILE=$BATS_TEST_TMPDIR/results
}

# trx OUTCOME...: a result file with a test of each outcome, named test1, test2, …
trx() {
  local outcome number=0
  {
    echo '<?xml version="1.0" encoding="utf-8"?><TestRun><Results>'
    for outcome in "$@"; do
      number=$((number + 1))
      printf '<UnitTestResult executionId="x" testName="N.Tests.test%d(text: &quot;a &lt;b&gt; &amp; c&quot;)" ' "$number"
      printf 'computerName="vm" outcome="%s" testListId="y">\n<Output><StdOut>&lt;UnitTestResult outcome="Failed"' "$outcome"
      echo '</StdOut></Output></UnitTestResult>'
    done
    echo '</Results><ResultSummary><Counters total="9" notExecuted="0" /></ResultSummary></TestRun>'
  } >"$FILE"
}

closing_line() { conclude | tail -n 1; }

@test "Each outcome of a test project is counted, and its failed and skipped tests are named" {
  trx Passed Failed NotExecuted Passed Timeout
  count_trx Some.Tests "$FILE" 1
  [ "$(closing_line)" = "2 passed, 2 failed, 1 skipped" ]
  [ "${FAILURES[0]}" = 'N.Tests.test2(text: "a <b> & c")' ]
  [ "${SKIPS[0]}" = 'N.Tests.test3(text: "a <b> & c")' ]
}

@test "Why a test failed is told right above the closing line" {
  {
    echo '<TestRun xmlns="http://example.org/2010"><Results><UnitTestResult testName="N.good" outcome="Passed" />'
    echo '<UnitTestResult testName="N.bad" outcome="Failed"><Output><ErrorInfo><Message>2 &lt; 1: no</Message>'
    echo '<StackTrace>   at N.bad() in b.cs:line 7</StackTrace></ErrorInfo></Output></UnitTestResult>'
    echo '</Results></TestRun>'
  } >"$FILE"
  count_trx Some.Tests "$FILE" 1
  run conclude
  [ "${lines[-5]}" = 'N.bad' ]
  [ "${lines[-4]}" = '  2 < 1: no' ]
  [ "${lines[-3]}" = '  at N.bad() in b.cs:line 7' ]
  [ "${lines[-2]}" = 'FAILED   N.bad' ]
}

@test "A test that fails among the others and is good alone is named as unstable, and no failure" {
  trx Passed Failed
  mv "$FILE" "$FILE.first"
  [ "$(failed_filter "$FILE.first")" = "FullyQualifiedName=N.Tests.test2" ]
  trx Skipped Passed
  mv "$FILE" "$FILE.again"
  count_trx Some.Tests "$FILE.first" 1 "$FILE.again"
  [ "$(closing_line)" = "2 passed, 0 failed, 0 skipped" ]
  [[ $(conclude) == *'UNSTABLE N.Tests.test2'* ]]
}

@test "A test that fails alone too has failed, and many failures are not tried again" {
  trx Failed
  count_trx Some.Tests "$FILE" 1 "$FILE"
  [ "$(closing_line)" = "0 passed, 1 failed, 0 skipped" ]
  trx Failed Failed Failed Failed
  [ -z "$(failed_filter "$FILE")" ]
}

@test "A run that broke off after good tests has failed" {
  trx Passed Passed
  count_trx Some.Tests "$FILE" 134
  [ "$(closing_line)" = "2 passed, 1 failed, 0 skipped" ]
  [[ ${FAILURES[0]} == *"exit 134"* ]]
}

@test "A project without results, or in which every test was skipped, has failed" {
  count_trx Some.Tests "$BATS_TEST_TMPDIR/none" 0
  trx NotExecuted
  count_trx Other.Tests "$FILE" 0
  [ "$(closing_line)" = "0 passed, 2 failed, 1 skipped" ]
}

@test "Where all may be skipped, as machines that need root, the tests are named and nothing has failed" {
  trx NotExecuted
  MAY_SKIP=yes count_trx Machines "$FILE" 0
  [ "$(closing_line)" = "0 passed, 0 failed, 1 skipped" ]
}

@test "Each outcome of bats is counted, with the reason of a skip" {
  printf '%s\n' 1..4 'ok 1 fine' 'not ok 2 broken' '# not ok 9 is only told' 'ok 3 absent # skip no nspawn' 'ok 4 fine' >"$FILE"
  count_tap bats "$FILE" 1
  [ "$(closing_line)" = "2 passed, 1 failed, 1 skipped" ]
  [ "${FAILURES[0]}" = "bats: broken" ]
  [ "${SKIPS[0]}" = "bats: absent: no nspawn" ]
}

@test "Tests that bats planned and never ended have failed" {
  printf '%s\n' 1..3 'ok 1 fine' >"$FILE"
  count_tap bats "$FILE" 1
  [ "$(closing_line)" = "1 passed, 1 failed, 0 skipped" ]
  [ "${FAILURES[0]}" = "bats: 2 of 3 tests never ended" ]
}

@test "An empty output of bats is a failure" {
  : >"$FILE"
  count_tap bats "$FILE" 0
  [ "$FAILED" = 1 ]
}

@test "A step ends at its first failing command, and the next one still runs" {
  two_commands() {
    false
    touch "$FILE"
  }
  step first two_commands
  [ -z "$IS_GOOD" ]
  [ ! -e "$FILE" ]
  step second true
  [ "$IS_GOOD" = yes ]
  [ "$(closing_line)" = "1 passed, 1 failed, 0 skipped" ]
}

@test "The exit status follows the failures alone" {
  skip_one() { skip "one"; }
  skip_one
  conclude
  fail "two"
  run conclude
  [ "$status" = 1 ]
  [ "${lines[-1]}" = "0 passed, 1 failed, 1 skipped" ]
  [ "${lines[-2]}" = "FAILED   two" ]
}
