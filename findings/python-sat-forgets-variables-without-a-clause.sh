#!/bin/bash
# python-sat 1.9.dev17: a formula that is read from DIMACS has fewer variables than its header says.
#
# Guess before the run: CNF(from_file=...) of a file that begins `p cnf 5 1` has nv = 5, above all
# if CNF.to_file has written it; that is what the header is for.
# Seen: nv is the largest variable of a clause, here 2: what to_file wrote, from_file does not give
# back, and a solver counts models of two variables.
# Matters: variables stand for claims, and one that nothing is said about is in no clause. An
# encoding that takes nv + 1 for its next fresh variable takes that claim's number and decides it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-sat==1.9.dev17
"$folder/venv/bin/python" - "$folder/claims.cnf" <<'PYTHON'
import sys

from pysat.formula import CNF, IDPool
from pysat.solvers import Solver

written = CNF(from_clauses=[[1, 2]])
written.nv = 5  # claims 3, 4 and 5 are free
written.to_file(sys.argv[1])
print(open(sys.argv[1], encoding="utf-8").read().strip())
read = CNF(from_file=sys.argv[1])
fresh = IDPool(start_from=read.nv + 1).id("auxiliary")
with Solver(bootstrap_with=read) as solver:
    models = list(solver.enum_models())
print("nv written", written.nv, "read", read.nv, "the next fresh variable", fresh, models)
assert (written.nv, read.nv) == (5, 2), (written.nv, read.nv)
assert fresh == 3  # which is a claim
assert len(models) == 3, models  # of the 24 models of a formula in five variables
PYTHON
echo "as described"
