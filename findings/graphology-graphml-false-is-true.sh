#!/bin/bash
# graphology-graphml 0.5.2: a claim that is not withdrawn by default is withdrawn, and one that is
# (withdrawn is 1) is not.
#
# Guess before the run: the values of an attribute of type boolean are booleans, whether they stand
# at the node or are the attribute's default; "true" and "1" are true, "false" and "0" are false, as
# in XML Schema, to which GraphML refers for its types.
# Seen: "1" is false. A default is not converted at all: it is the text "false", which to JavaScript
# is true, beside nodes that have the boolean false; a default 7 of type int is the text "7", so that
# 7 + 8 is "78".
# Matters: a filter on a flag keeps what it should leave out, and the other way round.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" graphology@0.26.0 \
    graphology-graphml@0.5.2 > /dev/null 2>&1
cat > "$folder/look.cjs" <<'SCRIPT'
const assert = require("node:assert");
const Graph = require("graphology");
const { parse } = require("graphology-graphml");

const graph = parse(Graph, `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="w" for="node" attr.name="withdrawn" attr.type="boolean"><default>false</default></key>
  <key id="c" for="node" attr.name="count" attr.type="int"><default>7</default></key>
  <graph edgedefault="directed">
    <node id="silent"/>
    <node id="word"><data key="w">true</data><data key="c">8</data></node>
    <node id="figure"><data key="w">1</data></node>
    <node id="kept"><data key="w">false</data></node>
  </graph>
</graphml>`);
const values = graph.mapNodes((name, { withdrawn }) => [name, withdrawn]);
console.log(values, "as withdrawn:", graph.filterNodes((_, { withdrawn }) => withdrawn));
assert.deepStrictEqual(values, [
  ["silent", "false"], ["word", true], ["figure", false], ["kept", false],
]);
assert.deepStrictEqual(graph.filterNodes((_, { withdrawn }) => withdrawn), ["silent", "word"]);
const sum = graph.getNodeAttribute("silent", "count") + graph.getNodeAttribute("word", "count");
console.log("7 + 8 =", sum);
assert.strictEqual(sum, "78");
SCRIPT
node "$folder/look.cjs"
echo "as described"
