"""Whether the growth of perturbations along residual blocks, or that of the stream, tells how gradients change.

A block adds W2 f(W1 x) + b to the stream x, with a norm (mean and spread taken out) after the sum, before the
branch or nowhere.  Tangents are carried through the exact Jacobians and kept orthonormal by QR (Engelken,
Wolf and Abbott 2023); gradients go back through the transposes.
"""

from typing import Literal, get_args

import numpy as np

Place = Literal["post", "pre", "none"]
Activation = Literal["relu", "tanh"]


def unit(x):
    """A layer norm without gain, and its Jacobian."""
    centred = x - x.mean()
    spread = np.sqrt((centred**2).mean())
    y = centred / spread
    size = len(x)
    return y, (np.eye(size) - 1 / size - np.outer(y, y) / size) / spread


def block(rng, x, place, activation, gain, bias):
    """The stream after a fresh block, and the Jacobian; a branch keeps variance, times `gain`."""
    size = len(x)
    read, of_norm = unit(x) if place == "pre" else (x, np.eye(size))
    into = rng.standard_normal((size, size)) * (2 / size) ** 0.5
    back = gain * rng.standard_normal((size, size)) * size**-0.5
    before = into @ read
    if activation == "relu":
        hidden, slope = np.maximum(before, 0), before > 0
    else:
        hidden = np.tanh(before)
        slope = 1 - hidden**2
    after = x + back @ hidden + bias * rng.standard_normal(size)
    jacobian = np.eye(size) + (back * slope) @ into @ of_norm
    if place == "post":
        after, of_norm = unit(after)
        jacobian = of_norm @ jacobian
    return after, jacobian


def slope_of(logs, burn):
    """Slope against the block, the first and last `burn` left out."""
    kept = logs[burn : len(logs) - burn]
    return float(np.polyfit(np.arange(len(kept)), kept, 1)[0])


def measure(
    seed: int,
    place: Place = "post",
    activation: Activation = "relu",
    gain: float = 1.0,
    bias: float = 1.0,
    depth: int = 60,
    width: int = 64,
    frames: int = 4,
    burn: int = 10,
) -> dict:
    """Rates per block on the log scale: of tangents (leading, by QR), of gradients towards the input, of the stream.

    `miss` and `stream_miss` are the distances of the tangents' and the stream's rate from the gradients'.
    `fall` is the log of the gradient's norm at the first block over that at the last.
    """
    if place not in get_args(Place):
        raise ValueError(f"unknown place: {place}")
    if activation not in get_args(Activation):
        raise ValueError(f"unknown activation: {activation}")
    rng = np.random.default_rng(seed)
    x = rng.standard_normal(width)
    frame = np.linalg.qr(rng.standard_normal((width, frames)))[0]
    norms, tangents, jacobians = [np.log(np.linalg.norm(x))], [np.zeros(frames)], []
    for _ in range(depth):
        x, jacobian = block(rng, x, place, activation, gain, bias)
        frame, upper = np.linalg.qr(jacobian @ frame)
        tangents.append(tangents[-1] + np.log(np.abs(np.diag(upper))))
        norms.append(np.log(np.linalg.norm(x)))
        jacobians.append(jacobian)
    gradient = rng.standard_normal(width)
    gradients = [np.log(np.linalg.norm(gradient))]
    for jacobian in reversed(jacobians):
        gradient = gradient @ jacobian
        gradients.append(np.log(np.linalg.norm(gradient)))
    back, leading, blocks = (
        np.array(gradients[::-1]),
        np.array(tangents)[:, 0],
        np.arange(depth + 1),
    )
    found = {
        "tangents": slope_of(leading, burn),
        "gradient": -slope_of(back, burn),
        "stream": slope_of(np.array(norms), burn),
    }
    return found | {
        "miss": abs(found["tangents"] - found["gradient"]),
        "stream_miss": abs(found["stream"] - found["gradient"]),
        "fall": float(back[0] - back[-1]),
        "curves": {
            "tangents": {"x": blocks, "y": leading},
            "gradient": {"x": blocks, "y": back[0] - back},
            "stream": {"x": blocks, "y": np.array(norms) - norms[0]},
        },
    }
