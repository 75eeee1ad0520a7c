#!/bin/sh
# math-core 0.9.0: \overline is set with a line of Unicode that belongs below a letter.
#
# Guess before the run: \overline{x} differs from \bar{x} in stretching only; over the letter
# stands the same macron (U+00AF), or an overline (U+203E).
# Seen: \bar has U+00AF, and \overline has U+0332, the combining low line, as the accent over x.
# The place of the mark comes from the element (mover), so a browser that stretches it draws it
# above; text that is taken out of the page has a combining mark that underlines what stands before.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet math-core==0.9.0
"$folder/venv/bin/python" - <<'PYTHON'
import re
from unicodedata import name

from math_core import LatexToMathML

converter = LatexToMathML()
marks = {}
for command in ("bar", "overline", "underline"):
    shown = converter.convert_with_local_state(rf"\{command}{{x}}", displaystyle=False)
    marks[command] = [name(mark) for mark in re.findall(r"<mo[^>]*>(.)</mo>", shown)]
print(marks)
assert marks["bar"] == ["MACRON"], marks
assert marks["overline"] == ["COMBINING LOW LINE"], marks
PYTHON
echo "as described"
