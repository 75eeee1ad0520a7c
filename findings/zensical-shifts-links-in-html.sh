#!/bin/bash
# zensical 0.0.73: relative links of HTML in Markdown are shifted, and those that were right are dead.
#
# Guess before the run: the guide for those who come from MkDocs promises that the same project is
# built by either command, with addresses unchanged; so HTML that stands in a page is passed through
# as MkDocs passes it, or a link that leads nowhere is told, at least under --strict.
# Seen: each relative link is taken for one from the file of the page and gets one "../" more. What
# led to the page beside, "../two/", leads to "../../two/", where nothing is; "../../" leads above the
# site. Links in Markdown are right, and "No issues found" under --strict. It is on purpose
# (their issue 258), but the guide does not tell of it.
# Matters: whoever writes pages as HTML, as kb does, gets a site whose words are the same and whose
# links are dead, without a word; kb gives Zensical no HTML for this reason.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet zensical==0.0.73 mkdocs==1.6.1 mkdocs-material==9.8.2
mkdir -p "$folder/docs/notes"
printf 'site_name: notes\ntheme: {name: material, font: false}\n' > "$folder/mkdocs.yml"
printf '# Start\n' > "$folder/docs/index.md"
printf '# Two\n' > "$folder/docs/notes/two.md"
cat > "$folder/docs/notes/one.md" <<'MARKDOWN'
# One

<p><a href="../two/">two in HTML</a>, <a href="../../">start in HTML</a></p>

[two in Markdown](two.md)
MARKDOWN
cd "$folder"
NO_MKDOCS_2_WARNING=1 venv/bin/mkdocs build --quiet --strict --site-dir by-mkdocs
venv/bin/zensical build --strict
venv/bin/python - <<'PYTHON'
import re
from pathlib import Path

said = {}
for site in ("by-mkdocs", "site"):
    page = Path(site, "notes/one/index.html")
    found = re.findall(r'<a href="([^"]+)">(\w+ in \w+)</a>', page.read_text("utf-8"))
    said[site] = {words: (link, (page.parent / link / "index.html").is_file()) for link, words in found}
    print(site, said[site])
markdown = {"two in Markdown": ("../two/", True)}
assert said["by-mkdocs"] == {
    "two in HTML": ("../two/", True), "start in HTML": ("../../", True), **markdown
}
assert said["site"] == {
    "two in HTML": ("../../two/", False), "start in HTML": ("../../../", False), **markdown
}
PYTHON
echo "as described"
