"""At which rate trajectories of a layered or repeated map part or meet, and at which rate gradients change.

Forward, frames of tangents are carried along and kept orthonormal by QR; the leading rate is a finite-time
Lyapunov exponent.  Back, a random direction at the end is carried by the transposed Jacobians.
For independent Gaussian layers of width n a layer multiplies the signal by g sqrt(chi2_k / n), where k is n for a
linear layer and Binomial(n, 1/2), if not 0, for a ReLU layer, so the expected log growth is known at every width.
"""

from typing import Literal, get_args

import numpy as np
from scipy.special import digamma
from scipy.stats import binom

Activation = Literal["linear", "relu", "tanh"]
Weights = Literal["fresh", "shared", "orthogonal"]


def expected(activation, width, gain):
    """Expected log growth of the signal in one fresh layer, and its limit for wide layers.

    The tanh has neither in closed form; what is returned for it is the linear layer's, right for weak weights.
    """
    if activation != "relu":
        return np.log(gain) + 0.5 * (digamma(width / 2) + np.log(2 / width)), np.log(gain)
    active = np.arange(1, width + 1)
    chance = binom.pmf(active, width, 0.5) / (1 - 0.5**width)
    mean = chance @ (digamma(active / 2) + np.log(2 / width))
    return np.log(gain) + 0.5 * mean, np.log(gain) - 0.5 * np.log(2)


def drawn(rng, kind, gain, shape):
    """Weights of one layer for all copies, shape (copies, width, width)."""
    weights = rng.standard_normal(shape)
    if kind == "orthogonal":
        return gain * np.linalg.qr(weights)[0]
    return gain * weights * shape[-1] ** -0.5


def layer(weights, signal, activation):
    """The signal after a layer and the Jacobian; signals have shape (copies, width)."""
    before = (weights @ signal[..., None])[..., 0]
    if activation == "linear":
        return before, weights
    if activation == "tanh":
        after = np.tanh(before)
        return after, (1 - after**2)[..., None] * weights
    return np.maximum(before, 0), (before > 0)[..., None] * weights


def walked(rng, kind, activation, gain, depth, signal):
    """The Jacobian of every layer and the log norm of the signal after it; a ReLU layer without active units is redrawn."""
    copies, width = signal.shape
    jacobians, norms, weights = [], [], None
    while len(jacobians) < depth:
        if weights is None or kind != "shared":
            weights = drawn(rng, kind, gain, (copies, width, width))
        after, jacobian = layer(weights, signal, activation)
        for copy in np.flatnonzero(~after.any(axis=1)):
            while not after[copy].any():
                weights[copy] = drawn(rng, kind, gain, (1, width, width))[0]
                found = layer(weights[copy : copy + 1], signal[copy : copy + 1], activation)
                after[copy], jacobian[copy] = found[0][0], found[1][0]
        signal = after
        jacobians.append(jacobian)
        norms.append(np.log(np.linalg.norm(signal, axis=1)))
    return jacobians, np.array(norms)


def forward_rates(rng, jacobians, frames):
    """Logs of the diagonal of R, layer by layer: shape (layers, copies, frames)."""
    copies, width, _ = jacobians[0].shape
    frame = np.linalg.qr(rng.standard_normal((copies, width, frames)))[0]
    logs = []
    for jacobian in jacobians:
        frame, upper = np.linalg.qr(jacobian @ frame)
        logs.append(np.log(np.abs(np.diagonal(upper, axis1=1, axis2=2))))
    return np.array(logs)


def backward_rates(rng, jacobians):
    """Log growth of a random direction carried back, layer by layer from the first: shape (layers, copies)."""
    slope = rng.standard_normal(jacobians[0].shape[:2])
    logs = []
    for jacobian in reversed(jacobians):
        slope = (slope[:, None] @ jacobian)[:, 0]
        size = np.linalg.norm(slope, axis=1)
        slope /= size[:, None]
        logs.append(np.log(size))
    return np.array(logs[::-1])


def measure(
    seed: int,
    activation: Activation = "linear",
    weights: Weights = "fresh",
    gain: float = 1.2,
    width: int = 64,
    depth: int = 100,
    copies: int = 8,
    burn: int = 20,
    frames: int = 1,
) -> dict:
    """Rates per layer on the log scale, means over copies; layers before `burn` and after depth - `burn` are left out.

    `trajectories` is the leading exponent by QR, `gradient` the growth of a gradient from one layer to the
    layer before it, `signal` the growth of the signal; `expected` and `wide` are those of the signal from theory, at this
    width and for wide layers.  `norm_bias` is by how much the log of the largest singular value of the product of the
    first `burn` Jacobians, over `burn`, exceeds the leading exponent.
    """
    if activation not in get_args(Activation):
        raise ValueError(f"unknown activation: {activation}")
    if weights not in get_args(Weights):
        raise ValueError(f"unknown weights: {weights}")
    rng = np.random.default_rng(seed)
    start = rng.standard_normal((copies, width))
    jacobians, norms = walked(rng, weights, activation, gain, depth, start)
    forward = forward_rates(rng, jacobians, frames)[..., 0]
    back = backward_rates(rng, jacobians)
    inner = slice(burn, depth - burn)
    product = jacobians[0]
    for jacobian in jacobians[1:burn]:
        product = jacobian @ product
    largest = np.log(np.linalg.norm(product, 2, axis=(1, 2))) / max(burn, 1)
    exact, wide = expected(activation, width, gain)
    trajectories = float(forward[inner].mean())
    layers = np.arange(1, depth + 1)
    return {
        "trajectories": trajectories,
        "gradient": float(back[inner].mean()),
        "signal": float((norms[-1] - norms[burn]).mean() / max(depth - 1 - burn, 1)),
        "expected": float(exact),
        "wide": float(wide),
        "norm_bias": float(largest.mean()) - trajectories,
        "curves": {
            "trajectories": {"x": layers, "y": np.cumsum(forward.mean(1))},
            "gradient": {"x": layers, "y": np.cumsum(back.mean(1))},
        },
    }
