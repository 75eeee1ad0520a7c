"""Whether a feature that a nearly linear network learned is linear in its layers.

A network of leaky units is trained on the exclusive-or of two of its inputs (+1 and -1, with a
little noise), and then two probes with the same labels look for that label in each layer:
a linear one and a quadratic one.  The gap is the accuracy of the second less that of the first.
The middle layer is the one with as many layers before it as behind it (the earlier of two).
"""

from typing import Literal, get_args

import numpy as np
from nets import fresh, hidden, outputs, train
from probes import accuracies

Readout = Literal["plain", "squares"]


def measure(
    seed: int,
    slope: float = 0.5,
    readout: Readout = "plain",
    frozen: int = 0,
    inputs: int = 10,
    relevant: int = 2,
    noise: float = 0.1,
    depth: int = 3,
    width: int = 32,
    steps: int = 2000,
    batch: int = 128,
    rate: float = 3e-3,
    decay: float = 0.01,
    labels: int = 1000,
    fresh_rows: int = 2000,
) -> dict:
    """Accuracy of the network and of both probes, at the middle and the last hidden layer.

    `relevant` inputs make the label, their product; `frozen` layers, from the first on, stay as drawn;
    with `steps: 0` nothing is trained; `labels` rows fit each probe.  The curves run over the layers
    from 0, the inputs, to `depth`.
    """
    if readout not in get_args(Readout):
        raise ValueError(f"unknown readout: {readout}")
    rng = np.random.default_rng(seed)
    squared = np.array([readout == "squares"])

    def draw(rng, rows):
        signs = rng.choice([-1.0, 1.0], (rows, inputs))
        label = signs[:, :relevant].prod(axis=1, keepdims=True)
        return signs + noise * rng.standard_normal(signs.shape), label

    layers = fresh(rng, [inputs] + [width] * depth, 1)
    layers = train(rng, layers, draw, slope, squared, steps, batch, rate, decay, frozen)
    known, marks = draw(rng, labels)
    others, truth = draw(rng, fresh_rows)
    before = [known, *hidden(layers, known, slope)]
    after = [others, *hidden(layers, others, slope)]
    right = {
        kind: np.array(
            [float(accuracies(kind, b, marks, a, truth)[0]) for b, a in zip(before, after)]
        )
        for kind in ("linear", "quadratic")
    }
    gaps = right["quadratic"] - right["linear"]
    middle = (depth + 1) // 2
    task = (outputs(layers, after[-1], squared) > 0) == (truth > 0)
    at = np.arange(depth + 1.0)
    return {
        "task": float(task.mean()),
        "gap_middle": float(gaps[middle]),
        "gap_last": float(gaps[-1]),
        "linear_middle": float(right["linear"][middle]),
        "quadratic_middle": float(right["quadratic"][middle]),
        "linear_last": float(right["linear"][-1]),
        "quadratic_last": float(right["quadratic"][-1]),
        "curves": {
            "gap": {"x": at, "y": gaps},
            "linear": {"x": at, "y": right["linear"]},
            "quadratic": {"x": at, "y": right["quadratic"]},
        },
    }
