#!/bin/bash
# junit2json 4.0.0: suites and cases whose names look like numbers are renamed, and two become one.
#
# Guess before the run: counts and times become numbers (tests, failures, time), names and messages
# are texts, as the types that come with the package have them.
# Seen: every attribute that can be read as a number becomes one. The suites "1.1" and "1.10" are both
# named 1.1; the cases "007" and "7" are both 7, and "1e3" and "1e5" are both 1, for the exponent is
# cut off. The message "3.50" of a failure is 3.5. A name with any other letter stays as it is.
# Matters: suites are named after releases and cases after numbers of claims; grouped by name, what
# failed in one is counted for another. And a measured value in a message says less than was measured.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" junit2json@4.0.0 > /dev/null 2>&1
cat > "$folder/look.mjs" <<'SCRIPT'
import assert from "node:assert";
import { parse } from "junit2json";

const cases = (names) => names.map((name) => `<testcase classname="k" name="${name}"/>`).join("");
const read = await parse(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="1.1" tests="5">${cases(["007", "7", "1e3", "1e5", "heat-2024"])}</testsuite>
  <testsuite name="1.10" tests="1" failures="1">
    <testcase classname="k" name="life"><failure message="3.50"/></testcase>
  </testsuite>
</testsuites>`);
const [first, second] = read.testsuite;
const names = first.testcase.map(({ name }) => name);
const { message } = second.testcase[0].failure[0];
console.log({ first: first.name, second: second.name, names, message });
assert.strictEqual(first.name, 1.1);
assert.strictEqual(second.name, 1.1);
assert.deepStrictEqual(names, [7, 7, 1, 1, "heat-2024"]);
assert.strictEqual(message, 3.5);
SCRIPT
node "$folder/look.mjs"
echo "as described"
