#!/bin/bash
# rustworkx 0.18.1: of a text in GraphML that has a comment in it only the end is read, and of one in
# CDATA nothing.
#
# Guess before the run: `<![CDATA[a < b]]>` is the text "a < b", as XML has it, and a comment in a
# text is left out; an empty text is an empty text.
# Seen: the first is None, as if the claim had no text. "It rains <!-- does it? -->not" is "not": the
# pieces are not joined, the last one wins. An empty text is None, too. No word is said of any.
# networkx 3.6.1 reads all three as guessed.
# Matters: CDATA is how texts with signs of HTML or TeX are often written; and a comment that somebody
# left in a claim cuts off what was said before it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rustworkx==0.18.1 networkx==3.6.1 numpy==2.4.6
cat > "$folder/graph.graphml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="text" for="node" attr.name="text" attr.type="string"/>
  <graph edgedefault="directed">
    <node id="plain"><data key="text">a &lt; b</data></node>
    <node id="marked"><data key="text"><![CDATA[a < b]]></data></node>
    <node id="remarked"><data key="text">It rains <!-- does it? -->not</data></node>
    <node id="empty"><data key="text"></data></node>
  </graph>
</graphml>
XML
"$folder/venv/bin/python" -W error - "$folder/graph.graphml" <<'PYTHON'
import sys

import networkx as nx
import rustworkx

(read,) = rustworkx.read_graphml(sys.argv[1])
own = {node["id"]: node["text"] for node in read.nodes()}
other = {name: data["text"] for name, data in nx.read_graphml(sys.argv[1]).nodes(data=True)}
print("rustworkx", own)
print("networkx", other)
assert own == {"plain": "a < b", "marked": None, "remarked": "not", "empty": None}, own
assert other == {
    "plain": "a < b", "marked": "a < b", "remarked": "It rains not", "empty": "",
}, other  # fmt: skip
PYTHON
echo "as described"
