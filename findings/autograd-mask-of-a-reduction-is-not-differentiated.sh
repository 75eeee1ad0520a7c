#!/bin/bash
# autograd 1.9.1 with numpy 2.4.6: the value of np.mean(x, where=mask) heeds the mask, its gradient
# does not.
#
# Guess before the run: the gradient is that of the masked mean, or `where` is refused, as a
# function without a gradient is.
# Seen: for three numbers of which the second is masked, the mean has the gradient (1/3, 1/3, 1/3)
# instead of (1/2, 0, 1/2); sum, std and prod are wrong in the same way and nothing is said. The
# sum of x * mask is differentiated as it should be.
# Matters: a loss over the tokens, pixels or cases that count is measured rightly and descends the
# wrong way, also by what was masked; a check of the loss's value alone does not notice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet autograd==1.9.1 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import autograd.numpy as np
from autograd import grad

point = np.array([1.5, 0.7, 2.2])
mask = np.array([True, False, True])


def slopes(function, step=1e-6):
    moves = step * np.eye(3)
    return np.array([(function(point + m) - function(point - m)) / (2 * step) for m in moves])


functions = {
    "sum": lambda x: np.sum(x, where=mask),
    "mean": lambda x: np.mean(x, where=mask),
    "std": lambda x: np.std(x, where=mask),
    "prod": lambda x: np.prod(x, where=mask),
}
for name, function in functions.items():
    gradient, measured = grad(function)(point), slopes(function)
    print(name, "gradient", gradient.round(3), "by differences", measured.round(3))
    assert np.isfinite(gradient).all() and abs(measured[1]) < 1e-6, (name, measured)
    assert not np.allclose(gradient, measured, atol=1e-3), name
assert np.allclose(grad(functions["mean"])(point), 1 / 3)
assert np.allclose(grad(lambda x: np.sum(x * mask) / 2)(point), [0.5, 0, 0.5])
PYTHON
echo "as described"
