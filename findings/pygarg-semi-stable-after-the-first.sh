#!/bin/bash
# pygarg 1.0.2: of two semi-stable extensions with different ranges one is lost, and with it the
# answer whether an argument is in some, or in all.
#
# Guess before the run: a and b attack each other, s and t attack themselves, a attacks s, b attacks
# t. {a} reaches a, b, s and {b} reaches a, b, t; neither range holds the other, so both are
# semi-stable: EE-SST lists two, DC-SST of a and of b is yes, DS-SST of either is no.
# Seen: EE-SST lists one of them, DC-SST of the argument in the other is no, and DS-SST of the one
# that is listed is yes. (Semi-stable extensions that share one range are all listed.)
# The demand to reach the first range stays behind while the second is looked for.
# Matters: a claim that stands in one camp is told to stand in none, its rival in every camp.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pygarg==1.0.2 python-sat==1.9.dev17
"$folder/venv/bin/python" - <<'PYTHON'
from itertools import chain, combinations

from pygarg.dung import solver

arguments = ["a", "b", "s", "t"]
attacks = [["a", "b"], ["b", "a"], ["s", "s"], ["t", "t"], ["a", "s"], ["b", "t"]]


def attacked(some):
    return {target for source, target in attacks if source in some}


def admissible(some):
    return not attacked(some) & some and all(
        source in attacked(some) for source, target in attacks if target in some
    )


subsets = chain.from_iterable(combinations(arguments, size) for size in range(5))
ranges = {some: set(some) | attacked(some) for some in subsets if admissible(set(some))}
by_definition = [
    list(some) for some, reached in ranges.items() if not any(reached < r for r in ranges.values())
]
listed = solver.extension_enumeration(arguments, attacks, "SST")
credulous = [x for x in "ab" if solver.credulous_acceptability(arguments, attacks, x, "SST")[0]]
sceptical = [x for x in "ab" if solver.skeptical_acceptability(arguments, attacks, x, "SST")[0]]
print("by definition", by_definition)
print("EE-SST", listed, "DC-SST yes:", credulous, "DS-SST yes:", sceptical)
assert by_definition == [["a"], ["b"]], by_definition
assert len(listed) == 1 and listed[0] in by_definition, listed
assert credulous == sceptical == listed[0], (credulous, sceptical)
PYTHON
echo "as described"
