#!/bin/bash
# python-argumentation 2.0.2: in a graph whose nodes have labels nobody attacks anybody.
#
# Guess before the run: in the trivial graph format a line is the id of a node and, behind a space, its
# label; "1 Panels fade" is the node 1, and "2 1" below the # is an edge between nodes 2 and 1.
# Seen: the argument is called "1 Panels fade", and the attack is one by "2" on "1", which no argument
# is called. The attack is in the list of attacks, so that counts agree, and all arguments are
# accepted. formal-argumentation 0.3.0 reads the same file as guessed. A label of an edge is left
# out by this reader, and refused by the other.
# Matters: labels are what makes such a file readable; with them, every claim stands.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-argumentation==2.0.2 formal-argumentation==0.3.0
"$folder/venv/bin/python" - <<'PYTHON'
from argumentation.core.dung import grounded_extension
from argumentation.interop.iccma import parse_tgf
from py_arg.algorithms.semantics.get_grounded_extension import get_grounded_extension
from py_arg.import_export import argumentation_framework_from_trivial_graph_format_reader as tgf


def accepted(text):
    read = tgf.ArgumentationFrameworkFromTrivialGraphFormatReader.from_tgf(text)
    print("arguments", read.arguments, "attacks", read.defeats)
    assert [repr(attack) for attack in read.defeats] == ["(2, 1)"], read.defeats
    return sorted(argument.name for argument in get_grounded_extension(read))


bare, labelled = "1\n2\n#\n2 1\n", "1 Panels fade\n2 Rain cleans them\n#\n2 1\n"
found = accepted(bare), accepted(labelled), sorted(grounded_extension(parse_tgf(labelled)))
print("accepted: bare, with labels, with labels by the other reader", found)
assert found == (["2"], ["1 Panels fade", "2 Rain cleans them"], ["2"]), found
assert accepted(labelled.replace("2 1", "2 1 attacks")) == found[1]
try:
    parse_tgf(labelled.replace("2 1", "2 1 attacks"))
except ValueError as refused:
    print("formal-argumentation:", refused)
else:
    raise AssertionError("a label of an edge is read")
PYTHON
echo "as described"
