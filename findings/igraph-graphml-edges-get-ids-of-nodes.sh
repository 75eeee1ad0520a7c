#!/bin/bash
# igraph 1.0.0: an edge that is read from GraphML gets the id of a node, not its own.
#
# Guess before the run: `<edge id="supports" ...>`, as networkx writes the key of an edge, becomes
# the edge attribute "id" with the value "supports", as a node's id becomes its attribute "id".
# Seen: the first edge has the id of the first node, the second edge that of the second, and so on;
# the ids that the file gives to edges appear nowhere. An attribute in <data> is read as it is.
# Also seen: an edge without a value for a number gets nan, one without a text the empty text.
# Matters: an edge's key is the verb of the link; whoever looks at "id" finds claims where verbs
# should be, and finds as many edges as the file has, so that counts agree.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet igraph==1.0.0 networkx==3.6.1
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys
from math import isnan

import igraph
import networkx as nx

graph = nx.MultiDiGraph()
graph.add_edge("dim", "clean", key="contradicts", strength=0.5)
graph.add_edge("dim", "clean", key="refines", because="hail")
file = f"{sys.argv[1]}/graph.graphml"
nx.write_graphml(graph, file)
print(open(file, encoding="utf-8").read().split("<graph ")[1])
read = igraph.Graph.Read_GraphML(file)
edges = [edge.attributes() for edge in read.es]
print([node["id"] for node in read.vs], edges)
assert [node["id"] for node in read.vs] == ["dim", "clean"]
assert [edge["id"] for edge in edges] == ["dim", "clean"], edges
assert edges[0]["strength"] == 0.5 and isnan(edges[1]["strength"]), edges
assert [edge["because"] for edge in edges] == ["", "hail"], edges
PYTHON
echo "as described"
