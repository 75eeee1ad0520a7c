#!/bin/bash
# jsonld.js 9.0.0: a number of one digit that is below a millionth becomes the integer 0 in RDF.
#
# Guess before the run: the specification has numbers without a fraction as xsd:integer and all
# others as xsd:double, so 2e-9 in a document is the double "2.0E-9", as PyLD 3.3.0 has it.
# Seen: it is "0" of type xsd:integer, and no word is said. 2.5e-9, with a second digit, is the
# double "2.5E-9", and 0.000002 is "2.0E-6": whether a number is one hangs on whether JavaScript
# writes it with a point.
# Matters: such a number is a small probability or a tolerance, most often one with one digit. As
# zero it says that something cannot be, or makes every comparison fail.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet PyLD==3.3.0
npm install --silent --no-audit --no-fund --prefix "$folder" jsonld@9.0.0 > /dev/null
cd "$folder"
cat > run.json <<'JSON'
{
  "@context": {"@vocab": "https://kb.example/"},
  "@id": "https://kb.example/run",
  "one": 2e-9,
  "two": 2.5e-9,
  "written": 0.000002
}
JSON
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import jsonld from "jsonld";
const said = JSON.parse(readFileSync("run.json", "utf8"));
process.stdout.write(await jsonld.toRDF(said, { format: "application/n-quads" }));
JS
cat > read.py <<'PYTHON'
import json
from pathlib import Path

from pyld import jsonld

said = json.loads(Path("run.json").read_text())
print(jsonld.to_rdf(said, {"format": "application/n-quads"}), end="")
PYTHON
echo "jsonld.js" && node read.mjs | tee js.nq
echo "PyLD" && "$folder/venv/bin/python" read.py | tee py.nq
grep -qF '/one> "0"^^<http://www.w3.org/2001/XMLSchema#integer>' js.nq
grep -qF '/one> "2.0E-9"^^<http://www.w3.org/2001/XMLSchema#double>' py.nq
test "$(grep -v '/one>' js.nq)" = "$(grep -v '/one>' py.nq)"
grep -qF '/two> "2.5E-9"^^<http://www.w3.org/2001/XMLSchema#double>' js.nq
grep -qF '/written> "2.0E-6"^^<http://www.w3.org/2001/XMLSchema#double>' js.nq
echo "as described"
