#!/bin/bash
# clingo 5.8.3: two claims that cost the same cost together what one costs.
#
# Guess before the run: `#minimize { W : kept(X), cost(X, W) }` adds the cost of every X that is
# kept, as a weighted MaxSAT solver adds the weight of every clause; two weak constraints
# `:~ kept(a). [3]` and `:~ kept(b). [3]` cost 6 together.
# Seen: with costs 3 and 3 the optimum that keeps both is 3, for both forms and for #sum; with costs
# 3 and 4 it is 7. The braces hold a set of tuples, and two equal ones are one. With the claim in
# the tuple, `W, X : ...` or `[3, a]`, it is 6.
# Matters: strengths of claims are often equal (or all 1), and a test with different ones passes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet clingo==5.8.3
"$folder/venv/bin/python" - <<'PYTHON'
import clingo


def optimum(program):
    control = clingo.Control(["0"])
    control.add("base", [], program)
    control.ground([("base", [])])
    with control.solve(yield_=True) as models:
        return [model.cost for model in models][-1][0]


equal = "cost(a, 3). cost(b, 3). kept(X) :- cost(X, _)."
minimised = optimum(equal + "#minimize { W : kept(X), cost(X, W) }.")
weak = optimum(equal + ":~ kept(a). [3] :~ kept(b). [3]")
summed = optimum(equal + "s(S) :- S = #sum { W : kept(X), cost(X, W) }. #minimize { S : s(S) }.")
different = optimum(equal.replace("b, 3", "b, 4") + "#minimize { W : kept(X), cost(X, W) }.")
named = optimum(equal + "#minimize { W, X : kept(X), cost(X, W) }.")
named_weak = optimum(equal + ":~ kept(a). [3, a] :~ kept(b). [3, b]")
print("3 and 3:", minimised, weak, summed, "3 and 4:", different, "named:", named, named_weak)
assert minimised == weak == summed == 3, (minimised, weak, summed)
assert different == 7 and named == named_weak == 6, (different, named, named_weak)
PYTHON
echo "as described"
