#!/bin/bash
# python-sat 1.9.dev17: RC2Stratified.enumerate() ends before all solutions were given.
#
# Guess before the run: RC2Stratified is RC2 with heuristics for weights; its enumerate(), which it
# inherits and whose text promises models "from best to worst", gives the same costs as RC2's.
# Seen: RC2 gives the models of cost 2, 3 and 5. RC2Stratified gives the one of cost 2 and ends as
# if there were no other; with nohard=True it gives all three, and with equal weights it gives all
# in any case. Clauses whose weight is above the gap to the best cost are made hard for
# good on the way to the first model. The command of the same file turns that off when it
# enumerates; the class does not.
# Matters: who asks for the second cheapest explanation, or repair, of a contradiction is told that
# the cheapest is the only one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-sat==1.9.dev17
"$folder/venv/bin/python" - <<'PYTHON'
from pysat.examples.rc2 import RC2, RC2Stratified
from pysat.formula import WCNF


def costs(solver, *weights, **options):
    formula = WCNF()
    formula.append([1, 2])  # one of the two claims is given up
    for claim, weight in enumerate(weights, start=1):
        formula.append([-claim], weight=weight)
    with solver(formula, **options) as rc2:
        return [rc2.cost for _ in rc2.enumerate()]


plain = costs(RC2, 2, 3)
stratified = costs(RC2Stratified, 2, 3)
soft = costs(RC2Stratified, 2, 3, nohard=True)
equal = costs(RC2Stratified, 2, 2)
print("RC2", plain, "RC2Stratified", stratified, "nohard", soft, "equal weights", equal)
assert plain == soft == [2, 3, 5], (plain, soft)
assert stratified == [2], stratified
assert equal == [2, 2, 4], equal
PYTHON
echo "as described"
