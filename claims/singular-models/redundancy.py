"""Networks with one hidden layer, and the directions of their parameters without effect.

The network is out @ act(into @ x + bias), with into (hidden, inputs), bias
(hidden,), out (outputs, hidden).  Under Gaussian noise its Fisher information
is J'J over the number of inputs, where J holds the derivatives of all outputs
with respect to all parameters; so both have the same null directions.
"""

import numpy as np


def activate(activation, before):
    """The units' values and slopes at `before`, for relu, tanh or linear."""
    if activation == "relu":
        return np.maximum(before, 0), (before > 0).astype(float)
    if activation == "tanh":
        after = np.tanh(before)
        return after, 1 - after**2
    return before, np.ones_like(before)


def network(activation, x, into, bias, out):
    """Outputs (points, outputs) at inputs x (points, inputs)."""
    return activate(activation, x @ into.T + bias)[0] @ out.T


def jacobian(activation, x, into, bias, out):
    """d outputs / d parameters, shape (points * outputs, parameters).

    The parameters come as into (by rows), bias, out (by rows).
    """
    after, slope = activate(activation, x @ into.T + bias)
    points, outputs = len(x), len(out)
    to_bias = out[None] * slope[:, None, :]  # points, outputs, hidden
    to_into = to_bias[..., None] * x[:, None, None, :]
    to_out = np.zeros((points, outputs, outputs, len(bias)))
    to_out[:, np.arange(outputs), np.arange(outputs)] = after[:, None, :]
    rows = (points * outputs, -1)
    return np.hstack([to_into.reshape(rows), to_bias.reshape(rows), to_out.reshape(rows)])


def spectrum(matrix):
    """Singular values (parameters,) of a Jacobian, relative to the largest, in falling order.

    All are 0 if the Jacobian is.
    """
    values = np.linalg.svd(matrix, compute_uv=False)
    return np.append(values / (values[0] or 1.0), np.zeros(max(matrix.shape[1] - len(values), 0)))


def nullity(values, threshold=1e-9):
    """How many of the relative singular values `values` (k,) are at most `threshold`."""
    return float(np.count_nonzero(values <= threshold))
