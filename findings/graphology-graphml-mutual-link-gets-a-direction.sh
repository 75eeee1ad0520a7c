#!/bin/bash
# graphology-graphml 0.5.2: a link that the file says has no direction gets one, though the library
# knows both kinds.
#
# Guess before the run: a graph of graphology may have directed and undirected edges at once, so an
# edge with directed="false" in a file with edgedefault="directed" is read as undirected; the other
# way round an edge with directed="true" is directed.
# Seen: the second is so, and the graph is called mixed. The first is read as directed, without a
# word, from the end that happens to be written first.
# Matters: "a contradicts b" holds both ways; as a directed link, only b is contradicted.
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

function read(byDefault, directed) {
  const graph = parse(Graph, `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <graph edgedefault="${byDefault}">
    <node id="a"/><node id="b"/><node id="c"/>
    <edge id="own" source="a" target="b" directed="${directed}"/>
    <edge id="other" source="b" target="c"/>
  </graph>
</graphml>`);
  return [graph.type, graph.isDirected("own"), graph.isDirected("other")];
}

const found = { undirected: read("undirected", true), directed: read("directed", false) };
console.log(found);
assert.deepStrictEqual(found.undirected, ["mixed", true, false]);
assert.deepStrictEqual(found.directed, ["directed", true, true]);
const graph = new Graph({ type: "mixed" });
graph.mergeUndirectedEdge("a", "b");
graph.mergeDirectedEdge("b", "c"); // so it could be kept
SCRIPT
node "$folder/look.cjs"
echo "as described"
