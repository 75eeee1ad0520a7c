#!/bin/bash
# formal-argumentation 0.3.0: burden_ranking compares the burdens of the last step alone, and so
# ranks against the burden-based semantics.
#
# Guess before the run: that semantics compares the burdens of all steps in order, and the first
# difference decides (Amgoud and Ben-Naim 2013), so an argument with one attacker is ahead of one
# with two, whatever else is attacked; further steps only split ties.
# Seen: y has one attacker, x two, each of them attacked by four. After one step y is ahead, after
# two and more x is: the burdens are those of the definition, the comparison is not the
# lexicographic one.
# Matters: it is what tells this semantics from the categoriser; with it, one that says "fewer
# attackers come first" becomes one that may say the reverse, and the parameter decides.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet formal-argumentation==0.3.0
"$folder/venv/bin/python" - <<'PYTHON'
from argumentation.core.dung import ArgumentationFramework
from argumentation.ranking.ranking import burden_numbers, burden_ranking

attacks = {("u", "y"), ("p", "x"), ("q", "x")}
attacks |= {(f"{target}{number}", target) for target in "pq" for number in range(4)}
arguments = {argument for attack in attacks for argument in attack}
framework = ArgumentationFramework(arguments=frozenset(arguments), defeats=frozenset(attacks))

ahead, vectors = {}, {"x": [], "y": []}
for steps in range(6):
    ranking = burden_ranking(framework, iterations=steps)
    ahead[steps] = [a for a, b in ("xy", "yx") if ranking.strictly_prefers(a, b)]
    for argument, burdens in vectors.items():
        burdens.append(burden_numbers(framework, iterations=steps).scores[argument])
print("burdens", vectors, "ahead", ahead)
assert vectors["y"] < vectors["x"], vectors  # lists compare lexicographically; the lower is ahead
assert ahead == {0: [], 1: ["y"], 2: ["x"], 3: ["x"], 4: ["x"], 5: ["x"]}, ahead
PYTHON
echo "as described"
