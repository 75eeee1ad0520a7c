#!/bin/bash
# @argdown/core 2.0.1: an undercut below a statement ends at the inference of an argument before it.
#
# Guess before the run: `[Sun]: ... <_ <Clouds>: ...` has to do with the sun, or is refused, since a
# statement has no inference to be undercut.
# Seen: without an error the relation leads from the clouds to the inference of the last argument in
# numbered lines that stands anywhere above, here one about wear. Alone, it leads to the statement.
# Matters: an argument that nobody said anything against is shown as undercut, and moving it in the
# text changes what is undercut.
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

function undercut(input) {
  const read = app.run({ input, process: steps, logLevel: "silent" });
  assert.deepEqual([read.lexerErrors, read.parserErrors], [[], []]);
  const [found] = read.relations.filter((relation) => relation.relationType === "undercut");
  return [found.from.title, found.to.type, found.to.title ?? found.to.argumentTitle];
}

const sun = "[Sun]: The sun shines.\n  <_ <Clouds>: There are clouds.\n";
const wear = "<Wear>\n\n(1) Panels wear.\n----\n(2) Panels fade.\n\n";
console.log({ alone: undercut(sun), below: undercut(wear + sun), above: undercut(`${sun}\n${wear}`) });
assert.deepEqual(undercut(sun), ["Clouds", "equivalence-class", "Sun"]);
assert.deepEqual(undercut(wear + sun), ["Clouds", "inference", "Wear"]);
assert.deepEqual(undercut(`${sun}\n${wear}`), ["Clouds", "equivalence-class", "Sun"]);
SCRIPT
node "$folder/look.mjs"
echo "as described"
