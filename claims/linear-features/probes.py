"""Probes of three classes with the same labels: linear, quadratic, radial.

All three are ridge regressions that differ in their kernel only:
    linear      1 + s            s the mean over units of the product of two rows
    quadratic   (1 + s)^2        holds every linear probe, and all products of two units
    radial      exp(-|x - y|^2 / (2 units))
Units are first brought to mean 0 and variance 1.  The penalty is chosen for each label by the
leave-one-out error, which ridge regression has in closed form: alpha_i / (G^-1)_ii with G the
kernel matrix plus the penalty and alpha = G^-1 y; or, from features, the residual over
1 - H_ii with H the matrix that takes labels to their fit.  Both are the same number.
"""

import numpy as np

CLASSES = ("linear", "quadratic", "radial")
PENALTIES = 10.0 ** np.arange(-4, 4)


def kernel(kind, left, right):
    """Kernel matrix (rows of left, rows of right) of standardised activations."""
    product = left @ right.T / left.shape[1]
    if kind == "linear":
        return 1 + product
    if kind == "quadratic":
        return (1 + product) ** 2
    lengths = (left**2).mean(axis=1)[:, None] + (right**2).mean(axis=1)
    return np.exp(product - lengths / 2)


def features(kind, rows):
    """Columns whose products are the linear or the quadratic kernel; (rows, 1 + d) or (rows, (1 + d)(2 + d)/2)."""
    plain = np.column_stack([np.ones(len(rows)), rows / np.sqrt(rows.shape[1])])
    if kind == "linear":
        return plain
    first, second = np.triu_indices(plain.shape[1])
    return plain[:, first] * plain[:, second] * np.where(first == second, 1, np.sqrt(2))


def best_of(labels, fits):
    """For each label the coefficients that leave the least error, of (left-out errors, coefficients) per penalty."""
    best, chosen = np.full(labels.shape[1], np.inf), None
    for left_out, coefficients in fits:
        error = (left_out**2).mean(axis=0)
        better = error < best
        chosen = coefficients if chosen is None else np.where(better, coefficients, chosen)
        best = np.where(better, error, best)
    return chosen


def fits_of_features(columns, labels):
    """Left-out errors and coefficients (columns, labels), for each penalty."""
    sizes, turn = np.linalg.eigh(columns.T @ columns)
    sizes, spread = np.maximum(sizes, 0), columns @ turn
    moment, squares = spread.T @ labels, spread**2
    for penalty in PENALTIES:
        shrunk = 1 / (sizes + penalty)
        inner = shrunk[:, None] * moment
        yield (labels - spread @ inner) / (1 - squares @ shrunk)[:, None], turn @ inner


def fits_of_kernel(matrix, labels):
    """Left-out errors and coefficients (rows, labels), for each penalty."""
    sizes, turn = np.linalg.eigh(matrix)
    sizes, turned, squares = np.maximum(sizes, 0), turn.T @ labels, turn**2
    for penalty in PENALTIES:
        shrunk = 1 / (sizes + penalty)
        alpha = turn @ (shrunk[:, None] * turned)
        yield alpha / (squares @ shrunk)[:, None], alpha


def accuracies(kind, fitted, labels, others, truth):
    """Share of `truth` (rows, labels) got right on `others`, per label, by probes fitted to `fitted`.

    Labels are +1 and -1; all of them are probed at once, each with a penalty of its own.
    """
    centre, spread = fitted.mean(axis=0), fitted.std(axis=0)
    spread = np.where(spread > 1e-9, spread, 1.0)
    fitted, others = (fitted - centre) / spread, (others - centre) / spread
    units = fitted.shape[1]
    count = {"linear": units + 1, "quadratic": (units + 1) * (units + 2) / 2}.get(kind, np.inf)
    if count < len(fitted):
        coefficients = best_of(labels, fits_of_features(features(kind, fitted), labels))
        guesses = features(kind, others) @ coefficients
    else:
        coefficients = best_of(labels, fits_of_kernel(kernel(kind, fitted, fitted), labels))
        guesses = kernel(kind, others, fitted) @ coefficients
    return ((guesses > 0) == (truth > 0)).mean(axis=0)
