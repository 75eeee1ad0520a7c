#!/bin/bash
# rdflib 7.6.0 turns a literal that says "yes" and is typed as a boolean into false, and writes it so.
#
# One would guess: a text that is no xsd:boolean is kept as it is and marked as ill-typed, as
# PyLD keeps it, for to RDF its lexical form is data.
# Seen: rdflib warns in its log that the word is no boolean, takes it for false, and serialises
# "false"^^xsd:boolean: yes has become no. With `rdflib.NORMALIZE_LITERALS = False`, for the whole
# program, the text stays and its value is False all the same.
# Matters: people write yes and no in YAML, where they are booleans. Whoever passes such a word on as
# typed data has said the opposite to whoever reads it with rdflib.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet PyLD==3.3.0 rdflib==7.6.0
"$folder/venv/bin/python" - <<'PYTHON' 2> "$folder/log"
import json

import rdflib
from pyld import jsonld

kind = "http://www.w3.org/2001/XMLSchema#boolean"
document = {
    "@context": {"@vocab": "https://kb.example/", "inferred": {"@type": kind}},
    "@id": "https://kb.example/panels-last",
    "inferred": "yes",
}
kept = jsonld.to_rdf(document, {"format": "application/n-quads"})
print("PyLD", kept.strip())
assert f'"yes"^^<{kind}>' in kept, kept
line = f'<https://kb.example/panels-last> <https://kb.example/inferred> "yes"^^<{kind}> .'
for form, text in (("json-ld", json.dumps(document)), ("nt", line), ("turtle", line)):
    graph = rdflib.Graph().parse(data=text, format=form)
    written = graph.serialize(format="nt").strip()
    print("rdflib", form, written)
    assert f'"false"^^<{kind}>' in written, written
    assert [value.value for value in graph.objects()] == [False], written
rdflib.NORMALIZE_LITERALS = False
graph = rdflib.Graph().parse(data=line, format="nt")
assert f'"yes"^^<{kind}>' in graph.serialize(format="nt")
assert [value.value for value in graph.objects()] == [False]
PYTHON
grep -q "yes" "$folder/log"
echo "as described"
