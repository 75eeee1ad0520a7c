"""A network with one hidden layer against its own tangent kernel, on few and noisy data.

The target is dense: half its variance is a linear function of all inputs and half a quadratic one,
both drawn at random; inputs lie on a sphere.  The network is stopped at the best of many times, the
kernel's ridge is the best of many, and both choices are made in one and the same way.
"""

from typing import Literal, get_args

import numpy as np

from shallow import descend, error_of, fresh, kernel_ridge, outputs, tangent_kernel

Judge = Literal["validation", "truth"]
RIDGES = 10.0 ** np.arange(-4, 1.5, 0.5)


def on_sphere(rng, rows, dimension):
    """Inputs of length root of dimension in random directions, and a last column of ones; float32."""
    found = rng.standard_normal((rows, dimension))
    found *= np.sqrt(dimension) / np.linalg.norm(found, axis=1, keepdims=True)
    return np.concatenate([found, np.ones((rows, 1))], axis=1).astype(np.float32)


def dense_target(rng, inputs, curved):
    """Unit variance over the rows given, a share `curved` of it quadratic; (rows,)."""
    plain = np.float64(inputs[:, :-1])
    dimension = plain.shape[1]
    parts = (
        plain @ rng.standard_normal(dimension),
        np.einsum("ij,jk,ik->i", plain, rng.standard_normal((dimension, dimension)), plain),
    )
    linear, quadratic = ((part - part.mean()) / part.std() for part in parts)
    return np.sqrt(1 - curved) * linear + np.sqrt(curved) * quadratic


def stops(net, laziness, inputs, targets, times, rate):
    """The network at each of the times, in steps of gradient descent on all rows."""
    for steps in np.diff(times, prepend=0):
        net = descend(net, laziness, ((inputs, targets) for _ in range(steps)), rate)
        yield net


def chosen(guesses, judged_by, judges):
    """The guess with the least mean square distance on the rows that judge; (rows,)."""
    errors = [np.mean((guess[judges] - judged_by) ** 2) for guess in guesses]
    return guesses[int(np.argmin(errors))]


def measure(
    seed: int,
    samples: int = 60,
    noise: float = 1.0,
    judge: Judge = "validation",
    validation: int = 120,
    curved: float = 0.5,
    laziness: float = 1.0,
    dimension: int = 10,
    width: int = 512,
    steps: int = 3000,
    looks: int = 40,
    rate: float = 0.1,
    test_rows: int = 2000,
) -> dict:
    """Mean squared errors to the target without noise, of unit variance, on fresh inputs.

    `judge` validation: stopping time and ridge are chosen on `validation` rows with noise; truth: by
    the error that is reported itself.  `noise` is its standard deviation, that of the target being 1.
    There are `looks` times, in equal ratios from the first step to the last; `at_the_end` is the
    error after the last one, `ratio` that of the kernel over that of the network.
    """
    if judge not in get_args(Judge):
        raise ValueError(f"unknown judge: {judge}")
    if dimension < 2:
        raise ValueError("on a sphere in one dimension every quadratic function is constant")
    rng = np.random.default_rng(seed)
    inputs = on_sphere(rng, samples + validation + test_rows, dimension)
    truth = dense_target(rng, inputs, curved)
    noisy = truth + noise * rng.standard_normal(len(truth))
    fit, held = slice(0, samples), slice(samples, samples + validation)
    test = slice(samples + validation, None)
    judges, judged_by = (held, noisy[held]) if judge == "validation" else (test, truth[test])
    net = fresh(rng, width, dimension)
    kernel = np.float64(tangent_kernel(net, inputs, inputs[fit]))
    ridged = [kernel_ridge(kernel[fit], kernel, noisy[fit], ridge) for ridge in RIDGES]
    aims = noisy[fit].astype(np.float32)
    times = np.unique(np.geomspace(1, steps, looks).astype(int))
    at_times = stops(net, laziness, inputs[fit], aims, times, rate)
    stopped = [outputs(each, laziness, inputs) for each in at_times]

    def error(guess):
        return error_of(guess[test], truth[test])

    by_kernel, by_network = (error(chosen(each, judged_by, judges)) for each in (ridged, stopped))
    return {
        "kernel": by_kernel,
        "network": by_network,
        "at_the_end": error(stopped[-1]),
        "ratio": by_kernel / by_network,
        "curves": {
            "network": {
                "x": times,
                "y": np.array([error(each) for each in stopped]),
            }
        },
    }
