#!/bin/bash
# PyLD 3.3.0, rdflib 7.6.0 and jsonld.js 9.0.0 read relative ids of one JSON-LD document in three
# ways, and none of them complains.
#
# One would guess: without a base, a relative @id is an error, or stays relative everywhere.
# Seen: PyLD resolves it against http://example.org/base/, which nobody named; rdflib against the
# working folder, so the same file means something else in each folder and tells where it lay;
# jsonld.js leaves out every statement that has one, and gives an empty graph.
# Matters: claims and links that are exchanged by relative ids are other things for each reader, and
# for the third there are none. Only absolute ids are read alike.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet PyLD==3.3.0 rdflib==7.6.0
npm install --silent --prefix "$folder" jsonld@9.0.0 > /dev/null
cd "$folder"
cat > claims.json <<'JSON'
{
  "@context": {"@vocab": "https://kb.example/"},
  "@id": "panels-last",
  "supports": {"@id": "panels-pay"}
}
JSON
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import jsonld from "jsonld";
const said = JSON.parse(readFileSync("claims.json", "utf8"));
const quads = await jsonld.toRDF(said, { format: "application/n-quads" });
console.log("jsonld.js", JSON.stringify(quads));
if (quads !== "") process.exit(1);
JS
node read.mjs
"$folder/venv/bin/python" - <<'PYTHON'
import json
from pathlib import Path

import rdflib
from pyld import jsonld

text = Path("claims.json").read_text()
by_pyld = jsonld.to_rdf(json.loads(text), {"format": "application/n-quads"})
print("PyLD", by_pyld.strip())
assert by_pyld.startswith("<http://example.org/base/panels-last> "), by_pyld
by_rdflib = rdflib.Graph().parse(data=text, format="json-ld").serialize(format="nt")
here = Path.cwd().as_uri()
print("rdflib", by_rdflib.strip().replace(here, "file:///WORKING-FOLDER"))
assert by_rdflib.startswith(f"<{here}/panels-last> "), by_rdflib
PYTHON
echo "as described"
