#!/bin/bash
# autograd 1.9.1 with numpy 2.4.6: the gradient of np.linalg.norm(x, ord=np.inf) is nan everywhere.
#
# Guess before the run: at (3, -2) the largest entry is alone, so the gradient of the maximum norm
# is (1, 0); or the norm is refused, as ord=1 is.
# Seen: (nan, nan). At (1, 2) it is (0, nan). The formula for p-norms is used with p infinite. No
# exception; the value of the norm is right. np.max(np.abs(x)) has the right gradient.
# Matters: it is the norm of adversarial perturbations. A step along nan ends every run, and
# conditions on a measured nan, of either direction, are false.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet autograd==1.9.1 numpy==2.4.6
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import autograd.numpy as np
from autograd import grad


def norm(x):
    return np.linalg.norm(x, ord=np.inf)


for point, right in (([3.0, -2.0], [1, 0]), ([1.0, 2.0], [0, 1])):
    x = np.array(point)
    gradient, by_hand = grad(norm)(x), grad(lambda x: np.max(np.abs(x)))(x)
    print(point, "norm", norm(x), "gradient", gradient, "of max(abs)", by_hand)
    assert norm(x) == max(map(abs, point)) and by_hand.tolist() == right
    assert np.isnan(gradient[int(np.argmax(np.abs(x)))]), gradient
try:
    grad(lambda x: np.linalg.norm(x, ord=1))(x)
except NotImplementedError as refused:
    print("ord=1:", refused)
else:
    raise AssertionError("ord=1 was not refused")
PYTHON
echo "as described"
