#!/bin/bash
# rdflib 7.6.0: a double that is written to Turtle comes back with seven digits.
#
# Guess before the run: a graph that is serialised and parsed again is the graph it was; all formats
# of one library write the same literal.
# Seen: 0.123456789012345 is written as 1.234568e-01 in Turtle, and read back as 0.1234568; in
# N-Triples nothing is lost. The short form of Turtle is made with six places after the point. The
# two graphs are not isomorphic, and 0.1 + 0.2 becomes 0.3.
# Matters: measured values, thresholds and strengths are doubles. A value beside its threshold can
# change sides on the way through a file, and a digest of the graph does not fit any more.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rdflib==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic

KB = "https://kb.example/"


def there_and_back(value, kind):
    graph = Graph()
    graph.add((URIRef(KB + "panels-fade"), URIRef(KB + "measured"), Literal(value)))
    read = Graph().parse(data=graph.serialize(format=kind), format=kind)
    ((_, _, literal),) = read
    return float(literal), isomorphic(graph, read)


for value in (0.123456789012345, 0.1 + 0.2):
    turtle, triples = there_and_back(value, "turtle"), there_and_back(value, "nt")
    print(value, "Turtle", turtle, "N-Triples", triples)
    assert turtle == (float(f"{value:e}"), False), turtle
    assert triples == (value, True), triples
    assert turtle[0] != value
PYTHON
echo "as described"
