"""Staircases of products of signs: targets that a network can climb one input at a time.

One staircase of degree 3 is x1 + x1 x2 + x1 x2 x3 (Abbe et al. 2022); several stand on inputs of
their own, one after the other.
"""

import numpy as np


def products(inputs, degree, copies=1):
    """The top step of each staircase, the product of its inputs; (..., rows, copies)."""
    used = inputs[..., : degree * copies]
    return used.reshape(*inputs.shape[:-1], copies, degree).prod(axis=-1)


def staircase(inputs, degree, copies=1):
    """Sum of all steps of all staircases with unit variance; (..., rows)."""
    used = inputs[..., : degree * copies].reshape(*inputs.shape[:-1], copies, degree)
    steps = np.cumprod(used, axis=-1).sum(axis=(-1, -2))
    return steps / np.float32(np.sqrt(degree * copies))


def plain_sum(inputs, degree, copies=1):
    """Sum of the same inputs without any product, with unit variance; (..., rows)."""
    return inputs[..., : degree * copies].sum(axis=-1) / np.float32(np.sqrt(degree * copies))


def shares_of(weights, degree, copies=1):
    """Share of each unit's squared weight, bias aside, on the inputs of the staircase it reads most."""
    squares = np.float64(weights[..., :-1]) ** 2
    used = squares[..., : degree * copies].reshape(*squares.shape[:-1], copies, degree)
    return used.sum(axis=-1).max(axis=-1) / squares.sum(axis=-1)
