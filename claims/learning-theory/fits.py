"""Ridge regression on random features, and two fits of one problem that have the same risk.

The target is a smooth function drawn with the seed and known exactly, so a risk here is the mean
squared distance to it over fresh inputs; the noise of the labels is left out.  Random features:
Rahimi and Recht 2007.
"""

import numpy as np

SHAPES = {"relu": lambda z: np.maximum(z, 0), "tanh": np.tanh, "cosine": np.cos}


def smooth_target(rng, dimensions, waves=3):
    """A function of inputs (rows, dimensions): `waves` sines along random directions, variance about 1."""
    directions = 1.5 * rng.standard_normal((dimensions, waves)) / np.sqrt(dimensions)
    return lambda inputs: np.sin(inputs @ directions).sum(axis=-1) * np.sqrt(2 / waves)


def random_features(rng, dimensions, width, shape="relu"):
    """A map from inputs (rows, dimensions) to features (rows, width) of variance about one over width."""
    into = rng.standard_normal((dimensions, width)) / np.sqrt(dimensions)
    shift = rng.uniform(-np.pi, np.pi, width) if shape == "cosine" else rng.standard_normal(width)
    return lambda inputs: SHAPES[shape](inputs @ into + shift) / np.sqrt(width)


def ridge(design, values):
    """How to predict from new rows at any penalty; at penalty 0 the least-norm fit.

    `design` is (rows, width) and `values` (rows,).  Minimises |values - design w|^2 + penalty |w|^2,
    in the basis in which the Gram matrix is diagonal, so one decomposition serves every penalty.
    """
    sizes, axes = np.linalg.eigh(design @ design.T)
    kept = sizes > 1e-12 * sizes[-1]
    sizes, axes = sizes[kept], axes[:, kept]
    along = axes.T @ values

    def predict(rows, penalty):
        return rows @ (design.T @ (axes @ (along / (sizes + penalty))))

    return predict


def valley(risk, weakest, strongest, points=50):
    """The best penalty of a ladder, its risk, and the highest risk met on both sides of it.

    The risk should fall and then rise between the two penalties.
    """
    ladder = np.geomspace(weakest, strongest, points)
    risks = np.array([risk(penalty) for penalty in ladder])
    best = int(risks.argmin())
    return ladder[best], risks[best], min(risks[0], risks[-1])


def crossing(risk, inner, outer, level, steps=45):
    """The penalty between `inner` (risk below `level`) and `outer` (above) at which the risk is `level`."""
    for _ in range(steps):
        middle = np.sqrt(inner * outer)
        if risk(middle) < level:
            inner = middle
        else:
            outer = middle
    return outer


def equal_risk(risks, ends, above, weakest=1e-6, strongest=1e4, points=50, steps=45):
    """One penalty for each of `risks`, on the side that `ends` names (weak or strong), all of one risk.

    Each of `risks` maps a penalty to a risk.  The common risk is `above` times the greatest of the
    least risks, or less where an end of a range lies lower.
    """
    found = {risk: valley(risk, weakest, strongest, points) for risk in risks}
    least = max(low for _, low, _ in found.values())
    level = min(above * least, *(most for *_, most in found.values()))
    outer = {"weak": weakest, "strong": strongest}
    return [
        crossing(risk, found[risk][0], outer[end], level, steps) for risk, end in zip(risks, ends)
    ]
