#!/bin/bash
# networkx 3.6.1: node_link_data drops an edge's own attribute "source", and a node's own "id".
#
# Guess before the run: an edge with the attribute source="smith-2020" comes back from
# node_link_graph(node_link_data(graph)), or the clash of names is an error.
# Seen: neither. The attribute is overwritten by the edge's end, without a word, and is gone after
# the round trip; a node's "id" likewise. Only clashes among the names that one passes are refused.
# Named otherwise (source="from", target="to", name="node"), nothing is lost.
# Matters: "source" is what a link that cites a work would call it, and "id" what a claim would.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet networkx==3.6.1
"$folder/venv/bin/python" -W error - <<'PYTHON'
import networkx as nx

graph = nx.MultiDiGraph()
graph.add_node("panels-fade", id="K-17", title="Panels fade")
graph.add_edge("ten-years", "panels-fade", key="supports", source="smith-2020")


def there_and_back(**names):
    read = nx.node_link_graph(nx.node_link_data(graph, **names), **names)
    return dict(read.nodes["panels-fade"]), list(read.edges(keys=True, data=True))


node, edges = there_and_back()
print(node, edges)
assert node == {"title": "Panels fade"}, node
assert edges == [("ten-years", "panels-fade", "supports", {})], edges
node, edges = there_and_back(source="from", target="to", name="node")
print(node, edges)
assert node["id"] == "K-17" and edges[0][3] == {"source": "smith-2020"}, (node, edges)
PYTHON
echo "as described"
