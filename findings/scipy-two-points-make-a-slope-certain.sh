#!/bin/bash
# scipy 1.17.1: a straight line through two points has a slope with p = 0 and standard error 0, and
# the correlation of the same two points has p = 1.
#
# Guess before the run: linregress needs three points for a standard error, so two give nan (or a
# warning), and its p, the one for a slope of zero, is that of pearsonr on the same data.
# Seen: linregress([1, 2], [3, 4]) has pvalue 0.0 and stderr 0.0 without a warning; pearsonr has
# statistic 1 and pvalue 1.0. With three points the two agree on p.
# Matters: trends over sizes are measured at few sizes. A condition such as `p < 0.01` or
# `slope > 3 * error` holds for any two different numbers whatever.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet scipy==1.17.1 numpy==2.4.6
"$folder/venv/bin/python" -W error - <<'PYTHON'
from scipy.stats import linregress, pearsonr

line, correlation = linregress([1, 2], [3, 4]), pearsonr([1, 2], [3, 4])
print("two points:", line.pvalue, "error", line.stderr, "and by pearsonr", correlation.pvalue)
assert line.pvalue == 0 and line.stderr == 0 and correlation.pvalue == 1
line, correlation = linregress([1, 2, 3], [3, 4, 4]), pearsonr([1, 2, 3], [3, 4, 4])
print("three points:", line.pvalue, correlation.pvalue)
assert abs(line.pvalue - correlation.pvalue) < 1e-9
PYTHON
echo "as described"
