"""A network with one hidden layer against its own tangent kernel, on one sample of a target.

The target is a staircase of products of signs, or the plain sum of the same inputs.  The kernel is the
one that the network has at the start, in ridge regression; its ridge is the best of a few on the
test rows themselves, which favours the kernel, while nothing of the network is chosen.
"""

from typing import Literal, get_args

import numpy as np

from shallow import (
    descend,
    error_of,
    fresh,
    from_sample,
    kernel_ridge,
    outputs,
    signs,
    tangent_kernel,
)
from staircase import plain_sum, staircase

Target = Literal["staircase", "sum"]


def measure(
    seed: int,
    target: Target = "staircase",
    laziness: float = 1.0,
    degree: int = 3,
    dimension: int = 20,
    samples: int = 1000,
    width: int = 256,
    steps: int = 1500,
    batch: int = 200,
    rate: float = 0.5,
    test_rows: int = 1000,
    kernel_rows: int = 300,
) -> dict:
    """Errors on fresh inputs, over the variance of the target, of the network and of its kernel.

    `laziness` is the alpha of the scaling; `kernel_change` the relative change of the kernel in
    training on `kernel_rows` of the test rows (Frobenius), and `mended` the error of the kernel that the
    network has after training, in the same ridge regression.
    """
    if target not in get_args(Target):
        raise ValueError(f"unknown target: {target}")
    rng = np.random.default_rng(seed)
    truth = {"staircase": staircase, "sum": plain_sum}[target]
    inputs, test = signs(rng, samples, dimension), signs(rng, test_rows, dimension)
    wanted, hoped = truth(inputs, degree), truth(test, degree)
    start = fresh(rng, width, dimension)
    net = descend(start, laziness, from_sample(rng, inputs, wanted, batch, steps), rate)

    def best_with(kernel_of):
        kernel = tangent_kernel(kernel_of, inputs, inputs)
        across = tangent_kernel(kernel_of, test, inputs)
        guesses = (kernel_ridge(kernel, across, wanted, ridge) for ridge in (1e-6, 1e-4, 1e-2, 0.1))
        return min(error_of(guess, hoped) for guess in guesses)

    few = test[:kernel_rows]
    before, after = (np.float64(tangent_kernel(each, few, few)) for each in (start, net))
    return {
        "network": error_of(outputs(net, laziness, test), hoped),
        "kernel": best_with(start),
        "mended": best_with(net),
        "kernel_change": float(np.linalg.norm(after - before) / np.linalg.norm(before)),
    }
