#!/bin/sh
# bibtexparser 2.1.0 (the version pinned below): the particle of a name of two words is lost.
#
# Guess before the run: as in BibTeX, whose 'von' part begins at the first word in small letters
# that is not the last word, 'von Neumann' has the particle 'von' and no given name.
# Seen: 'von' is the given name and there is no particle, although 'jean de la fontaine' (four
# words, all small) and 'Jean de la Fontaine' are taken apart as BibTeX does; pybtex 0.26.1 reads
# 'von Neumann' as guessed.  Whoever sorts by family with particle, or shortens given names,
# prints 'v. Neumann'.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet bibtexparser==2.1.0 pybtex==0.26.1
"$folder/venv/bin/python" - <<'PYTHON'
from bibtexparser.middlewares.names import parse_single_name_into_parts
from pybtex.database import Person

found = {}
for name in ("von Neumann", "John von Neumann", "jean de la fontaine"):
    parts = parse_single_name_into_parts(name)
    found[name] = (parts.first, parts.von, parts.last)
    print(name, found[name])
assert found["John von Neumann"] == (["John"], ["von"], ["Neumann"])
assert found["jean de la fontaine"] == ([], ["jean", "de", "la"], ["fontaine"])
assert found["von Neumann"] == (["von"], [], ["Neumann"]), found
other = Person("von Neumann")
assert (other.first_names, other.prelast_names, other.last_names) == ([], ["von"], ["Neumann"])
PYTHON
echo "as described"
