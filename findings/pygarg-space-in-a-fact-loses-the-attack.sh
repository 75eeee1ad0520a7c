#!/bin/bash
# pygarg 1.0.2: `att(b, a).` with a space after the comma is an attack by b on nobody.
#
# Guess before the run: the apx format of ASPARTIX is a list of facts of answer set programming, in
# which spaces do not count, so `att(b, a).` is `att(b,a).`; or the line is refused.
# Seen: under the grounded semantics no word is said and the attack is gone: a and b are both in.
# The target's name is taken with its space, " a", and no argument is called so. (Tasks that are put
# to a SAT solver do end with a message on an unknown name.)
# Matters: an attack that is written by hand, or by a program that prints tuples with a space, is
# lost, and the attacked claim stands.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pygarg==1.0.2 python-sat==1.9.dev17
printf 'arg(a).\narg(b).\natt(b,a).\n' > "$folder/tight.apx"
printf 'arg(a).\narg(b).\natt(b, a).\n' > "$folder/spaced.apx"
for name in tight spaced; do
    "$folder/venv/bin/python" -m pygarg -p SE-GR -fo apx -f "$folder/$name.apx" \
        > "$folder/$name.out" 2>&1
    echo "$name: $(cat "$folder/$name.out")"
done
test "$(tr -s ' \n' ' ' < "$folder/tight.out")" = "w b "
test "$(tr -s ' \n' ' ' < "$folder/spaced.out")" = "w a b "
echo "as described"
