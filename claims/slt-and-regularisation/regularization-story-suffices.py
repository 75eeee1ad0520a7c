"""When test error falls in an overparameterised linear regression with weight decay.

Gradient flow on |X w - y|^2 / (2 n) + decay |w|^2 / 2 is solved exactly in the
singular basis of X.  The truth lies in the row space of X, so the part of w
that no datum sees only decays, as exp(-decay t): from regularisation alone the
test error falls below a share s of its plateau at t = log(1/s) / (2 decay).
"""

import numpy as np


def measure(
    seed: int,
    decay: float = 1e-3,
    samples: int = 40,
    inputs: int = 80,
    start: float = 10.0,
    share: float = 0.05,
    horizon: float = 60_000.0,
) -> dict:
    """Times at which training and test error fall, in units of gradient flow.

    `train_time`: training loss below 1e-3 of its first value.  `test_time`: the
    squared distance to the truth below `share` of its plateau, the distance that
    the data cannot see at the start.  Both are capped at `horizon`.
    """
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((samples, inputs))
    _, singular, rows = np.linalg.svd(x, full_matrices=True)
    rate = np.zeros(inputs)
    rate[: len(singular)] = singular**2 / samples
    truth = np.where(rate > 1e-12, rows @ rng.standard_normal(inputs), 0.0)
    first = start * rng.standard_normal(inputs)  # isotropic: the same in any basis

    times = np.geomspace(0.1, horizon, 6000)
    settled = rate * truth / np.maximum(rate + decay, 1e-300)
    miss = settled + (first - settled) * np.exp(-np.outer(times, rate + decay)) - truth
    train = (rate * miss**2).sum(axis=1) / (rate * (first - truth) ** 2).sum()
    test = (miss**2).sum(axis=1)
    plateau = (first[rate <= 1e-12] ** 2).sum()

    def first_time(below):
        return float(times[np.argmax(below)]) if below.any() else horizon

    thin = slice(None, None, 40)
    return {
        "train_time": first_time(train < 1e-3),
        "test_time": first_time(test < share * plateau),
        "final_test": float(test[-1] / plateau),
        "curves": {
            "train": {"x": times[thin], "y": np.maximum(train[thin], 1e-12)},
            "test": {"x": times[thin], "y": np.maximum(test[thin] / plateau, 1e-12)},
        },
    }
