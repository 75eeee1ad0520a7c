#!/bin/bash
# rustworkx 0.18.1: a number that is written to GraphML comes back rounded to half its digits.
#
# Guess before the run: a float of Python has 53 bits, so write_graphml declares it as a double, and
# read_graphml gives back what was written.
# Seen: it is declared as a float, rounded to 24 bits before it is written, and read so. 1/3 stands
# in the file as 0.33333334, a probability of 1e-50 as 0, and 1e50 as inf; 0.1, which looks whole in
# the file, comes back as 0.10000000149. A key given by hand that says Double changes the
# declaration and the reading alone: what is written is rounded as before.
# Matters: strengths that were equal to a sum are so no more, and a small probability is none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rustworkx==0.18.1 numpy==2.4.6
"$folder/venv/bin/python" - "$folder/graph.graphml" <<'PYTHON'
import re
import sys
from math import inf
from pathlib import Path

from rustworkx import GraphMLDomain, GraphMLKey, GraphMLType, PyDiGraph
from rustworkx import read_graphml, write_graphml

file = sys.argv[1]
NUMBERS = [0.1, 1 / 3, 1e-50, 1e50]
graph = PyDiGraph()
graph.add_nodes_from([{"strength": number} for number in NUMBERS])


def written_and_read(keys):
    write_graphml(graph, file, keys=keys)
    (read,) = read_graphml(file)
    written = re.findall("<data.*?>(.*?)</data>", Path(file).read_text(encoding="utf-8"))
    return written, [node["strength"] for node in read.nodes()]


written, read = written_and_read(None)
print("by itself:", written, read)
assert written[:3] == ["0.1", "0.33333334", "0"] and written[3] == "inf", written
assert read == [0.10000000149011612, 0.3333333432674408, 0.0, inf], read
double = GraphMLKey("strength", GraphMLDomain.Node, "strength", GraphMLType.Double, None)
written, read = written_and_read([double])
print("as a double:", written, read)
assert 'attr.type="double"' in Path(file).read_text(encoding="utf-8")
assert written[1:3] == ["0.33333334", "0"], written
assert read == [0.1, 0.33333334, 0.0, inf], read
PYTHON
echo "as described"
