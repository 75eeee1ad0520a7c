"""What a loss takes the errors to be: the mean and the median of a sample under three laws.

The mean minimises the squared loss, and is the most probable centre if errors are Gaussian
and the prior flat; the median does so for the absolute loss and Laplace errors.  With many
rows the ratio of their mean squared errors tends to 4 f(0)^2 var, with f the density of the
errors and var their variance: 2 for Laplace, 2 / pi for Gaussian errors.
"""

from typing import Literal

import numpy as np

LAWS = {
    "laplace": lambda rng, shape: rng.laplace(0, np.sqrt(0.5), shape),
    "gaussian": lambda rng, shape: rng.standard_normal(shape),
    "student": lambda rng, shape: rng.standard_t(3, shape) / np.sqrt(3),
}


def measure(
    seed: int,
    law: Literal["laplace", "gaussian", "student"] = "laplace",
    rows: int = 400,
    sets: int = 2000,
) -> dict:
    """Mean squared error of the mean over that of the median, for errors of variance one.

    The curves give both, times the number of rows, at sample sizes from 10 to `rows`.
    """
    rng = np.random.default_rng(seed)
    values = LAWS[law](rng, (sets, rows))
    sizes = np.unique(np.geomspace(min(10, rows), rows, 6).astype(int))
    by_mean = np.array([(values[:, :n].mean(axis=1) ** 2).mean() for n in sizes])
    by_median = np.array([(np.median(values[:, :n], axis=1) ** 2).mean() for n in sizes])
    return {
        "ratio": float(by_mean[-1] / by_median[-1]),
        "curves": {
            "mean": {"x": sizes, "y": sizes * by_mean},
            "median": {"x": sizes, "y": sizes * by_median},
        },
    }
