"""How far apart two fits of the same risk can be, in units of that risk.

With errors e and e' about the true function and R the mean of their two risks, the squared
distance is |e - e'|^2 = 2 R - 2 <e, e'>: from 0 to 4 R when the risks are equal, and the risks
leave open which.  The pairs, all from one data set:
    penalties  one too weak and one too strong a penalty, same features
    features   too weak a penalty both times, two draws of the random features
    mirrored   a fit and its reflection in the true function
    members    pairs of nearly equal risk among least-norm fits, each with its own features
"""

from typing import Literal, get_args

import numpy as np

from fits import equal_risk, random_features, ridge, smooth_target

Pair = Literal["penalties", "features", "members", "mirrored"]
Shape = Literal["relu", "tanh", "cosine"]


def separation(first, second):
    """Squared distance of two errors (rows,) over the mean of their risks."""
    return np.mean((first - second) ** 2) / np.mean((first**2 + second**2) / 2)


def errors_of(features, inputs, values, rows, truth):
    """How to get the error (rows,) at a penalty, for fits on one draw of features."""
    predict, seen = ridge(features(inputs), values), features(rows)
    return lambda penalty: predict(seen, penalty) - truth


def chosen_pair(pair, errors, fresh, above):
    """Errors (2, rows) of one pair with the same risk on the first `fresh` rows."""
    used, ends = [errors[0], errors[0]], ("weak", "strong")
    if pair == "features":
        used, ends = errors, ("weak", "weak")
    risks = {each: lambda penalty, e=each: np.mean(e(penalty)[:fresh] ** 2) for each in errors}
    penalties = equal_risk([risks[each] for each in used], ends, above)
    first, second = (each(penalty) for each, penalty in zip(used, penalties))
    return first, -first if pair == "mirrored" else second


def measure(
    seed: int,
    pair: Pair = "penalties",
    dimensions: int = 3,
    rows: int = 100,
    width: int = 300,
    shape: Shape = "relu",
    noise: float = 0.5,
    above: float = 2.0,
    count: int = 20,
    alike: float = 0.05,
    reach: float = 3.0,
    fresh: int = 300,
    problems: int = 6,
) -> dict:
    """Mean separation on fresh inputs, and on inputs `reach` times larger, over `problems` targets.

    Each target has its own data.  Chosen pairs share a risk `above` times the least on fresh
    inputs; of `count` members, all pairs count whose risks there differ by at most `alike`
    (relative), or else the closest pair.  `unequal` is the largest such difference.
    """
    if pair not in get_args(Pair):
        raise ValueError(f"unknown pair: {pair}")
    if shape not in get_args(Shape):
        raise ValueError(f"unknown shape: {shape}")
    rng = np.random.default_rng(seed)
    near, far, unequal = [], [], []
    for _ in range(problems):
        target = smooth_target(rng, dimensions)
        inputs = rng.standard_normal((rows, dimensions))
        places = rng.standard_normal((fresh, dimensions))
        places = np.concatenate([places, reach * places])
        values = target(inputs) + noise * rng.standard_normal(rows)
        truth = target(places)
        errors = [
            errors_of(random_features(rng, dimensions, width, shape), inputs, values, places, truth)
            for _ in range(count if pair == "members" else 2)
        ]
        if pair == "members":
            found = np.array([error(0.0) for error in errors])
        else:
            found = np.array(chosen_pair(pair, errors, fresh, above))
        risks = (found[:, :fresh] ** 2).mean(axis=1)
        one, two = np.triu_indices(len(found), 1)
        apart = abs(risks[one] - risks[two]) / (risks[one] + risks[two]) * 2
        kept = np.flatnonzero(apart <= max(alike, apart.min()))
        ends = [(found[one[k]], found[two[k]]) for k in kept]
        near.append(np.mean([separation(a[:fresh], b[:fresh]) for a, b in ends]))
        far.append(np.mean([separation(a[fresh:], b[fresh:]) for a, b in ends]))
        unequal.append(apart[kept].max())
    return {
        "separation": float(np.mean(near)),
        "far_separation": float(np.mean(far)),
        "widening": float(np.mean(far) / np.mean(near)),
        "unequal": float(np.max(unequal)),
    }
