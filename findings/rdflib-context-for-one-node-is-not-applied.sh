#!/bin/bash
# rdflib 7.6.0: a context of a property that ends with its node is not applied to that node either.
#
# Guess before the run: in JSON-LD 1.1 a term may bring a context for what stands under it; with
# "@propagate": false it holds for the node there and not for those below. So "title" of a work
# is the library's word, and "title" of a claim in that work is kb's.
# Seen: "title" of the work is kb's, too; no word is said, and the number of statements is right. PyLD
# 3.3.0 and jsonld.js 9.0.0 read it as guessed. Without "@propagate" rdflib applies the context (to
# the node and all below it).
# Matters: a work's statements end under names that mean something else, so that works and claims
# share properties that were kept apart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet PyLD==3.3.0 rdflib==7.6.0
npm install --silent --no-audit --no-fund --prefix "$folder" jsonld@9.0.0 > /dev/null
cd "$folder"
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import jsonld from "jsonld";
const said = JSON.parse(readFileSync("work.json", "utf8"));
process.stdout.write(await jsonld.toRDF(said, { format: "application/n-quads" }));
JS
"$folder/venv/bin/python" - <<'PYTHON'
import json
import subprocess
from pathlib import Path

import rdflib
from pyld import jsonld

KB, LIBRARY = "https://kb.example/", "https://library.example/"


def titles(lines):
    told = [line.split('"')[0] for line in lines.splitlines() if "title>" in line]
    return {line.split("> <")[0].removeprefix(f"<{KB}"): LIBRARY in line for line in told}


def read(**propagate):
    own = {"title": f"{LIBRARY}title", **propagate}
    said = {
        "@context": {"@version": 1.1, "@vocab": KB, "cites": {"@context": own}},
        "@id": f"{KB}panels-last",
        "cites": {
            "@id": f"{KB}smith-2020",
            "title": "On panels",
            "holds": {"@id": f"{KB}panels-fade", "title": "Panels fade"},
        },
    }
    Path("work.json").write_text(json.dumps(said))
    by_rdflib = rdflib.Graph().parse(data=json.dumps(said), format="json-ld")
    by_js = subprocess.run(["node", "read.mjs"], check=True, capture_output=True, text=True)
    found = {
        "rdflib": titles(by_rdflib.serialize(format="nt")),
        "PyLD": titles(jsonld.to_rdf(said, {"format": "application/n-quads"})),
        "jsonld.js": titles(by_js.stdout),
    }
    print("the library's word", propagate, found)
    return found


found = read(**{"@propagate": False})
guessed = {"smith-2020": True, "panels-fade": False}
assert found["PyLD"] == found["jsonld.js"] == guessed, found
assert found["rdflib"] == {"smith-2020": False, "panels-fade": False}, found
found = read()
assert all(words == {"smith-2020": True, "panels-fade": True} for words in found.values()), found
PYTHON
echo "as described"
