#!/bin/bash
# rdflib 7.6.0: a document whose words are its own ("@vocab": "") says nothing.
#
# Guess before the run: JSON-LD 1.1 lets a vocabulary be relative to the base: with "@base"
# https://kb.example/ and "@vocab" "" or "#", a key "title" is https://kb.example/title or
# https://kb.example/#title; or a reader that does not know this refuses it.
# Seen: with "" the graph is empty, and no word is said. With "#" the statement has the property
# <#title>, which is not absolute; rdflib writes it to N-Triples and refuses its own file. PyLD 3.3.0
# reads both as guessed.
# Matters: an empty graph has nothing that contradicts anything; and with the other form two
# documents with different bases share the properties that were each one's own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet PyLD==3.3.0 rdflib==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
import json

import rdflib
from pyld import jsonld
from rdflib.plugins.parsers.ntriples import ParseError


def read(vocabulary):
    said = {"@context": {"@version": 1.1, "@base": "https://kb.example/", "@vocab": vocabulary}}
    said |= {"@id": "panels-last", "title": "Panels last"}
    graph = rdflib.Graph().parse(data=json.dumps(said), format="json-ld")
    by_rdflib = graph.serialize(format="nt").strip()
    by_pyld = jsonld.to_rdf(said, {"format": "application/n-quads"}).strip()
    print(json.dumps(vocabulary), "rdflib:", by_rdflib, "PyLD:", by_pyld)
    return by_rdflib, by_pyld


SUBJECT, TEXT = "<https://kb.example/panels-last>", '"Panels last" .'
assert read("") == ("", f"{SUBJECT} <https://kb.example/title> {TEXT}")
by_rdflib, by_pyld = read("#")
assert by_rdflib == f"{SUBJECT} <#title> {TEXT}"
assert by_pyld == f"{SUBJECT} <https://kb.example/#title> {TEXT}"
try:
    rdflib.Graph().parse(data=by_rdflib, format="nt")
except ParseError as refused:
    print("N-Triples:", refused)
else:
    raise AssertionError("rdflib reads what it wrote")
PYTHON
echo "as described"
