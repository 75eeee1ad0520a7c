"""A small network in which used and unused inputs can both be read, and only edits tell them apart.

Inputs are independent signs, and the label is the product of the first two (or the majority of
all).  A linear probe reads inputs from the first hidden layer; an edit moves the layer as
turning one input would, by a regression of the layer on the inputs.
"""

from typing import Literal, get_args

import numpy as np
from nets import activations, fresh, linear_probe, train

Target = Literal["product", "majority"]


def measure(
    seed: int,
    target: Target = "product",
    inputs: int = 10,
    width: int = 128,
    steps: int = 1500,
    rate: float = 5e-3,
    batch: int = 100,
    fitted: int = 4000,
    tested: int = 2000,
) -> dict:
    """Accuracies of linear probes on the first hidden layer, and shares of outputs that edits turn.

    `inputs` signs, of which the first two make the label if it is their product; two hidden
    layers of `width` and half of that.  Each pair of measures is the worse of two inputs for those
    that should be read or act, the better for those that should not act.
    """
    if target not in get_args(Target):
        raise ValueError(f"unknown target: {target}")
    if inputs < 4:
        raise ValueError("there must be two inputs that are used and two that are not")
    rng = np.random.default_rng(seed)
    signs = rng.choice(np.float32([-1, 1]), (fitted + tested, inputs))
    truth = signs[:, 0] * signs[:, 1] if target == "product" else signs.sum(axis=1) + 0.5
    layers = fresh(rng, [inputs, width, max(width // 2, 1), 1])
    wanted = (truth > 0).astype(np.float32)[:, None]
    train(rng, layers, signs[:fitted], wanted[:fitted], steps, batch, rate)
    layer, _, output = activations(layers, signs)

    marks = (signs > 0).astype(int)
    guess = linear_probe(layer[:fitted], marks[:fitted], kinds=2)
    read = (guess(layer[fitted:]) == marks[fitted:]).mean(axis=0)

    pair = signs[:, :1] * signs[:, 1:2]
    causes = np.column_stack([signs, pair, np.ones(len(signs))])
    effect, *_ = np.linalg.lstsq(causes[:fitted], layer[:fitted], rcond=None)
    turned = np.empty(inputs)
    for at in range(inputs):
        change = np.outer(-2 * signs[fitted:, at], effect[at])
        if at < 2:  # their product turns too
            change += np.outer(-2 * pair[fitted:, 0], effect[inputs])
        after = activations(layers[1:], layer[fitted:] + change)[-1]
        turned[at] = ((after > 0) != (output[fitted:] > 0)).mean()
    right = (output[fitted:] > 0) == (wanted[fitted:] > 0)
    return {
        "task": float(right.mean()),
        "read_used": float(read[:2].min()),
        "read_unused": float(read[2:].min()),
        "turned_used": float(turned[:2].min()),
        "turned_unused": float(turned[2:].max()),
    }
