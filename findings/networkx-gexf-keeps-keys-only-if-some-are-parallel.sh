#!/bin/bash
# networkx 3.6.1: whether GEXF gives back the keys of edges hangs on an edge elsewhere in the file.
#
# Guess before the run: a MultiDiGraph whose keys are verbs (b supports a, c contradicts a) is
# written to GEXF and read back with its verbs; or verbs are always lost.
# Seen: the verbs are in the file, in an attribute named networkx_key. Read back they are gone, from
# keys and data alike, and the graph is a DiGraph; what is left of an edge is a number as its id.
# If any two edges of the file join the same pair, a MultiDiGraph with every verb comes back.
# Matters: a test on a graph with parallel links passes, and a base in which no two claims are
# joined twice loses what its links say: support and contradiction look the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet networkx==3.6.1
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys

import networkx as nx


def there_and_back(*links):
    graph = nx.MultiDiGraph()
    for source, verb, target in links:
        graph.add_edge(source, target, key=verb)
    file = f"{sys.argv[1]}/graph.gexf"
    nx.write_gexf(graph, file)
    text = open(file, encoding="utf-8").read()
    assert all(f'value="{verb}"' in text for _, verb, _ in links)  # it was written
    read = nx.read_gexf(file)
    return type(read).__name__, sorted(map(str, read.edges.items()))


two = [("b", "supports", "a"), ("c", "contradicts", "a")]
plain, plain_edges = there_and_back(*two)
parallel, parallel_edges = there_and_back(*two, ("b", "refines", "a"))
print(plain, plain_edges)
print(parallel, parallel_edges)
assert plain == "DiGraph" and parallel == "MultiDiGraph"
assert not any(verb in str(plain_edges) for _, verb, _ in two), plain_edges
assert all(verb in str(parallel_edges) for _, verb, _ in two), parallel_edges
PYTHON
echo "as described"
