"""How far training turns the tangent kernel and the weights of a network, by width and scaling.

A network with one hidden layer has the output width^-p * sum of a * tanh(w . x), and is trained by
gradient descent with step size rate * width^(2p - 1), so that its output moves alike at
every width.  p = 1/2 is the scaling of the tangent kernel (Jacot et al. 2018); p = 1 is mean field
(Mei et al. 2018), which for one hidden layer is the maximal-update scaling (Yang and Hu 2021).
One step moves a weight by width^(p - 1).  To first order the kernel's change averages out over the
signs of a, which leaves the square, width^(2p - 2).

Beside the trained network stands the prediction of its own kernel at the start, kept fixed.
"""

from typing import Literal, get_args

import numpy as np

from tangent import frozen_descent, shallow_descent, shallow_kernel, shallow_output

Start = Literal["paired", "plain"]


def fresh(rng, width, dimension, start):
    """Hidden weights and readout, standard normal; `paired`: units in pairs that cancel at the start."""
    if start == "paired":
        weights, readout = fresh(rng, width // 2, dimension, "plain")
        return np.concatenate([weights, weights]), np.concatenate([readout, -readout])
    return rng.standard_normal((width, dimension)), rng.standard_normal(width)


def change(after, before):
    """Size of the difference over the size before."""
    return float(np.linalg.norm(after - before) / np.linalg.norm(before))


def measure(
    seed: int,
    power: float = 1.0,
    start: Start = "paired",
    narrowest: int = 64,
    doublings: int = 4,
    samples: int = 20,
    dimension: int = 5,
    others: int = 100,
    frequency: float = 1.5,
    steps: int = 200,
    rate: float = 1.0,
) -> dict:
    """Relative changes of the kernel (Frobenius, on the training inputs) and of the hidden weights.

    Inputs are normal with unit mean square length, the target a sine along one direction of
    frequency `frequency` per standard deviation.  `gap` is the distance on `others` fresh
    inputs between the network and its frozen kernel, over the size of the target; `misfit` is the
    error left on the training inputs, likewise.  Slopes are exponents in width.
    """
    if start not in get_args(Start):
        raise ValueError(f"unknown start: {start}")
    rng = np.random.default_rng(seed)
    every = rng.standard_normal((samples + others, dimension)) / np.sqrt(dimension)
    direction = rng.standard_normal(dimension)
    direction *= np.sqrt(dimension) / np.linalg.norm(direction)
    target = np.sin(frequency * every @ direction)
    inputs, wanted, beyond = every[:samples], target[:samples], every[samples:]
    widths = narrowest * 2 ** np.arange(doublings + 1)
    found = {"kernel": [], "weights": [], "gap": []}
    for width in widths:
        weights, readout = fresh(rng, width, dimension, start)
        kernel = shallow_kernel(weights, readout, power, inputs, inputs)
        across = shallow_kernel(weights, readout, power, beyond, inputs)
        outputs = shallow_output(weights, readout, power, every)
        pace = rate * width ** (2 * power - 1) / samples
        frozen = frozen_descent(
            kernel, across, outputs[:samples], outputs[samples:], wanted, pace, steps
        )
        moved, turned = shallow_descent(weights, readout, power, inputs, wanted, rate, steps)
        after = shallow_output(moved, turned, power, every)
        later = shallow_kernel(moved, turned, power, inputs, inputs)
        found["kernel"].append(change(later, kernel))
        found["weights"].append(change(moved, weights))
        gap = np.linalg.norm(after[samples:] - frozen) / np.linalg.norm(target[samples:])
        found["gap"].append(float(gap))
    slopes = {
        f"{name}_slope": float(np.polyfit(np.log(widths), np.log(each), 1)[0])
        for name, each in found.items()
    }
    last = {f"{name}_change" if name != "gap" else name: each[-1] for name, each in found.items()}
    misfit = np.linalg.norm(after[:samples] - wanted) / np.linalg.norm(wanted)
    curves = {name: {"x": widths, "y": np.array(each)} for name, each in found.items()}
    return slopes | last | {"misfit": float(misfit), "curves": curves}
