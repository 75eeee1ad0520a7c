"""How far training moves single units, their common law and the tangent kernel, by width and scaling.

The output is width^power / width * sum of a * relu(w . x + b), trained on a staircase of products of
signs.  power = 1/2 is the scaling of the tangent kernel (Jacot et al. 2018), power = 0 mean field
(Mei et al. 2018).  In the first a unit moves by width^(-1/2) and, since readouts have either sign,
smooth averages over units by width^-1 only.  The kernel of ReLU units is not such an average: on one
input about width^(1/2) units switch on or off, which adds up to width^(1/4) of either sign, and so
changes the kernel by width^(-3/4) (a count of ours).
"""

import numpy as np

from shallow import descend, fresh, signs, tangent_kernel
from staircase import shares_of, staircase


def law_change(one, other):
    """Distance between the laws of two samples of equal size (Wasserstein, order 1)."""
    return float(np.mean(np.abs(np.sort(one) - np.sort(other))))


def measure(
    seed: int,
    power: float = 0.5,
    degree: int = 3,
    dimension: int = 20,
    narrowest: int = 64,
    doublings: int = 4,
    steps: int = 100,
    batch: int = 200,
    rate: float = 0.3,
    rows: int = 200,
) -> dict:
    """Exponents in width of what training changes, and the changes at the largest width.

    `units` is the mean over units of the length of a change of weights over that of the weights;
    `law` the distance between the laws of the share of squared weight on the staircase, before and
    after; `kernel` the relative change of the tangent kernel on `rows` fresh inputs (Frobenius).
    """
    rng = np.random.default_rng(seed)
    inputs = signs(rng, rows, dimension)
    widths = narrowest * 2 ** np.arange(doublings + 1)
    found = {"units": [], "law": [], "kernel": []}
    for width in widths:
        laziness = float(width) ** power
        start = fresh(rng, width, dimension)
        stream = (signs(rng, batch, dimension) for _ in range(steps))
        net = descend(start, laziness, ((each, staircase(each, degree)) for each in stream), rate)
        before, after = (np.float64(each[0][:, :-1]) for each in (start, net))
        moved = np.linalg.norm(after - before, axis=1) / np.linalg.norm(before, axis=1)
        found["units"].append(float(moved.mean()))
        shares = [shares_of(each[0], degree) for each in (start, net)]
        found["law"].append(law_change(*shares))
        kernels = [np.float64(tangent_kernel(each, inputs, inputs)) for each in (start, net)]
        change = np.linalg.norm(kernels[1] - kernels[0]) / np.linalg.norm(kernels[0])
        found["kernel"].append(float(change))
    slopes = {
        f"{name}_slope": float(np.polyfit(np.log(widths), np.log(each), 1)[0])
        for name, each in found.items()
    }
    last = {f"{name}_change": each[-1] for name, each in found.items()}
    curves = {name: {"x": widths, "y": np.array(each)} for name, each in found.items()}
    return slopes | last | {"curves": curves}
