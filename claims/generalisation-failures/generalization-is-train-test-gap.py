"""Where the error of a least-squares fit comes from, and what no part of it sees.

A piecewise-linear function is fitted to noisy values of the tent map iterated
`depth` times.  Its excess risk on the distribution of its own training inputs is
split as in Bottou and Bousquet (2007): approximation (the class), estimation (the
finite sample) and optimisation (stopping early).  Beside the three stand the gap
between test and training loss, and the loss on [1/2, 1], wherever training looked.
All functions here are piecewise linear, so every integral is exact.
"""

from typing import Literal, get_args

import numpy as np

Solver = Literal["exact", "descent"]


def tent(x, depth):
    """The tent map iterated `depth` times: 2**depth linear pieces on [0, 1]."""
    for _ in range(depth):
        x = 1 - np.abs(1 - 2 * x)
    return x


def ramps(x, places):
    """Columns 1 and max(x - t, 0) for every knot t but the last; shape (len(x), len(places))."""
    return np.column_stack([np.ones_like(x), np.maximum(x[:, None] - places[:-1], 0)])


def hats(x, places):
    """The same functions, spanned by tents of height 1 at each knot; shape (len(x), len(places))."""
    return np.column_stack([np.interp(x, places, row) for row in np.eye(len(places))])


def mean_square(values, points):
    """Exact mean of a squared piecewise-linear function, given its values at its corners."""
    left, right, width = values[:-1], values[1:], np.diff(points)
    return float((width * (left**2 + left * right + right**2)).sum() / 3 / (points[-1] - points[0]))


def best_in_class(columns, target, points):
    """Coefficients of the exact least-squares projection on [points[0], points[-1]]."""
    root = np.sqrt(np.diff(points))[:, None]

    def gauss(values):  # two Gauss points a piece integrate a product of lines exactly
        near, far = (1 + 1 / np.sqrt(3)) / 2, (1 - 1 / np.sqrt(3)) / 2
        return np.vstack(
            [
                root * (near * values[:-1] + far * values[1:]),
                root * (far * values[:-1] + near * values[1:]),
            ]
        )

    return np.linalg.lstsq(gauss(columns), gauss(target[:, None])[:, 0], rcond=1e-10)[0]


def descend(columns, values, steps):
    """Plain gradient descent on the mean square from zero, at one over the largest curvature."""
    gram, moment = columns.T @ columns / len(values), columns.T @ values / len(values)
    rate = 1 / np.linalg.eigvalsh(gram)[-1]
    found = np.zeros(columns.shape[1])
    for _ in range(steps):
        found -= rate * (gram @ found - moment)
    return found


def measure(
    seed: int,
    depth: int = 5,
    knots: int = 9,
    samples: int = 4000,
    noise: float = 0.2,
    solver: Solver = "exact",
    basis: Literal["ramps", "hats"] = "ramps",
    steps: int = 3000,
    seen: float = 1.0,
) -> dict:
    """The three terms, their total, the train/test gap, and the loss on the upper half of [0, 1].

    Training inputs are uniform on [0, seen]; `solver` is exact or descent; `basis` is
    ramps or hats: one class, two ways to write it, hence two ways to continue a fit
    where there were no data (lstsq takes the least-norm coefficients).
    """
    if solver not in get_args(Solver):
        raise ValueError(f"unknown solver: {solver}")
    rng = np.random.default_rng(seed)
    spread = {"ramps": ramps, "hats": hats}[basis]
    places = np.linspace(0, 1, knots)
    inputs = rng.uniform(0, seen, samples)
    values = tent(inputs, depth) + noise * rng.standard_normal(samples)

    corners = np.union1d(places, np.linspace(0, 1, 2**depth + 1))
    inside = np.union1d(corners[corners < seen], [seen])
    above = np.union1d(corners[corners > 0.5], [0.5])

    def risk(coefficients, points):
        return mean_square(spread(points, places) @ coefficients - tent(points, depth), points)

    columns = spread(inputs, places)
    best = best_in_class(spread(inside, places), tent(inside, depth), inside)
    empirical = np.linalg.lstsq(columns, values, rcond=1e-10)[0]
    found = descend(columns, values, steps) if solver == "descent" else empirical

    total = risk(found, inside)
    training_loss = float(np.mean((columns @ found - values) ** 2))
    grid = np.linspace(0, 1, 129)
    return {
        "approximation": risk(best, inside),
        "estimation": risk(empirical, inside) - risk(best, inside),
        "optimisation": total - risk(empirical, inside),
        "total": total,
        "gap": total + noise**2 - training_loss,
        "shifted_loss": risk(found, above),
        "curves": {
            "fit": {"x": grid, "y": spread(grid, places) @ found},
            "target": {"x": grid, "y": tent(grid, depth)},
        },
    }
