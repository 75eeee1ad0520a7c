#!/bin/bash
# rustworkx 0.18.1: in the GraphML that it writes, a node's title is called after an edge's verb.
#
# Guess before the run: write_graphml gives every attribute a key with an id of its own, since ids of
# keys are unique in a file; networkx reads the nodes with their titles and the edges with verbs.
# Seen: keys are counted for nodes and for edges separately, so that "d1" is the title of nodes and
# the verb of edges at once. networkx 3.6.1 takes the later one and gives the nodes a "verb" that is
# their title, without a word; a number of a node becomes a text, since verbs are texts. rustworkx
# and igraph, which look for keys of nodes and of edges apart, read what was meant.
# Matters: the round trip that one tests is right, and whoever gets the file finds no titles, and
# strengths that cannot be added.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rustworkx==0.18.1 networkx==3.6.1 numpy==2.4.6
"$folder/venv/bin/python" -W error - "$folder/graph.graphml" <<'PYTHON'
import re
import sys
from pathlib import Path

import networkx as nx
import rustworkx

file = sys.argv[1]
LINK = {"verb": "contradicts"}


def read_by_both(first, second):
    graph = rustworkx.PyDiGraph()
    graph.add_edge(graph.add_node(first), graph.add_node(second), LINK)
    rustworkx.write_graphml(graph, file)
    print(re.findall("<key.*?>", Path(file).read_text(encoding="utf-8")))
    (own,) = rustworkx.read_graphml(file)
    other = nx.read_graphml(file)
    print(own.nodes(), own.edges())
    print(other.nodes(data=True), other.edges(data=True))
    assert own.edges() == [LINK] and [*other.edges(data=True)] == [("n0", "n1", LINK)]
    return own.nodes(), dict(other.nodes(data=True))


own, other = read_by_both({"title": "Panels fade"}, {"title": "Panels last"})
assert [node["title"] for node in own] == ["Panels fade", "Panels last"], own
assert other == {"n0": {"verb": "Panels fade"}, "n1": {"verb": "Panels last"}}, other
own, other = read_by_both({"strength": 3}, {"strength": 4})
assert [node["strength"] for node in own] == [3, 4], own
assert other == {"n0": {"verb": "3"}, "n1": {"verb": "4"}}, other
PYTHON
echo "as described"
