"""Two fits with one risk, and how steep each of them is.

Both are ridge fits of one data set on random features; the penalty of one is too weak, that of
the other too strong, and their risks on fresh inputs are the same.  Steepness is the root mean
square of the slope along a random direction, from a small step at fresh inputs.
"""

from typing import Literal, get_args

import numpy as np

from fits import equal_risk, random_features, ridge, smooth_target

Pair = Literal["penalties", "features"]
Shape = Literal["relu", "tanh", "cosine"]


def fitted(draw, inputs, values, places, away, truth):
    """Risk and steepness of one draw of features, each as a function of the penalty, and the fit."""
    fit, seen = ridge(draw(inputs), values), draw(places)
    moved = draw(places + away) - seen
    lengths = np.linalg.norm(away, axis=1)

    def risk(penalty):
        return np.mean((fit(seen, penalty) - truth) ** 2)

    def steepness(penalty):
        return np.sqrt(np.mean((fit(moved, penalty) / lengths) ** 2))

    return risk, steepness, lambda rows, penalty: fit(draw(rows), penalty)


def measure(
    seed: int,
    pair: Pair = "penalties",
    dimensions: int = 3,
    rows: int = 100,
    width: int = 300,
    shape: Shape = "relu",
    noise: float = 0.5,
    above: float = 2.0,
    fresh: int = 500,
    step: float = 1e-3,
    problems: int = 8,
) -> dict:
    """Log of the steepness of the weakly penalised fit over that of the other: median of `problems`.

    `pair` is penalties (same features), or features (both penalties too weak, two draws).  The
    common risk is `above` times the least; `unequal` is the largest relative difference of the two.
    Curves run along the first input, the others being zero, for the first problem.
    """
    if pair not in get_args(Pair):
        raise ValueError(f"unknown pair: {pair}")
    if shape not in get_args(Shape):
        raise ValueError(f"unknown shape: {shape}")
    rng = np.random.default_rng(seed)
    line = np.zeros((81, dimensions))
    line[:, 0] = np.linspace(-2, 2, 81)
    steeper, unequal, curves = [], [], {}
    for _ in range(problems):
        target = smooth_target(rng, dimensions)
        inputs = rng.standard_normal((rows, dimensions))
        values = target(inputs) + noise * rng.standard_normal(rows)
        places = rng.standard_normal((fresh, dimensions))
        away = step * rng.standard_normal((fresh, dimensions))
        draws = [random_features(rng, dimensions, width, shape) for _ in range(2)]
        fits = [fitted(draw, inputs, values, places, away, target(places)) for draw in draws]
        used, ends = (
            (fits, ("weak", "weak")) if pair == "features" else (fits[:1] * 2, ("weak", "strong"))
        )
        penalties = equal_risk([risk for risk, *_ in used], ends, above)
        first, second = (each[1](penalty) for each, penalty in zip(used, penalties))
        steeper.append(np.log(first / second))
        first, second = (each[0](penalty) for each, penalty in zip(used, penalties))
        unequal.append(abs(first / second - 1))
        if not curves:
            shown = [each[2](line, penalty) for each, penalty in zip(used, penalties)]
            named = zip(("weak", "other", "target"), [*shown, target(line)])
            curves = {name: {"x": line[:, 0], "y": heights} for name, heights in named}
    return {
        "log_steeper": float(np.median(steeper)),
        "unequal": float(np.max(unequal)),
        "curves": curves,
    }
