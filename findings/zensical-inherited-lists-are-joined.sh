#!/bin/bash
# zensical 0.0.73: a list in a configuration that inherits is put behind the inherited one.
#
# Guess before the run: the same mkdocs.yml gives the same navigation as with MkDocs, as the guide for
# those who come from there promises; INHERIT is not among the settings that it names as unsupported.
# MkDocs merges tables and lets a list replace the inherited one.
# Seen: tables are merged, but the two lists are joined: the bar has the inherited entries and then
# those that were to replace them, the same page twice under two names; nothing is told under --strict.
# Matters: sheets and scripts are loaded twice, and a navigation cannot be changed by inheriting; kb
# writes Zensical's configuration whole and lets it inherit nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet zensical==0.0.73 mkdocs==1.6.1 mkdocs-material==9.8.2
mkdir "$folder/docs"
printf '# Start\n' > "$folder/docs/index.md"
printf '# Notes\n' > "$folder/docs/notes.md"
cat > "$folder/base.yml" <<'YAML'
site_name: base
theme: {name: material, font: false}
nav:
  - Home: index.md
YAML
cat > "$folder/mkdocs.yml" <<'YAML'
INHERIT: base.yml
site_name: notes
nav:
  - Start: index.md
  - Notes: notes.md
YAML
cd "$folder"
NO_MKDOCS_2_WARNING=1 venv/bin/mkdocs build --quiet --strict --site-dir by-mkdocs
venv/bin/zensical build --strict
venv/bin/python - <<'PYTHON'
import re
from pathlib import Path

said = {}
for site in ("by-mkdocs", "site"):
    page = Path(site, "notes/index.html").read_text("utf-8")
    bar = page.split('aria-label="Navigation"')[1].split("</nav>")[0]
    said[site] = re.findall(r'<span class="md-ellipsis">\s*(\w+)', bar)
    print(site, said[site])
assert said["by-mkdocs"] == ["Start", "Notes"], said
assert said["site"] == ["Home", "Start", "Notes"], said
PYTHON
echo "as described"
