#!/bin/bash
# citation-js 0.8.2 (core and plugin-bibtex): a given name that begins with an accent in braces is
# taken for a particle, as "von" is one.
#
# Guess before the run: `{\'E}mile Zola` is Émile Zola: a capital in TeX's writing counts as a capital,
# as in BibTeX and in pybtex 0.26.1, so that "Émile" is the given name and not a particle like "von".
# Seen: "Émile" is a particle, and the author "Émile Zola" is printed in full where others are
# "Zola, É."; so with {\O}ystein, {\v{S}}ime and {\"O}zlem. The same name as \'Emile, as É, or behind
# a comma is read as guessed.
# Matters: these are the names that reference managers write with braces. They are printed in
# another form than all others, and one person is two in a table of authors.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" @citation-js/core@0.8.2 \
    @citation-js/plugin-bibtex@0.8.2 @citation-js/plugin-csl@0.8.2 > /dev/null 2>&1
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pybtex==0.26.1
cat > "$folder/look.mjs" <<'SCRIPT'
import assert from "node:assert";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";

function read(author) {
  const cite = new Cite(`@article{k, author = {${author}}, title = {Panels}, year = {2020}}`);
  const [name] = cite.data[0].author;
  const printed = cite.format("bibliography", { template: "apa" }).trim().split(" (2020)")[0];
  console.log(author, "->", name, printed);
  return [name["non-dropping-particle"], name.given, name.family, printed];
}

const zola = [undefined, "Émile", "Zola", "Zola, É."];
assert.deepEqual(read("{\\'E}mile Zola"), ["Émile", undefined, "Zola", "Émile Zola."]);
assert.deepEqual(read("{\\O}ystein Berg"), ["Øystein", undefined, "Berg", "Øystein Berg."]);
assert.deepEqual(read("{\\v{S}}ime Berg"), ["Šime", undefined, "Berg", "Šime Berg."]);
assert.deepEqual(read('{\\"O}zlem Berg'), ["Özlem", undefined, "Berg", "Özlem Berg."]);
for (const author of ["\\'Emile Zola", "Émile Zola", "Zola, {\\'E}mile"]) {
  assert.deepEqual(read(author), zola);
}
SCRIPT
node "$folder/look.mjs"
"$folder/venv/bin/python" - <<'PYTHON'
from pybtex.database import Person

for name in (r"{\'E}mile Zola", r"{\O}ystein Berg", r"{\v{S}}ime Berg", r"{\"O}zlem Berg"):
    person = Person(name)
    print("pybtex", person.first_names, person.prelast_names, person.last_names)
    assert len(person.first_names) == 1 and not person.prelast_names, name
PYTHON
echo "as described"
