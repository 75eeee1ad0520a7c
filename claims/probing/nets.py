"""Small ReLU networks in float32, trained by AdamW, and the probes that read them.

A probe is fitted to features and labels of some positions, and is then a function that
guesses the labels of others.  The linear one is a regression; the strong one is a
network of its own, which may compute what it is asked for.
"""

import numpy as np


def fresh(rng, sizes):
    """A list of (weights, biases) for layers of these sizes, drawn as He et al. (2015)."""
    layers = []
    for into, out in zip(sizes, sizes[1:]):
        scale = np.sqrt(2 / into) * (0.1 if out == sizes[-1] else 1)
        layers.append(
            (
                np.float32(scale) * rng.standard_normal((into, out), np.float32),
                np.zeros(out, np.float32),
            )
        )
    return layers


def activations(layers, inputs):
    """Values of every hidden layer (after the ReLU), then the outputs (logits)."""
    values = []
    for number, (weights, biases) in enumerate(layers):
        inputs = inputs @ weights + biases
        if number < len(layers) - 1:
            inputs = np.maximum(inputs, 0)
        values.append(inputs)
    return values


def slopes(layers, inputs, targets):
    """Gradient of the mean binary cross-entropy, one (weights, biases) per layer."""
    values = [inputs, *activations(layers, inputs)]
    back = (1 / (1 + np.exp(-np.clip(values[-1], -30, 30))) - targets) / len(inputs)
    found = []
    for number in reversed(range(len(layers))):
        found.append((values[number].T @ back, back.sum(axis=0)))
        if number:
            back = (back @ layers[number][0].T) * (values[number] > 0)
    return found[::-1]


def train(rng, layers, inputs, targets, steps, batch=256, rate=2e-3, decay=0.02):
    """Train in place by AdamW (Loshchilov and Hutter 2019); 100 steps of warm-up, then a cosine to zero."""
    flat = [part for layer in layers for part in layer]
    mean = [np.zeros_like(part) for part in flat]
    square = [np.zeros_like(part) for part in flat]
    for step in range(1, steps + 1):
        rows = rng.integers(len(inputs), size=batch)
        pulls = [pull for layer in slopes(layers, inputs[rows], targets[rows]) for pull in layer]
        pace = np.float32(rate * min(1, step / 100) * (1 + np.cos(np.pi * step / steps)) / 2)
        for part, pull, first, second in zip(flat, pulls, mean, square):
            first += np.float32(0.1) * (pull - first)
            second += np.float32(0.001) * (pull * pull - second)
            size = np.sqrt(second / np.float32(1 - 0.999**step)) + np.float32(1e-8)
            part -= pace * (first / np.float32(1 - 0.9**step) / size + np.float32(decay) * part)
    return layers


def linear_probe(features, labels, kinds=3, ridge=1.0):
    """Ridge regression from features to one-hot labels; returns a function that guesses labels.

    `features` are (rows, width), `labels` integers (rows, cells); the guess takes the largest score.
    """
    centre, wanted = features.mean(axis=0), np.eye(kinds)[labels].reshape(len(labels), -1)
    level, moved = wanted.mean(axis=0), (features - centre).astype(float)
    gram = moved.T @ moved + ridge * np.eye(moved.shape[1])
    weights = np.linalg.solve(gram, moved.T @ (wanted - level))

    def guess(others):
        return ((others - centre) @ weights + level).reshape(len(others), -1, kinds).argmax(axis=2)

    return guess


def strong_probe(rng, features, labels, width, steps, kinds=3):
    """A network with two hidden layers of `width` units (none if 0), trained on whitened features."""
    centre = features.mean(axis=0)
    sizes, turn = np.linalg.eigh(np.cov(features, rowvar=False))
    kept = sizes > 1e-6 * sizes[-1]
    whiten = (turn[:, kept] / np.sqrt(sizes[kept])).astype(np.float32)
    wanted = np.eye(kinds, dtype=np.float32)[labels].reshape(len(labels), -1)
    hidden = [width, width] if width else []
    probe = fresh(rng, [whiten.shape[1], *hidden, wanted.shape[1]])
    train(rng, probe, (features - centre) @ whiten, wanted, steps)

    def guess(others):
        scores = activations(probe, (others - centre) @ whiten)[-1]
        return scores.reshape(len(others), -1, kinds).argmax(axis=2)

    return guess
