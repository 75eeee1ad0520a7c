#!/bin/bash
# rustworkx 0.18.1: from_dot makes nodes of the words "edge" and "node", and two of a claim that is
# described after it was linked.
#
# Guess before the run: `edge [type="attack"]` says of what type the edges below are, a statement
# on a node that an edge has named is about that node, and 1.5 is one name, as in DOT's grammar;
# a part of the language that the reader does not know is refused (as subgraphs are).
# Seen: the first is a node called "edge", and the edges have no type. The second is a further node of
# the same name, without links; in the other order there is one. 1.5 is a node "1" that nobody links
# and a node ".5". What is said of a node, its label for one, is nowhere; of an edge it is kept.
# Matters: a base has more claims than it has, some of them without a link; and links whose type is
# the default's say nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rustworkx==0.18.1 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import rustworkx


def read(*statements):
    graph = rustworkx.from_dot(f"digraph {{ {'; '.join(statements)}; }}")
    names = graph.nodes()
    edges = [(names[start], names[end], data) for start, end, data in graph.weighted_edge_list()]
    print(*statements, "->", list(names), edges)
    return list(names), edges


link, node = 'fade -> last [type="attack"]', 'fade [label="Panels fade"]'
attack = ("fade", "last", {"type": "attack"})
assert read(node, link) == (["fade", "last"], [attack])
assert read(link, node) == (["fade", "last", "fade"], [attack])
assert read('edge [type="attack"]', "fade -> last") == (
    ["edge", "fade", "last"], [("fade", "last", {})],
)  # fmt: skip
assert read('node [shape="box"]', link) == (["node", "fade", "last"], [attack])
assert read("1.5 -> last") == (["1", ".5", "last"], [(".5", "last", {})])
try:
    read("subgraph heat { fade }")
except ValueError as refused:
    print(str(refused).splitlines()[0])
else:
    raise AssertionError("subgraphs are read")
PYTHON
echo "as described"
