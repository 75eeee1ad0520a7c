#!/bin/bash
# arguebuf 2.7.2: of the argumentation schemes that it writes to AIF it reads half back.
#
# Guess before the run: dump.aif and load.aif of one library agree on names, so an argument from
# cause to effect is one after the round trip too.
# Seen: 31 of the 65 kinds of support come back as Support.DEFAULT, and nothing is said: it writes
# "Cause to Effect" and looks for "Cause To Effect", and for "Memory" it does not look at all.
# "Expert Opinion" survives. (Its own JSON keeps all of them.)
# Matters: the scheme says which critical questions an argument has to answer; after an exchange by
# the field's common format half of the arguments have none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet arguebuf==2.7.2
"$folder/venv/bin/python" - <<'PYTHON'
import arguebuf
from arguebuf import Support


def there_and_back(scheme, dump, load):
    graph = arguebuf.Graph()
    premise, conclusion = arguebuf.AtomNode("p", id="1"), arguebuf.AtomNode("q", id="2")
    inference = arguebuf.SchemeNode(scheme, id="3")
    for node in (premise, conclusion, inference):
        graph.add_node(node)
    graph.add_edge(arguebuf.Edge(premise, inference))
    graph.add_edge(arguebuf.Edge(inference, conclusion))
    return load(dump(graph)).scheme_nodes["3"].scheme


by_aif = {s: there_and_back(s, arguebuf.dump.aif, arguebuf.load.aif) for s in Support}
by_json = {s: there_and_back(s, arguebuf.dump.dict, arguebuf.load.dict) for s in Support}
changed = {kind.value for kind, read in by_aif.items() if read is not kind}
print(len(changed), "of", len(Support), "come back as default:", sorted(changed)[:5])
assert (len(changed), len(Support)) == (31, 65), (len(changed), len(Support))
assert all(by_aif[kind] is Support.DEFAULT for kind in Support if kind.value in changed)
assert "Cause to Effect" in changed and "Expert Opinion" not in changed
assert all(read is kind for kind, read in by_json.items())
PYTHON
echo "as described"
