#!/bin/bash
# citation-js 0.8.2 (core, plugin-bibtex and plugin-ris): in RIS whoever has a particle loses it, and
# whoever differs by it alone becomes the same person.
#
# Guess before the run: "de Vries, Jan" in BibTeX is "AU  - de Vries, Jan" in RIS; the particle is part
# of the family name, or stands behind the given name, as "Vries, Jan de".
# Seen: "AU  - Vries, Jan", and no word is said; so with both kinds of particle that CSL has. A suffix
# is kept, and so is the particle in what the same library writes as BibTeX.
# Also seen: the pages 1-5 are all the first page, SP, and there is no last one, EP.
# Matters: RIS is what reference managers take in. An author is cited under a name that is not theirs,
# and works of two persons stand together.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" @citation-js/core@0.8.2 \
    @citation-js/plugin-bibtex@0.8.2 @citation-js/plugin-ris@0.8.2 > /dev/null 2>&1
cat > "$folder/look.mjs" <<'SCRIPT'
import assert from "node:assert";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";

const authors = ["de Vries, Jan", "Vries, Jan", "Holm, Jr., Bo"].join(" and ");
const read = new Cite(
  `@article{k, author = {${authors}}, title = {Panels}, year = {2020}, pages = {1--5}}`,
);
const ris = read.format("ris");
console.log(ris);
const values = (tag) => [...ris.matchAll(new RegExp(`^${tag}  - (.*)$`, "gm"))].map((it) => it[1]);
assert.deepEqual(values("AU"), ["Vries, Jan", "Vries, Jan", "Holm, Bo, Jr."]);
assert.deepEqual([values("SP"), values("EP")], [["1-5"], []]);
assert.ok(read.format("bibtex").includes(`author = {${authors}}`));
// the other kind of particle, which CSL has
const name = { family: "Berg", given: "Ida", "dropping-particle": "von" };
const other = new Cite([{ id: "k", type: "book", title: "Panels", author: [name] }]).format("ris");
assert.ok(other.includes("AU  - Berg, Ida"), other);
SCRIPT
node "$folder/look.mjs"
echo "as described"
