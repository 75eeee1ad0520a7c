"""How an output's sensitivity to each layer's input and to its weights changes along a deep network.

For one sample the gradient by a layer's weights is the outer product of the gradient by
its pre-activation and the layer's input, so its norm is the product of the two norms
(Schoenholz et al. 2017 follow both).  Gradients are found by automatic differentiation.
"""

from typing import Literal, get_args

import autograd.numpy as anp
import numpy as np
from autograd import grad

Activation = Literal["linear", "tanh", "relu"]
Pairing = Literal["own", "other"]
SHAPES = {"linear": lambda x: x, "tanh": anp.tanh, "relu": lambda x: anp.maximum(x, 0)}


def forward(weights, shifts, moves, signal, activation, normalise):
    """The last layer; `shifts` are added to pre-activations and `moves` to layer inputs, to be differentiated by."""
    inputs = []
    for weight, shift, move in zip(weights, shifts, moves):
        signal = signal + move
        inputs.append(signal)
        signal = SHAPES[activation](weight @ signal + shift)
        if normalise:
            signal = signal * (len(signal) / anp.sum(signal**2)) ** 0.5
    return signal, inputs


def sensitivities(rng, depth, width, gain, activation, normalise):
    """Norms by layer: of gradients by inputs, pre-activations and weights, and of the inputs; each (depth,)."""
    weights = gain * rng.standard_normal((depth, width, width)) * width**-0.5
    signal, towards = rng.standard_normal((2, width))
    nothing = np.zeros((depth, width))

    def output(weights, shifts, moves):
        return anp.dot(towards, forward(weights, shifts, moves, signal, activation, normalise)[0])

    by_weights, by_shifts, by_moves = grad(output, (0, 1, 2))(weights, nothing, nothing)
    inputs = np.array(forward(weights, nothing, nothing, signal, activation, normalise)[1])
    norms = [np.linalg.norm(part, axis=1) for part in (by_moves, by_shifts, inputs)]
    return [norms[0], norms[1], np.linalg.norm(by_weights, axis=(1, 2)), norms[2]]


def slope_of(values):
    """Slope of the logarithm of positive values against their index."""
    return float(np.polyfit(np.arange(len(values)), np.log(values), 1)[0])


def measure(
    seed: int,
    depth: int = 20,
    width: int = 100,
    gain: float = 1.4,
    activation: Activation = "linear",
    normalise: bool = False,
    pairing: Pairing = "own",
) -> dict:
    """Slopes per layer of the log of both sensitivities and of the layer's input, and how far the slopes are apart.

    `gap` is the absolute difference of `input_slope` and `weight_slope`.  `product_error` is the
    largest relative error, over layers, of the weight gradient's norm against the product of the
    pre-activation's gradient and the layer's input; with `pairing: other` that input is
    taken from another network of the same kind.
    """
    if activation not in get_args(Activation):
        raise ValueError(f"unknown activation: {activation}")
    if pairing not in get_args(Pairing):
        raise ValueError(f"unknown pairing: {pairing}")
    rng = np.random.default_rng(seed)
    kind = (depth, width, gain, activation, normalise)
    by_input, by_shift, by_weight, inputs = sensitivities(rng, *kind)
    paired = inputs if pairing == "own" else sensitivities(rng, *kind)[3]
    layers = np.arange(1, depth + 1)
    return {
        "input_slope": slope_of(by_input),
        "weight_slope": slope_of(by_weight),
        "norm_slope": slope_of(inputs),
        "gap": abs(slope_of(by_input) - slope_of(by_weight)),
        "product_error": float(np.abs(by_shift * paired / by_weight - 1).max()),
        "curves": {
            "input": {"x": layers, "y": by_input / by_input[-1]},
            "weight": {"x": layers, "y": by_weight / by_weight[-1]},
        },
    }
