#!/bin/bash
# formal-argumentation 0.3.0: in three of its rankings an argument that is attacked comes ahead of
# arguments that nobody attacks.
#
# Guess before the run: whatever else they weigh, the rankings by discussions, by tuples and by grades
# put arguments without an attacker first: it is a postulate that the library itself can check
# (void_precedence), and that discussions keep in the paper it names (Amgoud and Ben-Naim 2013).
# Seen: a is attacked by x, and x by a number of arguments that nobody attacks. With two of these, the
# ranking by discussions has a ahead of them, with three that by grades, with eleven that by tuples:
# all three add up what speaks for an argument and what against, so that enough of the one outweighs
# any of the other.
# void_precedence says so, if one asks; the rankings by categoriser and by counting keep it.
# Matters: a claim becomes the best of a base by being attacked weakly.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet formal-argumentation==0.3.0
"$folder/venv/bin/python" - <<'PYTHON'
from argumentation.core.dung import ArgumentationFramework
from argumentation.ranking import ranking
from argumentation.ranking.ranking_axioms import void_precedence

NAMES = ("discussion_based", "iterated_graded", "tuples", "categoriser", "counting")
first = {}
for number in range(1, 12):
    free = [f"y{n}" for n in range(number)]
    attacks = {("x", "a"), *((name, "x") for name in free)}
    framework = ArgumentationFramework(
        arguments=frozenset(["a", "x", *free]), defeats=frozenset(attacks)
    )
    for name in NAMES:
        result = getattr(ranking, f"{name}_ranking")(framework)
        ahead = result.scores["a"] > result.scores["y0"]
        assert ahead == (result.ranking[0] == {"a"})
        if ahead:
            assert not void_precedence(framework, result)
            first.setdefault(name, number)
print("the attacked argument is first from this number on:", first)
assert first == {"discussion_based": 2, "iterated_graded": 3, "tuples": 11}, first
PYTHON
echo "as described"
