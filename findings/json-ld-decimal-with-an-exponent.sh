#!/bin/bash
# PyLD 3.3.0 and rdflib 7.6.0 make different RDF of one JSON-LD document, and one of the two is a
# decimal that is none.
#
# Guess before the run: a JSON number that the context types as xsd:decimal becomes "0.5" of type
# xsd:decimal with every converter; 1.0 without a type becomes the same literal in both.
# Seen: PyLD writes "5.0E-1"^^xsd:decimal, and the lexical form of an xsd:decimal has no exponent.
# It follows the algorithm of the JSON-LD API, which turns each number with a fraction into the text
# of a double before it looks at the type. rdflib writes "0.5". Untyped, 1.0 is the integer "1" in
# PyLD (again as the algorithm says) and the double "1.0" in rdflib.
# A number that is written as a text, "0.5", comes out the same in both.
# Matters: strengths and thresholds of claims are such numbers. Graphs of the two are not
# isomorphic, a hash or signature over one does not fit the other, and a strict reader may object.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet PyLD==3.3.0 rdflib==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
import json

import rdflib
from pyld import jsonld

decimal = {"@type": "http://www.w3.org/2001/XMLSchema#decimal"}
document = {
    "@context": {"@vocab": "https://kb.example/", "strength": decimal, "quoted": decimal},
    "@id": "https://kb.example/panels-fade-slowly",
    "strength": 0.5,
    "quoted": "0.5",
    "confidence": 1.0,
}


def literals(triples):
    found = {}
    for line in filter(str.strip, triples.splitlines()):
        _, verb, value = line.rstrip(" .").split(" ", 2)
        text, kind = value.split("^^")
        found[verb.split("/")[-1].rstrip(">")] = (text, kind.split("#")[-1].rstrip(">"))
    return found


by_pyld = literals(jsonld.to_rdf(document, {"format": "application/n-quads"}))
graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
by_rdflib = literals(graph.serialize(format="nt"))
print("PyLD", by_pyld)
print("rdflib", by_rdflib)
assert by_pyld["strength"] == ('"5.0E-1"', "decimal"), by_pyld
assert by_rdflib["strength"] == ('"0.5"', "decimal"), by_rdflib
assert by_pyld["confidence"] == ('"1"', "integer"), by_pyld
assert by_rdflib["confidence"] == ('"1.0"', "double"), by_rdflib
assert by_pyld["quoted"] == by_rdflib["quoted"] == ('"0.5"', "decimal")
PYTHON
echo "as described"
