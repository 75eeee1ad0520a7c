"""A linear probe fitted to noise, and scored on rows that were left out.

Half of the rows have label 1, half -1, and the features are standard normal (plus `signal`
times the label on the first).  The probe is least squares with an intercept.  The score is
the area under the curve of true against false alarms: the share of pairs, one row of each
label, that the left-out predictions rank rightly.  Left-out residuals have a closed form:
those of a set I are (1 - H_II)^-1 times its residuals, H the matrix from labels to the fit.
"""

from typing import Literal, get_args

import numpy as np

Left = Literal["one", "pair", "none"]


def left_out(hat, labels, left):
    """Predictions for the two rows of each pair, each (sets, half, half): label 1, label -1."""
    half = len(labels) // 2
    rest = labels - hat @ labels
    spread = np.diagonal(hat, axis1=1, axis2=2)
    first, second = rest[:, :half, None], rest[:, None, half:]
    if left == "none":
        return 1 - first, -1 - second
    a, b = 1 - spread[:, :half, None], 1 - spread[:, None, half:]
    if left == "one":
        return 1 - first / a, -1 - second / b
    both = hat[:, :half, half:]
    scale = a * b - both**2
    return 1 - (b * first + both * second) / scale, -1 - (a * second + both * first) / scale


def measure(
    seed: int,
    left: Left = "one",
    features: int = 1,
    rows: int = 40,
    signal: float = 0.0,
    sets: int = 1000,
) -> dict[str, float]:
    """Mean over `sets` data sets of the area under the curve, and of the share of signs that are right.

    `left` is what is left out of the fit before it is scored: each row by itself, each pair of
    rows with different labels, or none.  Chance is one half for both.
    """
    if left not in get_args(Left):
        raise ValueError(f"unknown choice of what is left out: {left}")
    rng = np.random.default_rng(seed)
    labels = np.repeat([1.0, -1.0], rows // 2)
    columns = rng.standard_normal((sets, len(labels), features))
    columns[:, :, :1] += signal * labels[:, None]
    columns = np.concatenate([np.ones((sets, len(labels), 1)), columns], axis=2)
    basis, _ = np.linalg.qr(columns)
    ones, others = left_out(basis @ basis.swapaxes(1, 2), labels, left)
    return {
        "area": float(np.mean((ones > others) + (ones == others) / 2)),
        "right": float((np.mean(ones > 0) + np.mean(others < 0)) / 2),
    }
