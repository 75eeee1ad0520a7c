#!/bin/bash
# test-results-parser 0.4.6: what failed in a suite inside a suite is counted and cannot be found.
#
# Guess before the run: JUnit's <testsuite> may hold further ones; their cases appear below them or
# below the outer one. A suite that says nothing of failures has none.
# Seen: of an outer suite only the cases that it holds itself are there: the total says that one of
# two failed, and the only case passed. Where no attribute "failures" is written, the numbers of
# passed and failed are NaN, also for all suites together, although each case says how it ended.
# Matters: whoever lists what failed gets an empty list of a run that failed; and NaN is neither
# greater than zero nor equal to it, so a gate that asks "failed > 0" lets everything pass.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" \
    test-results-parser@0.4.6 > /dev/null 2>&1
cat > "$folder/nested.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="claims" tests="2" failures="1">
    <testsuite name="claims/heat" tests="1" failures="1">
      <testcase classname="heat" name="fade"><failure message="2.1"/></testcase>
    </testsuite>
    <testcase classname="claims" name="life"/>
  </testsuite>
</testsuites>
XML
cat > "$folder/brief.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="claims" tests="2">
    <testcase classname="claims" name="fade"><failure message="2.1"/></testcase>
    <testcase classname="claims" name="life"/>
  </testsuite>
</testsuites>
XML
cat > "$folder/look.mjs" <<'SCRIPT'
import assert from "node:assert";
import parser from "test-results-parser";

function read(file) {
  const result = parser.parse({ type: "junit", files: [file] });
  const cases = result.suites.flatMap((suite) => suite.cases.map((it) => [it.name, it.status]));
  return { total: result.total, passed: result.passed, failed: result.failed, cases };
}

const found = { nested: read("nested.xml"), brief: read("brief.xml") };
console.log(JSON.stringify(found, (_, value) => (Number.isNaN(value) ? "NaN" : value)));
assert.deepStrictEqual(found, {
  nested: { total: 2, passed: 1, failed: 1, cases: [["life", "PASS"]] },
  brief: { total: 2, passed: NaN, failed: NaN, cases: [["fade", "FAIL"], ["life", "PASS"]] },
});
SCRIPT
node "$folder/look.mjs"
echo "as described"
