"""Which changes of the hidden coordinates leave a network a network of the same form.

A network v act(W x) + c has its first layer changed to M W, and its readout v, c
is fitted anew by least squares; the error is the share of the old outputs'
variance that the best readout leaves.  M is a random permutation with positive
scales, minus the identity, or a rotation.  For ReLU networks only the first
leaves the function in the class, save for special ones (Phuong and Lampert 2020).
"""

from typing import Literal

import numpy as np

ACTIVATIONS = {
    "relu": lambda z: np.maximum(z, 0),
    "tanh": np.tanh,
    "linear": lambda z: z,
    "softplus": lambda z: np.logaddexp(z, 0),
}


def turn(rng, hidden, angles):
    """Rotations (angles, hidden, hidden) about random axes, by `angles` (k,) in radians.

    The angle is the root mean square of the angles in the rotation's planes.
    """
    skew = rng.standard_normal((hidden, hidden))
    skew = skew - skew.T
    rates, axes = np.linalg.eigh(1j * skew)
    rates = rates / np.sqrt(np.mean(rates**2))
    return ((axes * np.exp(-1j * angles[:, None, None] * rates)) @ axes.conj().T).real


def left_over(act, before, out, changes):
    """Share of variance (k,) that readouts after `changes` (k, hidden, hidden) cannot restore."""
    target = act(before) @ out
    target = target - target.mean()
    after = act(before @ changes.swapaxes(1, 2))
    basis = np.linalg.qr(after - after.mean(axis=1, keepdims=True))[0]  # c is fitted by centring
    left = target - np.squeeze(basis @ (basis.swapaxes(1, 2) @ target[:, None]), 2)
    return np.sum(left**2, axis=1) / np.sum(target**2)


def measure(
    seed: int,
    activation: Literal["relu", "tanh", "linear", "softplus"] = "relu",
    inputs: int = 5,
    hidden: int = 6,
    weight_scale: float = 1.0,
    samples: int = 400,
    networks: int = 30,
    tolerance: float = 1e-2,
    steps: int = 12,
) -> dict:
    """Mean error over random networks for three changes, and the rotation that is tolerated.

    Inputs are standard normal, and weights so scaled that `weight_scale` is the
    typical size of what enters a unit.  The rotations have angles from pi/2
    downwards by halves; `rotation` is the error at pi/2, and `tolerated` the
    angle at which the mean error reaches `tolerance` (pi/2 if it stays below).
    """
    rng = np.random.default_rng(seed)
    act = ACTIVATIONS[activation]
    angles = np.pi / 2 * 0.5 ** np.arange(steps)
    errors = np.zeros((networks, 2 + steps))
    for row in errors:
        x = rng.standard_normal((samples, inputs))
        before = x @ rng.standard_normal((inputs, hidden)) * (weight_scale / np.sqrt(inputs))
        out = rng.standard_normal(hidden)
        mixed = np.diag(np.exp(rng.standard_normal(hidden)))[rng.permutation(hidden)]
        changes = np.concatenate([[mixed, -np.eye(hidden)], turn(rng, hidden, angles)])
        row[:] = left_over(act, before, out, changes)
    rescaled, sign, *turned = errors.mean(axis=0)
    turned = np.maximum(turned, 1e-33)
    tolerated = np.exp(np.interp(np.log(tolerance), np.log(turned[::-1]), np.log(angles[::-1])))
    return {
        "rescaled": float(rescaled),
        "sign": float(sign),
        "rotation": float(turned[0]),
        "tolerated": float(tolerated),
        "curves": {"rotation": {"x": angles, "y": turned}},
    }
