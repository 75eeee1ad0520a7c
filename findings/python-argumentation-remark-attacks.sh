#!/bin/bash
# python-argumentation 2.0.2: an attack that was taken back by a sign of comment is still one.
#
# Guess before the run: a line `% att(b,a).` in the apx format of ASPARTIX is a remark, since the
# format is one of facts of answer set programming; and `# 1 2` in the format of ICCMA 2023, whose
# rules have # for remarks, says nothing either. Or a reader that knows no remarks refuses them.
# Seen: from_apx reads the attack, and an argument in a remark is an argument; a is out and c is in.
# from_iccma23 makes an attack of any remark between its first two words, the sign included, which no
# argument is called: "# it rained" adds one by "A#" on "Ait" and changes no extension, but the count
# of attacks. No word is said of any.
# Matters: to take out a line with a sign is how one looks what a link does. Here nothing happens,
# so the link seems not to matter.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-argumentation==2.0.2 clingo==5.8.3
"$folder/venv/bin/python" - <<'PYTHON'
import clingo
from py_arg.algorithms.semantics.get_grounded_extension import get_grounded_extension
from py_arg.import_export import argumentation_framework_from_aspartix_format_reader as apx
from py_arg.import_export import argumentation_framework_from_iccma23_format_reader as iccma

text = "arg(a).\narg(b).\n% att(b,a).\n% arg(c).\n"
read = apx.ArgumentationFrameworkFromASPARTIXFormatReader.from_apx(text)
accepted = sorted(argument.name for argument in get_grounded_extension(read))
control = clingo.Control()
control.add("base", [], text)
control.ground([("base", [])])
facts = sorted(str(atom.symbol) for atom in control.symbolic_atoms)
print("arguments", read.arguments, "attacks", read.defeats, "accepted", accepted, "clingo", facts)
assert facts == ["arg(a)", "arg(b)"], facts
assert [repr(attack) for attack in read.defeats] == ["(b, a)"], read.defeats
assert accepted == ["b", "c"], accepted

text = "p af 2\n# it rained\n2 1\n"
read = iccma.ArgumentationFrameworkFromICCMA23FormatReader.from_iccma23(text)
print("arguments", read.arguments, "attacks", read.defeats)
assert [argument.name for argument in read.arguments] == ["A1", "A2"]
assert [repr(attack) for attack in read.defeats] == ["(A#, Ait)", "(A2, A1)"], read.defeats
PYTHON
echo "as described"
