"""Shift of mean and median when some values of a sample are put far off."""

import numpy as np


def measure(seed: int, far_off: int = 5, samples: int = 100, distance: float = 20.0) -> dict:
    """Absolute shifts, in standard deviations of the values that are not far off."""
    values = np.random.default_rng(seed).normal(size=samples)
    moved = values.copy()
    moved[:far_off] = distance
    return {
        "mean_shift": float(abs(moved.mean() - values.mean())),
        "median_shift": float(abs(np.median(moved) - np.median(values))),
    }
