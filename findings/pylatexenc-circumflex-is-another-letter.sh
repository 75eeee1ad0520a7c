#!/bin/sh
# pylatexenc 2.11: \textasciicircum becomes a modifier letter, not the sign that it names.
#
# Guess before the run: the two commands named 'ascii' give the characters of ASCII that they are
# named for: \textasciitilde '~' and \textasciicircum '^'.
# Seen: \textasciitilde gives '~' (U+007E), \textasciicircum gives U+02C6, the modifier letter
# circumflex; encoding '^' and decoding it again by the same library does not return it.
# Text like '2^n' that went through TeX is no longer found by a search for '2^n'.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pylatexenc==2.11
"$folder/venv/bin/python" - <<'PYTHON'
from unicodedata import name

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexencode import unicode_to_latex

text = LatexNodes2Text()
shown = {
    command: text.latex_to_text(f"\\text{command}")
    for command in ("asciitilde", "asciicircum")
}
again = text.latex_to_text(unicode_to_latex("2^n"))
print({command: [name(sign) for sign in signs] for command, signs in shown.items()})
print(unicode_to_latex("2^n"), again)
assert shown["asciitilde"] == "~", shown
assert shown["asciicircum"] == "\u02c6", shown
assert again == "2\u02c6n", again
PYTHON
echo "as described"
