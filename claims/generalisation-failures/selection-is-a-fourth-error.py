"""Five ways in which a fit of parity can go wrong, each measured by itself and exactly.

Strings of -1 and 1 fill `slots` places; a shorter string fills the rest with 1, which leaves its parity alone.  The class
holds all products of at most `degree` places with a weight each.  The fit sees strings of length `seen` only and is judged on strings
that fill all places.  Risk is the mean squared error; parity itself has none, zero has one.

Of all functions that fit best, the one with the smallest sum of (weight / tilt ** places)^2 is taken, as gradient descent from zero
does when a product of k places is scaled by tilt ** k.
"""

import numpy as np


def cube(slots):
    """All strings of -1 and 1, shape (2 ** slots, slots)."""
    return 1 - 2 * (np.arange(2**slots)[:, None] >> np.arange(slots) & 1)


def products(strings, degree):
    """Products over all sets of at most `degree` places, one a column, and the sizes of the sets."""
    slots = strings.shape[1]
    member = np.arange(2**slots)[:, None] >> np.arange(slots) & 1
    member = member[member.sum(1) <= degree]
    odd = (strings < 0).astype(float) @ member.T
    return 1 - 2 * (odd % 2), member.sum(1)


def least(features, target):
    """The shortest of the weights that fit best."""
    return np.linalg.lstsq(features, target, rcond=1e-10)[0]


def descended(features, target, steps, pace):
    """Weights after some steps of gradient descent from zero on the mean squared error."""
    weights = np.zeros(features.shape[1])
    rate = pace / np.linalg.norm(features, 2) ** 2
    for _ in range(steps):
        weights -= rate * features.T @ (features @ weights - target)
    return weights


def risk(features, target, weights):
    """Mean squared error."""
    return float(((features @ weights - target) ** 2).mean())


def measure(
    seed: int,
    slots: int = 8,
    degree: int = 8,
    seen: int = 5,
    samples: int = 0,
    steps: int = 0,
    pace: float = 0.1,
    tilt: float = 1.0,
) -> dict:
    """The risk on full strings, as a sum of five terms, and the risk where the fit was made.

    approximation: the least risk in the class.  shift: what the best of all functions that fit the seen strings
    perfectly well has above it.  selection: what the one that is taken has above that.  estimation: what `samples` strings drawn
    with replacement add (0: every seen string once).  optimisation: what stopping after `steps` adds (0: not stopped).
    `seen_risk` is the risk of the function found on all seen strings, `seen_floor` the least there.
    """
    rng = np.random.default_rng(seed)
    full = cube(slots)
    short = cube(seen)
    short = np.hstack([short, np.ones((len(short), slots - seen), int)])
    everywhere, places = products(full, degree)
    scale = tilt ** (places - slots).astype(float)
    everywhere = everywhere * scale
    there = products(short, degree)[0] * scale
    parity, wanted = full.prod(1).astype(float), short.prod(1).astype(float)
    kept = rng.integers(len(short), size=samples) if samples else np.arange(len(short))
    taken = least(there, wanted)
    # Directions that no seen string tells anything about are free.
    _, sizes, axes = np.linalg.svd(there)
    free = axes[np.sum(sizes > 1e-10 * sizes[0]) :].T
    unfit = parity - everywhere @ taken
    best = taken + free @ least(everywhere @ free, unfit) if free.size else taken
    exact = least(there[kept], wanted[kept])
    found = descended(there[kept], wanted[kept], steps, pace) if steps else exact
    risks = [
        risk(everywhere, parity, weights)
        for weights in (least(everywhere, parity), best, taken, exact, found)
    ]
    names = ["shift", "selection", "estimation", "optimisation"]
    return {
        "approximation": risks[0],
        **dict(zip(names, np.diff(risks).tolist())),
        "total": risks[-1],
        "seen_risk": risk(there, wanted, found),
        "seen_floor": risk(there, wanted, taken),
    }
