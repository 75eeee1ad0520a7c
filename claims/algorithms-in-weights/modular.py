"""A network with squared units that adds two numbers modulo p, its parts in frequencies, and a table in its place.

Two numbers a and b choose a row each of `first` (2p, units); the squares of the units' sums,
times `second` (units, p), are the scores of the p answers (Gromov 2023).  For such a net the
answer is a sum of waves in a + b if every unit holds one frequency, the same in both of its halves.
"""

import numpy as np


def pairs_of(p):
    """All p^2 pairs, as two arrays."""
    return np.divmod(np.arange(p * p), p)


def code(first, left, right):
    """Squares of the hidden units, shape (rows, units)."""
    return (first[left] + first[len(first) // 2 + right]) ** 2


def train(rng, p, units, left, right, answers, steps, rate=0.01, decay=1.0):
    """Both weight matrices, by AdamW on the mean squared error to one-hot answers, all rows at once."""
    one = np.float32(1)
    first = one * 0.3 * rng.standard_normal((2 * p, units), np.float32)
    second = one * 0.3 / 16 * rng.standard_normal((units, p), np.float32)
    chosen = np.concatenate([np.eye(p)[left], np.eye(p)[right]], axis=1).astype(np.float32)
    wanted = np.eye(p, dtype=np.float32)[answers]
    weights = (first, second)
    mean = [np.zeros_like(part) for part in weights]
    square = [np.zeros_like(part) for part in weights]
    for step in range(1, steps + 1):
        sums = chosen @ first
        squares = sums * sums
        miss = (squares @ second - wanted) * np.float32(2 / max(len(left), 1))
        back = miss @ second.T
        back *= sums
        pulls = (2 * (chosen.T @ back), squares.T @ miss)
        for part, pull, slow, scale in zip(weights, pulls, mean, square):
            slow += np.float32(0.1) * (pull - slow)
            scale += np.float32(0.01) * (pull * pull - scale)
            size = np.sqrt(scale / np.float32(1 - 0.99**step)) + np.float32(1e-8)
            part -= np.float32(rate) * (
                slow / np.float32(1 - 0.9**step) / size + np.float32(decay) * part
            )
    return tuple(part.astype(float) for part in weights)


def spectra(first):
    """Power of each unit's two halves in each frequency from 1 on; two arrays (frequencies, units)."""
    half = len(first) // 2
    return [np.abs(np.fft.rfft(part, axis=0)[1:]) ** 2 for part in (first[:half], first[half:])]


def alive(first):
    """Which units hold more than a hundredth of the power of the strongest."""
    power = (first**2).sum(axis=0)
    return power > 0.01 * power.max()


def filtered(first, frequencies, keep):
    """The first weights with only (or without) one frequency per unit; `frequencies` counts from 1."""
    half = len(first) // 2
    waves = np.fft.rfft(first.reshape(2, half, -1), axis=1)
    chosen = np.arange(waves.shape[1])[:, None] == frequencies
    return np.fft.irfft(np.where(chosen == keep, waves, 0), n=half, axis=1).reshape(first.shape)


def explained(features, targets, fitted, ridge=1e-3):
    """Share of the variance of `targets` (rows, k) that a ridge regression on `fitted` rows explains on the others.

    The least over targets; `ridge` is a share of the mean diagonal.
    """
    centre, level = features[fitted].mean(axis=0), targets[fitted].mean(axis=0)
    moved = features - centre
    gram = moved[fitted].T @ moved[fitted]
    gram += (ridge * np.trace(gram) / len(gram) + 1e-12) * np.eye(len(gram))
    weights = np.linalg.solve(gram, moved[fitted].T @ (targets[fitted] - level))
    left = targets[~fitted] - level - moved[~fitted] @ weights
    return float((1 - (left**2).sum(axis=0) / (targets[~fitted] ** 2).sum(axis=0)).min())


def reach(features, second):
    """Share of inputs whose scores change by over 1/1000 when a hidden unit is removed, mean over units."""
    largest = np.abs(second).max(axis=1)
    return float((np.abs(features) * largest > 1e-3).mean())
