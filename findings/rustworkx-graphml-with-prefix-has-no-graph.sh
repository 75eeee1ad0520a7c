#!/bin/bash
# rustworkx 0.18.1: GraphML whose elements have a prefix is read as a file without any graph.
#
# Guess before the run: `<ns0:graphml xmlns:ns0="...">` is the same document as one without prefixes,
# as namespaces in XML have it; or it is refused as not understood.
# Seen: read_graphml returns an empty list, and no word. networkx 3.6.1 and igraph 1.0.0 read the
# graph. Such a file is not far: Python's own xml.etree writes one of any GraphML that it has parsed.
# Matters: a loop over the graphs of a file runs not once, and a base with nothing in it has neither
# contradictions nor faults.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rustworkx==0.18.1 igraph==1.0.0 networkx==3.6.1 numpy==2.4.6
"$folder/venv/bin/python" -W error - "$folder/graph.graphml" <<'PYTHON'
import sys
from pathlib import Path
from xml.etree import ElementTree

import igraph
import networkx as nx
import rustworkx

file = sys.argv[1]


def counted():
    own = [graph.num_nodes() for graph in rustworkx.read_graphml(file)]
    return own, len(nx.read_graphml(file)), igraph.Graph.Read_GraphML(file).vcount()


nx.write_graphml(nx.DiGraph([("dim", "clean")]), file)
before = counted()
ElementTree.parse(file).write(file, encoding="UTF-8", xml_declaration=True)
print(Path(file).read_text(encoding="utf-8"))
after = counted()
print(before, after)
assert before == ([2], 2, 2), before
assert after == ([], 2, 2), after
PYTHON
echo "as described"
