#!/bin/sh
# citeproc-py 0.11.1: two authors separated by AND become one person who does not exist.
#
# Guess before the run: BibTeX looks for 'and' in any case, so its reader finds two authors in
# 'Holm, Ida AND Berg, Bo', as pybtex 0.26.1 and bibtexparser 2.1.0 do.
# Seen: one author, family 'Holm', given 'Bo', with the suffix 'Ida AND Berg'; nothing is said of
# it.  With 'and' in small letters the same entry has its two authors.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet citeproc-py==0.11.1 bibtexparser==2.1.0 pybtex==0.26.1
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys
from pathlib import Path

from bibtexparser.middlewares.names import split_multiple_persons_names
from citeproc.source.bibtex import BibTeX
from pybtex.database import parse_file

file = Path(sys.argv[1]) / "works.bib"
entry = "@article{%s, title = {T}, journal = {J}, year = 2001, author = {Holm, Ida %s Berg, Bo}}\n"
file.write_text(entry % ("small", "and") + entry % ("large", "AND"))
works = BibTeX(str(file))
people = {
    key: [{part: str(said) for part, said in person.items()} for person in works[key]["author"]]
    for key in ("small", "large")
}
print(people)
assert [person["family"] for person in people["small"]] == ["Holm", "Berg"]
assert people["large"] == [{"given": "Bo", "family": "Holm", "suffix": "Ida AND Berg"}], people
for entry in parse_file(str(file)).entries.values():
    assert [person.last_names for person in entry.persons["author"]] == [["Holm"], ["Berg"]]
assert split_multiple_persons_names("Holm, Ida AND Berg, Bo") == ["Holm, Ida", "Berg, Bo"]
PYTHON
echo "as described"
