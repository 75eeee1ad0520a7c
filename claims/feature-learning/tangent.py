"""Tangent kernels of small networks, and how fast they turn along the gradient.

The tangent kernel of two inputs is the inner product of the gradients of the output
with respect to all parameters (Jacot et al. 2018).  Nothing here is approximate: the
gradients are written out, and second derivatives come from a Taylor series carried
through the layers.
"""

import numpy as np


def shallow_output(weights, readout, power, inputs):
    """Outputs (rows,) of width^-power * sum of readout * tanh(weights . input)."""
    return len(readout) ** -power * np.tanh(inputs @ weights.T) @ readout


def shallow_kernel(weights, readout, power, left, right):
    """Tangent kernel (rows of left, rows of right) of that network, over both layers.

    `weights` are (width, dimension), `readout` (width,), inputs (rows, dimension).
    """
    one, other = np.tanh(left @ weights.T), np.tanh(right @ weights.T)
    slopes = ((1 - one**2) * readout) @ ((1 - other**2) * readout).T
    return len(readout) ** (-2 * power) * (one @ other.T + slopes * (left @ right.T))


def shallow_descent(weights, readout, power, inputs, targets, rate, steps):
    """Weights and readout after gradient descent on half the mean squared error.

    Step size `rate` times width^(2 power - 1), so that the outputs move alike at every width.
    """
    width = len(readout)
    pace = rate * width ** (2 * power - 1) * width**-power / len(targets)
    for _ in range(steps):
        hidden = np.tanh(inputs @ weights.T)
        error = pace * (width**-power * hidden @ readout - targets)
        back = (error[:, None] * (1 - hidden * hidden)) * readout
        readout = readout - error @ hidden
        weights = weights - back.T @ inputs
    return weights, readout


def frozen_descent(kernel, across, output, beyond, targets, pace, steps):
    """What a kernel that never changes predicts for the same descent on other inputs.

    `kernel` (rows, rows) and `across` (others, rows) are taken at the start, as are the outputs
    `output` (rows,) and `beyond` (others,); `pace` is the step size over the number of rows.
    """
    error = output - targets
    for _ in range(steps):
        beyond = beyond - pace * across @ error
        error = error - pace * kernel @ error
    return beyond


def deep_kernel(layers, readout, inputs, rectify=True):
    """Output f, tangent kernel K and turning T of many networks, each at one input; (networks,) each.

    `layers` is a list of (networks, into, out) weights, `readout` (networks, width), `inputs`
    (networks, into); units are ReLU, or linear without `rectify`.  T is the rate at which K
    changes when the parameters move along the gradient of f (while f changes at the rate K).
    """
    values, masks = [inputs], []
    for layer in layers:
        before = apply(values[-1], layer)
        masks.append((before > 0) | (not rectify))
        values.append(before * masks[-1])
    backs, back = [], readout
    for layer, mask in zip(layers[::-1], masks[::-1]):
        backs.insert(0, back * mask)
        back = np.matmul(layer, backs[0][..., None])[..., 0]
    sizes = [dot(each, each) for each in values]
    kernel = sizes[-1] + sum(size * dot(each, each) for size, each in zip(sizes, backs))
    # With every layer moved by t times its gradient, a value is h + t u + t^2 v + ...
    u = v = np.zeros_like(inputs)
    for layer, mask, value, size, back in zip(layers, masks, values, sizes, backs):
        u, v = (
            mask * (apply(u, layer) + size[:, None] * back),
            mask * (apply(v, layer) + dot(value, u)[:, None] * back),
        )
    return dot(values[-1], readout), kernel, 4 * (dot(v, readout) + dot(values[-1], u))


def apply(values, layer):
    """Rows of `values` (networks, into) through `layer` (networks, into, out)."""
    return np.matmul(values[:, None], layer)[:, 0]


def dot(one, other):
    """Inner product of the rows of two arrays."""
    return np.einsum("ij,ij->i", one, other)
