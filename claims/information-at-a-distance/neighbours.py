"""The intrinsic dimension of points, from the distances to their two nearest neighbours."""

import numpy as np


def two_nearest(points, kept=0.9):
    """The dimension by TwoNN: the slope of -log(1 - F) against the log of the ratio of two distances.

    The largest ratios, a tenth of all, are left out, as the authors advise.
    """
    squares = np.sum(points**2, axis=1)
    distances = squares[:, None] + squares - 2 * points @ points.T
    np.fill_diagonal(distances, np.inf)
    nearest = np.sqrt(np.maximum(np.partition(distances, 1, axis=1)[:, :2], 1e-18))
    ratio = np.sort(np.log(nearest[:, 1] / nearest[:, 0]))
    kept = int(kept * len(ratio))
    height = -np.log1p(-np.arange(1, kept + 1) / len(ratio))
    return float(np.sum(ratio[:kept] * height) / np.sum(ratio[:kept] ** 2))
