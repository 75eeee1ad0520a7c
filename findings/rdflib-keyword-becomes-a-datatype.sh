#!/bin/bash
# rdflib 7.6.0: a text becomes one of the type "@none", and a number one of the type "@id".
#
# Guess before the run: in a JSON-LD context "@type": "@none" says that values get no type, so that
# "x" is a plain text; and under "@type": "@id" only texts are read as ids, a number stays a number.
# Seen: the keyword is taken for the name of a datatype in the vocabulary. The text is
# "x"^^<https://kb.example/@none>, the number "5"^^<https://kb.example/@id>, and both are written so
# to any format. Under "@type": "@vocab" the number becomes a plain text. PyLD 3.3.0 has all three as
# guessed. Without a default vocabulary in the context the text is a plain one.
# Matters: such a value is equal to no text and no number: a query for it finds nothing, though it is
# printed as one expects it but for a type at the end.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet PyLD==3.3.0 rdflib==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
import json

import rdflib
from pyld import jsonld

BASE = "https://kb.example/"
XSD = "http://www.w3.org/2001/XMLSchema#"


def objects(kind, value, context):
    said = {"@context": context | {"said": {"@id": f"{BASE}said", "@type": kind}}}
    said |= {"@id": f"{BASE}claim", "said": value}
    graph = rdflib.Graph().parse(data=json.dumps(said), format="json-ld")
    lines = [graph.serialize(format="nt"), jsonld.to_rdf(said, {"format": "application/n-quads"})]
    return [line.strip().split("said> ")[1].removesuffix(" .") for line in lines]


with_vocabulary = {"@version": 1.1, "@vocab": BASE}
for kind, value, by_rdflib, by_pyld in (
    ("@none", "x", f'"x"^^<{BASE}@none>', '"x"'),
    ("@id", 5, f'"5"^^<{BASE}@id>', f'"5"^^<{XSD}integer>'),
    ("@vocab", 5, '"5"', f'"5"^^<{XSD}integer>'),
):
    found = objects(kind, value, with_vocabulary)
    print(kind, "rdflib", found[0], "PyLD", found[1])
    assert found == [by_rdflib, by_pyld], found
assert objects("@none", "x", {"@version": 1.1}) == ['"x"'] * 2
PYTHON
echo "as described"
