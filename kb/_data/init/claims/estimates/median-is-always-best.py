"""Errors of mean and median on normal samples.

For large samples the ratio tends to the root of 2/pi, since the median's variance is pi/2 that of
the mean.
"""

import numpy as np


def measure(seed: int, samples: int = 2_000, size: int = 25, shift: float = 0.0) -> dict:
    """Root mean squared errors: of the mean in standard errors, and over that of the median."""
    values = np.random.default_rng(seed).normal(size=(samples, size))
    mean = np.sqrt(np.mean((values.mean(axis=1) - shift) ** 2))
    median = np.sqrt(np.mean((np.median(values, axis=1) - shift) ** 2))
    return {"ratio": float(mean / median), "error": float(mean * np.sqrt(size))}
