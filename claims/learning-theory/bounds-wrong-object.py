"""Choosing among histogram classifiers by a valid bound, and by an estimate without guarantee.

A classifier on [0, 1] takes the majority in each of 2**j equal cells.  The bound
holds for all levels j at once with probability 1 - delta: there are 2**(2**j)
classifiers at level j, and Chernoff's bound, in the form n kl(training error, risk)
<= log(number) + log(levels / delta), serves for each.  The estimate is the error with
each row left out in turn, which on average is the risk with one row fewer.
"""

import numpy as np


def highest_risk(training, complexity, steps=50):
    """The largest risk r with kl(training, r) <= complexity, for Bernoulli laws; any shape."""
    low, high = training.copy(), np.ones_like(training)
    for _ in range(steps):
        risk = (low + high) / 2
        with np.errstate(divide="ignore", invalid="ignore"):
            ones = np.where(training > 0, training * np.log(training / risk), 0)
            zeros = np.where(training < 1, (1 - training) * np.log((1 - training) / (1 - risk)), 0)
        inside = ones + zeros <= complexity
        low, high = np.where(inside, risk, low), np.where(inside, high, risk)
    return high


def errors(rows, ones, chance, cells):
    """Training error, error with a row left out, and risk (draws,), with `cells` equal cells.

    rows and ones (draws, finest) count the rows, and those with label one; chance
    (draws, finest) is the probability of label one.
    """
    draws, size = len(rows), rows.sum(axis=1)
    rows, ones = (each.reshape(draws, cells, -1).sum(axis=2) for each in (rows, ones))
    chance = chance.reshape(draws, cells, -1).mean(axis=2)
    zeros = rows - ones
    vote = ones > zeros
    training = np.where(vote, zeros, ones).sum(axis=1) / size
    left_out = (ones * (ones - 1 <= zeros) + zeros * (ones > zeros - 1)).sum(axis=1) / size
    return training, left_out, np.where(vote, 1 - chance, chance).mean(axis=1)


def measure(
    seed: int,
    rows: int = 1000,
    levels: int = 9,
    changes: float = 20.0,
    noise: float = 0.05,
    delta: float = 0.05,
    draws: int = 400,
) -> dict:
    """Excess risk of the level chosen by the bound, and by the estimate, over the best level.

    The true label changes `changes` times on average, at borders of the 2**levels finest cells,
    and is flipped with probability `noise`.  Means over `draws` truths with a data set each;
    `slack` is bound minus training error over risk minus training error, at each truth's best level.
    """
    rng = np.random.default_rng(seed)
    finest = 2**levels
    label = rng.integers(2, size=(draws, 1)) + np.cumsum(
        rng.random((draws, finest)) < changes / finest, axis=1
    )
    chance = np.where(label % 2 == 1, 1 - noise, noise)
    count = rng.multinomial(rows, np.full(finest, 1 / finest), size=draws)
    ones = rng.binomial(count, chance)

    cells = 2 ** np.arange(levels + 1)
    found = [errors(count, ones, chance, k) for k in cells]
    training, left_out, risk = (np.array(each) for each in zip(*found))  # (levels + 1, draws)
    complexity = (cells * np.log(2) + np.log((levels + 1) / delta)) / rows
    bound = highest_risk(training, complexity[:, None])

    def at(level, values):
        return np.take_along_axis(values, level[None], axis=0)[0]

    best = risk.argmin(axis=0)  # (draws,)
    allowed, lost = (at(best, each - training).mean() for each in (bound, risk))
    shown = {"risk": risk, "bound": bound, "left_out": left_out, "training": training}
    return {
        "bound_regret": float((at(bound.argmin(axis=0), risk) - at(best, risk)).mean()),
        "estimate_regret": float((at(left_out.argmin(axis=0), risk) - at(best, risk)).mean()),
        "slack": float(allowed / lost),
        "coverage": float((bound >= risk).all(axis=0).mean()),
        "curves": {
            name: {"x": cells.astype(float), "y": each.mean(axis=1)} for name, each in shown.items()
        },
    }
