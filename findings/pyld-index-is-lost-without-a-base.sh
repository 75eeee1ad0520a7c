#!/bin/bash
# PyLD 3.3.0: links that are sorted by verb lose their verbs, unless a base is given.
#
# Guess before the run: with "@container": "@index" and "@index": "verb" the keys of a map are values
# of the property that the term "verb" stands for, as JSON-LD 1.1 has it; each link gets its verb.
# Seen: expand leaves the property as the bare word "verb", though the context defines it, and to_rdf
# leaves out what is no address: two links without verbs, and no word. With any base among the
# options, which nothing in the document needs, the verbs are there; as they are with rdflib 7.6.0,
# and with PyLD where the context writes the index as kb:verb.
# Matters: the verb says whether a link supports or contradicts; all ids were absolute, so that
# nobody would think of a base.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet PyLD==3.3.0 rdflib==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
import json

import rdflib
from pyld import jsonld

said = {
    "@context": {
        "@version": 1.1,
        "kb": "https://kb.example/",
        "verb": "kb:verb",
        "links": {"@id": "kb:links", "@container": "@index", "@index": "verb"},
    },
    "@id": "https://kb.example/panels-last",
    "links": {
        "supports": {"@id": "https://kb.example/panels-pay"},
        "contradicts": {"@id": "https://kb.example/panels-fade"},
    },
}


def verbs(document, **options):
    lines = jsonld.to_rdf(document, {"format": "application/n-quads", **options}).splitlines()
    return sorted(line.split('"')[1] for line in lines if "<https://kb.example/verb>" in line)


print(json.dumps(jsonld.expand(said), indent=1))
without, with_base = verbs(said), verbs(said, base="https://elsewhere.example/")
graph = rdflib.Graph().parse(data=json.dumps(said), format="json-ld")
by_rdflib = sorted(map(str, graph.objects(None, rdflib.URIRef("https://kb.example/verb"))))
said["@context"]["links"]["@index"] = "kb:verb"
written = verbs(said)
print("without", without, "with a base", with_base, "rdflib", by_rdflib, "kb:verb", written)
assert without == [], without
assert with_base == by_rdflib == written == ["contradicts", "supports"]
PYTHON
echo "as described"
