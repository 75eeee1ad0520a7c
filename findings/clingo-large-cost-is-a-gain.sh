#!/bin/bash
# clingo 5.8.3: a cost of three thousand million is a gain, so the optimum is the dearest answer.
#
# Guess before the run: clingo counts in 32 bits, so a number in a program that does not fit is an
# error, or a warning at least, as clingo.Number(3000000000) of its own Python interface refuses it.
# Seen: neither. The number is read as -1294967296, in a fact as in #minimize, and whoever minimises
# keeps what should be dropped; 4294967297 is 1. So it goes with sums and products: 65536 * 65536
# is 0. The logger is never called.
# Matters: strengths are decimals and are multiplied by a large number to become integers; with 9
# places, a strength or a sum above 2.147 changes its sign.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet clingo==5.8.3
"$folder/venv/bin/python" - <<'PYTHON'
import clingo

told = []


def optimum(program):
    control = clingo.Control([], logger=lambda _, message: told.append(message))
    control.add("base", [], program)
    control.ground([("base", [])])
    with control.solve(yield_=True) as models:
        return [(sorted(map(str, model.symbols(shown=True))), model.cost) for model in models][-1]


base = "{ kept(a) }. cost(a, %s). #show kept/1. #minimize { W, X : kept(X), cost(X, W) }."
small, large = optimum(base % 2000000000), optimum(base % 3000000000)
print("2e9:", small, "3e9:", large)
assert small == ([], [0]) and large == (["kept(a)"], [-1294967296]), (small, large)
numbers = optimum("is(3000000000; 4294967297; 65536 * 65536).")[0]
print(numbers)
assert numbers == ["is(-1294967296)", "is(0)", "is(1)"], numbers
total = optimum("cost(a, 1500000000; b, 1500000000). is(S) :- S = #sum { W, X : cost(X, W) }.")[0]
print(total)
assert "is(-1294967296)" in total, total
assert told == [], told
try:
    clingo.Number(3000000000)
except OverflowError as refused:
    print(refused)
else:
    raise AssertionError("clingo.Number takes it")
PYTHON
echo "as described"
