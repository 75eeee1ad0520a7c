#!/bin/sh
# bibtexparser 2.1.0 (the version pinned below): a value joined by '#' is handed over unjoined.
#
# Guess before the run: as BibTeX does, `journal = jml # { (to appear)}` gives the text of the
# string jml with the rest behind it; or the entry is listed among those that failed.
# Seen: no block failed, and the value is the source, 'jml # { (to appear)}', with the name of the
# string, the sign and the braces; the same string alone (`journal = jml`) is resolved.
# Whoever shows the value shows the source; whoever drops braces shows 'jml # (to appear)'.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet bibtexparser==2.1.0
"$folder/venv/bin/python" - <<'PYTHON'
from bibtexparser.entrypoint import parse_string

library = parse_string(
    '@string{jml = "Journal of Machine Learning"}\n'
    "@article{alone, journal = jml, year = 2010}\n"
    "@article{joined, journal = jml # { (to appear)}, year = 2010}\n"
)
values = {entry.key: entry.fields_dict["journal"].value for entry in library.entries}
print(len(library.failed_blocks), values)
assert library.failed_blocks == []
assert values == {"alone": "Journal of Machine Learning", "joined": "jml # { (to appear)}"}, values
PYTHON
echo "as described"
