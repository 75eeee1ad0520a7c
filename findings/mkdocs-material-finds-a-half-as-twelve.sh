#!/bin/bash
# mkdocs-material 9.8.2: the search index reads one half as 12, and the source of a formula as text.
#
# Guess before the run: of a formula in MathML the index has either nothing, or its signs apart from
# each other; an annotation, which no browser shows, is left out as scripts are.
# Seen: the fraction of 1 and 2 is "12", x squared is "x2", and the LaTeX of the annotation follows
# without a space: "12\frac12".
# Matters: claims are about numbers. A result's excerpt says "a share of 12" of a page that says one
# half; whoever puts claims on such a site has to keep formulas out of the index, or make text of
# them first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet mkdocs-material==9.8.2 mkdocs==1.6.1
mkdir "$folder/docs"
printf 'site_name: kb\ntheme: {name: material, font: false}\nplugins: [search]\n' \
    > "$folder/mkdocs.yml"
cat > "$folder/docs/index.md" <<'MARKDOWN'
# A claim

A share of <math><semantics><mfrac><mn>1</mn><mn>2</mn></mfrac><annotation encoding="application/x-tex">\frac12</annotation></semantics></math> fades as <math><msup><mi>x</mi><mn>2</mn></msup></math>.
MARKDOWN
NO_MKDOCS_2_WARNING=1 "$folder/venv/bin/mkdocs" build --quiet --config-file "$folder/mkdocs.yml" \
    --site-dir "$folder/site"
"$folder/venv/bin/python" - "$folder/site/search/search_index.json" <<'PYTHON'
import json
import sys

(page,) = json.load(open(sys.argv[1], encoding="utf-8"))["docs"]
print(page["text"])
assert page["text"] == r"<p>A share of 12\frac12 fades as x2.</p>", page["text"]
PYTHON
echo "as described"
