"""Networks with one hidden layer, trained lazily or not, and the linear probes that read them.

The output is alpha / width * sum of a * relu(w . x + b), and the step size is rate * width /
alpha^2, so that outputs move alike for every alpha.  alpha = 1 is the mean-field scaling, in which
units move (Mei et al. 2018); the larger alpha, the less they do (Chizat et al. 2019).
A bias is the weight of an input that is always 1, the last column.
"""

import numpy as np


def signs(rng, *shape):
    """Inputs of +1 and -1, each with chance one half, and a last column of ones; float32."""
    found = np.ones((*shape[:-1], shape[-1] + 1), np.float32)
    found[..., :-1] -= 2 * rng.integers(0, 2, shape, dtype=np.int8)
    return found


def fresh(rng, *shape):
    """Weights (..., width, dimension + 1) and readout (..., width) for `shape` = (..., width, dimension).

    Units come in pairs whose readouts cancel, so that the output starts at zero; the width is even.
    """
    *nets, width, dimension = shape
    if width % 2:
        raise ValueError("units come in pairs, so the width must be even")
    half = rng.standard_normal((*nets, width // 2, dimension + 1)) / np.sqrt(dimension)
    half[..., -1] *= 0.1 * np.sqrt(dimension)
    readout = rng.standard_normal((*nets, width // 2))
    weights = np.concatenate([half, half], axis=-2).astype(np.float32)
    return weights, np.concatenate([readout, -readout], axis=-1).astype(np.float32)


def hidden(weights, inputs):
    """Values of all units (..., rows, width) for inputs (..., rows, dimension + 1)."""
    return np.maximum(inputs @ np.swapaxes(weights, -1, -2), 0)


def outputs(net, alpha, inputs):
    """Outputs (..., rows)."""
    weights, readout = net
    return alpha / readout.shape[-1] * (hidden(weights, inputs) @ readout[..., None])[..., 0]


def descend(net, alpha, batches, rate):
    """A new pair after a step of gradient descent on half the mean squared error for each batch.

    `batches` yields inputs (..., rows, dimension + 1) and targets (..., rows); several networks are
    trained at once if there are leading axes.
    """
    weights, readout = net[0].copy(), net[1].copy()
    for inputs, targets in batches:
        before = inputs @ np.swapaxes(weights, -1, -2)
        values = np.maximum(before, 0) @ readout[..., None]
        error = np.float32(alpha / readout.shape[-1]) * values - targets[..., None]
        error *= np.float32(rate / alpha / targets.shape[-1])
        pull = np.swapaxes((before > 0) * error, -1, -2) @ inputs
        # The gradient of a readout is the sum of error * (w . x + b) over the rows that are on.
        change = (pull * weights).sum(axis=-1)
        weights -= readout[..., None] * pull
        readout -= change
    return weights, readout


def from_sample(rng, inputs, targets, batch, steps):
    """Batches drawn with replacement from a training sample."""
    for _ in range(steps):
        rows = rng.integers(len(inputs), size=batch)
        yield inputs[rows], targets[rows]


def tangent_kernel(net, left, right):
    """Tangent kernel (rows of left, rows of right) over all parameters, up to a factor."""
    weights, readout = net
    one, other = left @ weights.T, right @ weights.T
    slopes = ((one > 0) * readout**2) @ (other > 0).T.astype(np.float32)
    return np.maximum(one, 0) @ np.maximum(other, 0).T + slopes * (left @ right.T)


def kernel_ridge(kernel, across, targets, ridge):
    """Predictions of kernel ridge regression; `ridge` in units of the mean diagonal."""
    shifted = np.float64(kernel) + ridge * np.trace(kernel) / len(kernel) * np.eye(len(kernel))
    return across @ np.linalg.solve(shifted, targets)


def error_of(guess, truth):
    """Mean squared error, which is a share of the variance for a truth of unit variance."""
    return float(np.mean((guess - truth) ** 2))


def linear_probe(train, targets, test, wanted, ridge=1e-3):
    """R2 on the test rows of ridge regressions from features, one for each column of targets.

    `train` and `test` are (rows, features), `targets` and `wanted` (rows, columns); `ridge` is in
    units of the mean square of a feature.  Columns have mean zero and unit variance, as drawn.
    """
    centre = train.mean(axis=0)
    moved = np.float64(train - centre)
    gram = moved.T @ moved
    gram += (ridge * np.trace(gram) / len(gram) + 1e-9) * np.eye(len(gram))
    weights = np.linalg.solve(gram, moved.T @ targets)
    left = ((test - centre) @ weights - wanted) ** 2
    return 1 - left.mean(axis=0)
