#!/bin/bash
# @argdown/core 2.0.1: in GraphML, what tells an attack from a support is the colour of its line.
#
# Guess before the run: the GraphML of a map has the kind of each relation as an attribute of its
# edge, as the same map in DOT has (type="support", type="attack"), and the claim's text as one of
# its node, beside what is for drawing.
# Seen: the file declares no attribute but drawings of one program. networkx 3.6.1 and igraph 1.0.0
# read every edge bare, a support, an attack and an undercut alike; of a claim they know its title
# in tags of HTML (networkx) or nothing (igraph).
# Matters: whoever counts attacks in such a file counts all links; and colours are settings, so not
# even they can be relied upon.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" @argdown/core@2.0.1 > /dev/null 2>&1
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet igraph==1.0.0 networkx==3.6.1
cat > "$folder/write.mjs" <<'SCRIPT'
import assert from "node:assert";
import { writeFileSync } from "node:fs";
import * as core from "@argdown/core";

const app = new core.ArgdownApplication();
const names = ["Parser", "Data", "Model", "Preselection", "StatementSelection", "ArgumentSelection",
  "Map", "Group", "ClosedGroup", "Color", "DotExport", "GraphMLExport"];
const steps = names.map((name) => `${name}Plugin`);
for (const step of steps) app.addPlugin(new core[step](), step);

const input = `[Fade]: Panels fade.
  + <Years>: They lose some each year.
  - <Rain>: Rain cleans them.
  <_ <Desert>: It does not rain there.
`;
const made = app.run({ input, process: steps, logLevel: "silent" });
assert.deepEqual([made.lexerErrors, made.parserErrors, made.exceptions ?? []], [[], [], []]);
const types = [...made.dot.matchAll(/ -> \S+ \[type="([a-z]+)"/g)].map((found) => found[1]);
console.log("DOT:", types.join(", "));
assert.deepEqual(types, ["support", "attack", "undercut"]);
writeFileSync("map.graphml", made.graphml);
SCRIPT
node "$folder/write.mjs"
"$folder/venv/bin/python" - <<'PYTHON'
import re
from pathlib import Path

import igraph
import networkx as nx

colours = re.findall(r'LineStyle color="(.*?)"', Path("map.graphml").read_text(encoding="utf-8"))
print("GraphML:", colours)
assert len(colours) == len(set(colours)) == 3, colours
graph = nx.read_graphml("map.graphml")
edges = [data for *_, data in graph.edges(data=True)]
labels = [data["label"] for _, data in graph.nodes(data=True)]
print("networkx:", edges, labels)
assert all(data.keys() == {"id"} for data in edges), edges
assert "<html>Fade </html>" in labels and not any("Panels" in label for label in labels), labels
read = igraph.Graph.Read_GraphML("map.graphml")
print("igraph:", read.vertex_attributes(), read.edge_attributes())
assert read.vertex_attributes() == read.edge_attributes() == ["id"]
PYTHON
echo "as described"
