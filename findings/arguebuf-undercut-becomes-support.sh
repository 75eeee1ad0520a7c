#!/bin/bash
# arguebuf 2.7.2 reads undercuts and contraries in maps of Argdown (@argdown/node 1.7.5) as support.
#
# Guess before the run: of the relations of an Argdown map, attack, contrary, contradictory and
# undercut become attacks, support and entailment become supports; or an unknown one is refused.
# Seen: attack and contradictory become attacks, every other relation a support; nothing is said:
# an undercut supports the argument it undercuts, and of two claims of which at most one is true
# ("contrary", what `-` means in Argdown's strict mode) one supports the other.
# Each relation is there twice besides: by way of its scheme node, and as an edge from claim to
# claim.
# Matters: for a base whose objections are undercuts the picture is turned over.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" @argdown/node@1.7.5 > /dev/null
cat > "$folder/map.mjs" <<'SCRIPT'
import { argdown } from "@argdown/node";

const input = `[a]: Panels fade slowly.
  - [b]: Panels fade fast.
  >< [c]: Panels do not fade slowly.
  + <ten years>: Ten years were measured.
    <_ <one site>: All of it at one site.
`;
const steps = ["parse-input", "build-model", "build-map", "export-json"];
console.log(argdown.run({ process: steps, input, model: { mode: "strict" } }).json);
SCRIPT
node "$folder/map.mjs" > "$folder/map.json"
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet arguebuf==2.7.2
"$folder/venv/bin/python" - "$folder/map.json" <<'PYTHON'
import json
import sys

import arguebuf

map_ = json.load(open(sys.argv[1], encoding="utf-8"))
written = {edge["relationType"] for edge in map_["map"]["edges"]}
print("Argdown's relations:", sorted(written))
graph = arguebuf.load.argdown(map_)
read = {}
for scheme in graph.scheme_nodes.values():
    (source,), (target,) = graph.incoming_nodes(scheme), graph.outgoing_nodes(scheme)
    read[source.label, target.label] = type(scheme.scheme).__name__
bare = [e for e in graph.edges.values() if isinstance(e.source, type(e.target))]
print(read, "edges without a scheme:", len(bare))
assert {"contrary", "contradictory", "undercut"} <= written, written
assert read["Panels fade fast.", "Panels fade slowly."] == "Support", read
assert read["All of it at one site.", "Ten years were measured."] == "Support", read
assert read["Panels fade slowly.", "Panels do not fade slowly."] == "Attack", read
assert len(bare) == len(map_["map"]["edges"]), len(bare)
PYTHON
echo "as described"
