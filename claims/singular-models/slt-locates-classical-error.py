"""One class of models, truths of several ranks and norms, and the error of prediction.

Reduced-rank regression y = B A x + unit noise, standard normal priors.  n E[G_n], n times
the mean error of the next prediction, is measured for truths in the class.  Three accounts:
half the dimension H (M + N - H) of the class, which bounds lambda from above and knows no
truth; anything that grows with the norm of the truth; and lambda - (m - 1)/log n, with
lambda and m from Aoyagi and Watanabe (2005).
"""

from typing import Literal, get_args

import numpy as np

from reduced_rank import learning_coefficient, statistics

Model = Literal["product", "full"]
Estimator = Literal["bayes", "fit"]


def posterior_means(rng, strength, cross, truth, hidden, sweeps, warm_up):
    """Posterior means of B A (2, K, N, M), one from each half of every Gibbs chain.

    strength (K, M), cross and truth (K, N, M) come from `statistics`, one data set each.
    A given B is averaged in closed form; a rescaling of one hidden unit is a further move.
    """
    count, outputs, inputs = cross.shape
    _, size, right = np.linalg.svd(truth, full_matrices=False)
    root, used = np.sqrt(size[:, :hidden]), slice(min(hidden, inputs, outputs))
    a = 0.1 * rng.standard_normal((count, hidden, inputs))
    a[:, used] += root[:, :, None] * right[:, used]
    eye, rows = np.eye(hidden), np.arange(count)
    total = np.zeros((2, *cross.shape))
    for sweep in range(-warm_up, sweeps):
        back = np.linalg.inv(np.linalg.cholesky((a * strength[:, None]) @ a.swapaxes(1, 2) + eye))
        noise = rng.standard_normal((count, outputs, hidden))
        b = (cross @ a.swapaxes(1, 2) @ back.swapaxes(1, 2) + noise) @ back
        size, turn = np.linalg.eigh(b.swapaxes(1, 2) @ b)
        spread = 1 / (size.clip(min=0)[:, :, None] * strength[:, None] + 1)
        mean = turn.swapaxes(1, 2) @ (b.swapaxes(1, 2) @ cross) * spread
        if sweep >= 0:
            total[2 * sweep // sweeps] += b @ (turn @ mean)
        a = turn @ (mean + np.sqrt(spread) * rng.standard_normal(a.shape))
        unit, stretch = rng.integers(hidden, size=count), rng.standard_normal(count)
        grown = (a[rows, unit] ** 2).sum(axis=1) * np.expm1(2 * stretch)
        grown += (b[rows, :, unit] ** 2).sum(axis=1) * np.expm1(-2 * stretch)
        likelier = stretch * (inputs - outputs) - grown / 2
        stretch = np.where(np.log(rng.random(count)) < likelier, stretch, 0.0)
        a[rows, unit] *= np.exp(stretch)[:, None]  # b shrinks as much, and is drawn anew
    return total / np.array([(sweeps + 1) // 2, sweeps // 2])[:, None, None, None]


def best_fit(strength, cross, hidden):
    """Least squares of rank `hidden`: the weighted unrestricted fit, cut to that rank."""
    weight = np.sqrt(strength)[:, None]
    left, size, right = np.linalg.svd(cross / weight, full_matrices=False)
    size[:, hidden:] = 0
    return (left * size[:, None]) @ right / weight


def measure(
    seed: int,
    model: Model = "product",
    estimator: Estimator = "bayes",
    inputs: int = 3,
    outputs: int = 3,
    hidden: int = 2,
    rank: int = 0,
    signal: float = 1.0,
    samples: int = 3_000,
    data_sets: int = 256,
    sweeps: int = 120,
    warm_up: int = 40,
) -> dict:
    """n E[G_n] to leading order, n/2 times the mean squared error of W, and its accounts.

    `model` is product (W = B A) or full (any W, regular); `estimator` bayes (posterior
    mean) or fit.  The truth has `rank` singular values equal to `signal`.  The two halves
    of a chain give an error each, and their product keeps the sampler's noise out; `noise`
    is what it would add.  Unrestricted least squares, whose mean error is known, is the
    control variate.
    """
    if model not in get_args(Model):
        raise ValueError(f"unknown model: {model}")
    if estimator not in get_args(Estimator):
        raise ValueError(f"unknown estimator: {estimator}")
    rng = np.random.default_rng(seed)
    truth = np.zeros((outputs, inputs))
    truth[np.arange(rank), np.arange(rank)] = signal
    draws = rng.standard_normal((data_sets, outputs, inputs))
    data = [statistics(rng, samples, inputs, outputs, truth, z) for z in draws]
    strength, cross, rotated = (np.array(part) for part in zip(*data))
    smallest = min(hidden, inputs, outputs)
    count = smallest * (inputs + outputs - smallest) / 2
    exponent, multiplicity = learning_coefficient(inputs, outputs, hidden, rank)
    if model == "full":
        count = exponent = inputs * outputs / 2
        multiplicity = 1
        found = [cross / (strength[:, None] + (estimator == "bayes"))] * 2
    elif estimator == "fit":
        found = [best_fit(strength, cross, hidden)] * 2
    else:
        found = posterior_means(rng, strength, cross, rotated, hidden, sweeps, warm_up)
    one, other = found[0] - rotated, found[1] - rotated
    error = samples / 2 * (one * other).sum(axis=(1, 2))
    plain = samples / 2 * ((cross / strength[:, None] - rotated) ** 2).sum(axis=(1, 2))
    known = inputs * outputs / 2 * samples / (samples - inputs - 1)
    slope = np.cov(error, plain)[0, 1] / plain.var(ddof=1)
    return {
        "error": float(error.mean() - slope * (plain.mean() - known)),
        "predicted": float(exponent - (multiplicity - 1) / np.log(samples)),
        "count": float(count),
        "norm": float(np.linalg.norm(truth)),
        "noise": float(samples / 8 * ((one - other) ** 2).sum(axis=(1, 2)).mean()),
    }
