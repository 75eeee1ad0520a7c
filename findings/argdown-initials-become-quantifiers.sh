#!/bin/bash
# @argdown/core 2.0.1: the initials of a person's name become signs of logic.
#
# Guess before the run: the short codes of the guide (`.A.` for "all", `.E.` for "there is", `:O:`
# and so on) are replaced where they stand by themselves, as they do in the guide's formulas;
# "W.E.B. Du Bois" is a name.
# Seen: no error, and the texts have "W∃B. Du Bois" and "J𝗣 Morgan": the code is taken out of the
# middle of a word, with both its dots. So it goes with N.A.T.O. and a ratio H:O:C. Whether a letter
# is taken hangs on what stands before it: in "U.S.A." it stays. With a backslash before the first
# of the two dots the name stays, too; before the second, it stays and shows the backslash.
# Matters: what is cited changes its author, and nothing in the text looked like a formula.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" @argdown/core@2.0.1 > /dev/null 2>&1
cat > "$folder/look.mjs" <<'SCRIPT'
import assert from "node:assert";
import * as core from "@argdown/core";

const app = new core.ArgdownApplication();
const steps = ["ParserPlugin", "DataPlugin", "ModelPlugin"];
for (const step of steps) app.addPlugin(new core[step](), step);

function textOf(sentence) {
  const read = app.run({ input: `[a]: ${sentence}\n`, process: steps, logLevel: "silent" });
  assert.deepEqual([read.lexerErrors, read.parserErrors], [[], []]);
  return read.statements.a.members[0].text;
}

const expected = {
  "W.E.B. Du Bois counted them": "W∃B. Du Bois counted them",
  "J.P. Morgan lent it": "J𝗣 Morgan lent it",
  "N.A.T.O. decided it": "N∀T𝗢 decided it",
  "with a ratio H:O:C of two to one": "with a ratio H𝗢C of two to one",
  "made in the U.S.A. today": "made in the U.S.A. today",
  "J\\.P. Morgan lent it": "J.P. Morgan lent it",
  "J.P\\. Morgan lent it": "J.P\\. Morgan lent it",
};
for (const [sentence, text] of Object.entries(expected)) {
  console.log(`${sentence} -> ${textOf(sentence)}`);
  assert.equal(textOf(sentence), text);
}
SCRIPT
node "$folder/look.mjs"
echo "as described"
