"""How sparse a solution stochastic gradient descent finds when its labels are noisy.

Regression with fewer rows than inputs and a sparse truth; the coefficients are u^2 - v^2, so the
noise that a noisy label adds to a step is proportional to the weights (HaoChen et al. 2021).
Every start is large: without noise, descent goes to a nearby solution that uses all inputs.
"""

import numpy as np


def measure(
    seed: int,
    rows: int = 24,
    inputs: int = 40,
    nonzero: int = 3,
    rate: float = 0.01,
    label_noise: float = 3.0,
    even_noise: float = 0.0,
    full: bool = False,
    steps: int = 18_000,
    quiet: float = 0.25,
    start: float = 1.0,
    sets: int = 10,
    weight: float = 0.1,
) -> dict:
    """Descent on half the squared error of `sets` data sets at once; medians over them.

    One row is drawn a step (all of them if `full`).  For all but the last share `quiet` of the
    steps the label gets +-label_noise, or each weight a normal kick of `even_noise`.  `error` is
    the squared distance to the true coefficients, `active` the number of coefficients
    larger than `weight`, `misfit` the mean squared error on the rows.
    """
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((rows, sets, inputs))
    truth = np.zeros((sets, inputs))
    for one in truth:
        one[rng.choice(inputs, nonzero, replace=False)] = rng.choice((-1.0, 1.0), nonzero)
    y = np.einsum("nsi,si->ns", x, truth)
    u, v = start * np.ones((2, sets, inputs))
    shown, sizes = np.unique(np.linspace(1, steps, 40).astype(int)), []
    for step in range(1, steps + 1):
        loud = step <= (1 - quiet) * steps
        if full:
            error = np.einsum("nsi,si->ns", x, u * u - v * v) - y
            slope = np.einsum("nsi,ns->si", x, error) / rows
        else:
            row = rng.integers(rows)
            error = np.einsum("si,si->s", x[row], u * u - v * v) - y[row]
            if loud and label_noise:
                error += label_noise * rng.choice((-1.0, 1.0), sets)
            slope = x[row] * error[:, None]
        u, v = u * (1 - rate * slope), v * (1 + rate * slope)
        if loud and even_noise:
            u = u + even_noise * rng.standard_normal(u.shape)
            v = v + even_noise * rng.standard_normal(v.shape)
        if step in shown:
            sizes.append(np.median((np.abs(u * u - v * v) > weight).sum(axis=1)))
    found = u * u - v * v
    return {
        "error": float(np.median(((found - truth) ** 2).sum(axis=1))),
        "active": float(np.median((np.abs(found) > weight).sum(axis=1))),
        "misfit": float(np.median(((np.einsum("nsi,si->ns", x, found) - y) ** 2).mean(axis=0))),
        "curves": {"active": {"x": shown, "y": np.array(sizes)}},
    }
