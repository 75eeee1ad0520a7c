#!/bin/bash
# latex2mathml 3.81.1: \operatorname{arg\,max} becomes a product of six variables.
#
# Guess before the run: \operatorname{arg\,max} is one upright name with a thin space in it, as
# \operatorname{argmax} is one name; the star of \operatorname*{arg\,max} says where limits go.
# Seen: an operator without a name, then a, r, g, m, a, x as six identifiers; with the star there is
# an asterisk besides, a sign of multiplication. No error. Without the thin space both are right.
# Matters: it is the usual way to write it. The page shows italic letters that look nearly right,
# and whoever reads the MathML, as screen readers do, finds a product.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet latex2mathml==3.81.1
"$folder/venv/bin/python" - <<'PYTHON'
from xml.etree import ElementTree

from latex2mathml.converter import convert


def signs(latex):
    read = ElementTree.fromstring(convert(latex)).iter()
    return [(node.tag.split("}")[-1], node.text) for node in read if len(node) == 0]


letters = [("mi", letter) for letter in "argmax"]
for latex in (r"\operatorname{argmax}", r"\operatorname{arg\,max}", r"\operatorname*{arg\,max}"):
    print(latex, signs(latex))
assert signs(r"\operatorname{argmax}") == signs(r"\operatorname*{argmax}") == [("mo", "argmax")]
plain = [sign for sign in signs(r"\operatorname{arg\,max}") if sign[0] != "mspace"]
starred = [sign for sign in signs(r"\operatorname*{arg\,max}") if sign[0] != "mspace"]
assert plain == [("mo", None), *letters], plain
assert starred == [("mo", None), ("mo", "*"), *letters], starred
PYTHON
echo "as described"
