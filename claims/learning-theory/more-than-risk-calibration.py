"""Two classifiers with one risk, one too sure of itself and one not sure enough.

Logistic regression fitted by Newton's method to labels that follow a logistic law of a linear
score; the penalty of one fit is too weak, that of the other too strong, and their log losses
on fresh rows are the same.  The surplus of confidence is the mean probability given to the
predicted label, less the share of labels predicted rightly (Guo et al. 2017 bin it).
"""

from typing import Literal, get_args

from functools import partial

import numpy as np
from scipy.special import expit

from fits import equal_risk

Pair = Literal["penalties", "samples"]


def logistic(inputs, signs, penalty, steps=30):
    """Weights (width,) of least summed log loss plus penalty |w|^2 / 2, by damped Newton steps."""
    weights = np.zeros(inputs.shape[1])

    def cost(weights):
        return (
            np.logaddexp(0, -signs * (inputs @ weights)).sum() + penalty * (weights @ weights) / 2
        )

    for _ in range(steps):
        wrong = expit(-signs * (inputs @ weights))
        slope = penalty * weights - inputs.T @ (signs * wrong)
        curvature = (inputs.T * (wrong * (1 - wrong))) @ inputs + penalty * np.eye(len(weights))
        move, size = np.linalg.solve(curvature, slope), 1.0
        while size > 1e-6 and cost(weights - size * move) > cost(weights):
            size /= 2
        weights = weights - size * move
        if slope @ move < 1e-10:
            break
    return weights


def log_loss(weights, inputs, signs):
    return np.mean(np.logaddexp(0, -signs * (inputs @ weights)))


def one_problem(rng, pair, rows, width, signal, above, fresh):
    """Surplus of confidence (2,), accuracy (2,) and log loss (2,) of two fits, on fresh rows."""
    truth = rng.standard_normal(width)
    truth *= signal / np.linalg.norm(truth)

    def draw(count):
        inputs = rng.standard_normal((count, width))
        return inputs, np.where(rng.random(count) < expit(inputs @ truth), 1.0, -1.0)

    places, labels = draw(fresh)
    first, second = (partial(logistic, *draw(rows)) for _ in range(2))
    used, ends = [first, first], ("weak", "strong")
    if pair == "samples":
        used, ends = [first, second], ("weak", "weak")
    risks = {fit: lambda penalty, fit=fit: log_loss(fit(penalty), places, labels) for fit in used}
    penalties = equal_risk(
        [risks[fit] for fit in used], ends, above, 1e-3, 1e4, points=24, steps=25
    )
    scores = np.array([places @ fit(penalty) for fit, penalty in zip(used, penalties)])
    accuracy = (scores * labels > 0).mean(axis=1)
    losses = np.logaddexp(0, -labels * scores).mean(axis=1)
    return expit(abs(scores)).mean(axis=1) - accuracy, accuracy, losses


def measure(
    seed: int,
    pair: Pair = "penalties",
    rows: int = 100,
    width: int = 20,
    signal: float = 2.0,
    above: float = 1.2,
    fresh: int = 2000,
    problems: int = 3,
) -> dict:
    """Surplus of confidence of the weakly penalised fit and of the other, means over `problems`.

    `pair` is penalties (same rows), or samples (both penalties too weak, two sets of rows).  Log
    odds have standard deviation `signal`; the common risk is `above` times the least.
    """
    if pair not in get_args(Pair):
        raise ValueError(f"unknown pair: {pair}")
    rng = np.random.default_rng(seed)
    found = [one_problem(rng, pair, rows, width, signal, above, fresh) for _ in range(problems)]
    surplus, accuracy, losses = np.array(found).transpose(1, 0, 2)
    return {
        "weak_surplus": float(surplus[:, 0].mean()),
        "other_surplus": float(surplus[:, 1].mean()),
        "accuracy_apart": float((accuracy[:, 0] - accuracy[:, 1]).mean()),
        "unequal": float(abs(losses[:, 0] / losses[:, 1] - 1).max()),
    }
