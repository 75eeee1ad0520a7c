#!/bin/bash
# rdflib 7.6.0: AVG of SPARQL leaves out values that are no numbers, where SUM of the same ends.
#
# Guess before the run: as the language has it, an error in an aggregate makes its result unbound,
# in AVG as in SUM; or both refuse the query.
# Seen: AVG over 1 and "4" (a text, as a number in quotes in JSON-LD is) is 1, over 3 and true it is
# 3, and nothing is said: it divides by the number of those that are left. SUM over the same raises.
# Matters: one measurement written as a text, and the mean is that of the others; a mean over claims
# of which only some have a number looks like one over all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet rdflib==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
from rdflib import Graph


def asked(aggregate, values):
    query = f"SELECT ({aggregate}(?x) AS ?r) {{ VALUES ?x {{ {values} }} }}"
    try:
        ((result,),) = Graph().query(query)
    except Exception as error:
        return type(error).__name__
    return None if result is None else float(result)


for values, mean in (("1 4", 2.5), ('1 "4"', 1), ("3 true", 3)):
    told = asked("AVG", values), asked("SUM", values)
    print(values, "AVG", told[0], "SUM", told[1])
    assert told[0] == mean, told
    assert told[1] in ((5,) if values == "1 4" else ("SPARQLTypeError", "TypeError")), told
PYTHON
echo "as described"
