#!/bin/bash
# cffconvert 2.0.0 makes a person of an author that is an organisation, and source code of a data
# set, when it converts a CITATION.cff to schema.org; to RIS and EndNote both are of no kind.
#
# Guess before the run: a data set keeps its kind (Dataset in schema.org, DATA in RIS).
# Seen: "@type" is SoftwareSourceCode for a data set and for software alike, RIS says GEN and EndNote
# says Generic for both; and an author that has `name` alone, which the format calls an entity, is a
# Person in schema.org.
# Matters: repositories of claims and data name groups as authors. What harvests the JSON-LD files
# them under people and under code; only the text forms (APA, BibTeX's @misc) say nothing wrong.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet cffconvert==2.0.0
for kind in dataset software; do
  cat > "$folder/CITATION.cff" <<CFF
cff-version: 1.2.0
message: Cite it like this.
type: $kind
title: Claims and measurements
authors:
  - name: The Solar Panel Group
date-released: 2026-11-30
CFF
  for form in schema.org ris endnote; do
    "$folder/venv/bin/cffconvert" -f "$form" -i "$folder/CITATION.cff" > "$folder/$kind.$form"
  done
  python3 - "$folder" "$kind" <<'PYTHON'
import json
import sys
from pathlib import Path

folder, kind = Path(sys.argv[1]), sys.argv[2]
told = json.loads((folder / f"{kind}.schema.org").read_text())
print(kind, told["@type"], told["author"])
assert told["@type"] == "SoftwareSourceCode", told
assert told["author"] == [{"@type": "Person", "name": "The Solar Panel Group"}], told
assert (folder / f"{kind}.ris").read_text().startswith("TY  - GEN"), kind
assert (folder / f"{kind}.endnote").read_text().startswith("%0 Generic"), kind
PYTHON
done
echo "as described"
