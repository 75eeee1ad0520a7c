#!/bin/bash
# @argdown/node 1.7.5: a claim that names a web address ends at the colon of that address.
#
# Guess before the run: `[a]: The data are at https://kb.example/data and agree.` keeps its text, as
# in Markdown; or, if the address has to be marked up, the parser says so.
# Seen: no error, and the text of the claim is "The data are at https:": two slashes begin a comment
# that runs to the end of the line, wherever they stand. Written as a link, [data](https://...), or
# with a backslash before the slashes, the rest of the sentence stays.
# Matters: the part of a claim that is cut is the one that says where its evidence is, and what was
# said of it ("and agree", "and contradict it").
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" @argdown/node@1.7.5 > /dev/null
cat > "$folder/look.mjs" <<'SCRIPT'
import assert from "node:assert";
import { argdown } from "@argdown/node";

function textOf(sentence) {
  const input = `[a]: ${sentence}\n`;
  const read = argdown.run({ process: ["parse-input", "build-model"], input });
  assert.deepEqual([read.lexerErrors, read.parserErrors], [[], []]);
  return read.statements.a.members[0].text.trim();
}

const bare = textOf("The data are at https://kb.example/data and agree.");
const link = textOf("The [data](https://kb.example/data) agree.");
const escaped = textOf("The data are at https:\\//kb.example/data and agree.");
console.log({ bare, link, escaped });
assert.equal(bare, "The data are at https:");
assert.ok(link.endsWith("agree.") && escaped.endsWith("agree."));
SCRIPT
node "$folder/look.mjs"
echo "as described"
