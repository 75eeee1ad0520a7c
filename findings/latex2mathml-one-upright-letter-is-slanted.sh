#!/bin/bash
# latex2mathml 3.81.1: \mathrm{KL} is upright and \mathrm{T} is not.
#
# Guess before the run: \mathrm makes whatever stands in it upright, one letter as well as two: an
# identifier with mathvariant="normal", since MathML slants an identifier of one letter by itself.
# Seen: with one letter there is no mathvariant, and \mathrm{T} is read as T is. With two letters
# each has it. \mathbf and \mathsf of one letter work.
# Matters: the differential d, the T of a transpose, the expectation E and the number e are told
# from variables by being upright, and have one letter: x^T with a variable T is another claim.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet latex2mathml==3.81.1
"$folder/venv/bin/python" - <<'PYTHON'
from xml.etree import ElementTree

from latex2mathml.converter import convert


def variants(latex):
    read = ElementTree.fromstring(convert(latex)).iter()
    return [(node.text, node.get("mathvariant")) for node in read if node.tag.endswith("}mi")]


for latex in (r"\mathrm{KL}", r"\mathrm{T}", "T", r"\mathsf{T}"):
    print(latex, variants(latex))
assert variants(r"\mathrm{KL}") == [("K", "normal"), ("L", "normal")]
assert variants(r"\mathrm{T}") == [("T", None)]
assert variants(r"x^{\mathrm{T}}") == variants("x^T")
assert variants(r"\mathrm{T}") == variants("T")
assert variants(r"\mathsf{T}") != variants("T") != variants(r"\mathbf{T}")
PYTHON
echo "as described"
