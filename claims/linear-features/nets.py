"""Small networks of leaky units, trained on fresh rows by AdamW, whose last layer is read plainly or by squares.

A unit passes what is above zero and `slope` times what is below: 0 is the rectifier, 1 a linear
network.  Some outputs are weighted sums of the last hidden layer, others of its squares.
"""

from itertools import pairwise

import numpy as np


def fresh(rng, sizes, outputs):
    """Hidden layers as (weights, biases) after He et al. (2015), then the readout, ten times smaller."""
    pairs = [*pairwise(sizes), (sizes[-1], outputs)]
    scales = [np.sqrt(2 / into) for into, _ in pairs]
    scales[-1] *= 0.1
    return [
        (scale * rng.standard_normal((into, out)), np.zeros(out))
        for scale, (into, out) in zip(scales, pairs)
    ]


def hidden(layers, inputs, slope):
    """Values of every hidden layer, as a list of (rows, width)."""
    values = []
    for weights, biases in layers[:-1]:
        inputs = inputs @ weights + biases
        inputs = np.where(inputs > 0, inputs, slope * inputs)
        values.append(inputs)
    return values


def outputs(layers, last, squared):
    """Outputs (rows, outputs) from the last hidden layer; those marked in `squared` read its squares."""
    weights, biases = layers[-1]
    return np.where(squared, last**2 @ weights, last @ weights) + biases


def slopes(layers, inputs, labels, slope, squared):
    """Gradient of the mean logistic loss over rows, summed over outputs; one (weights, biases) per layer."""
    values = [inputs, *hidden(layers, inputs, slope)]
    last = values[-1]
    margins = labels * outputs(layers, last, squared)
    back = -labels / (1 + np.exp(np.clip(margins, -30, 30))) / len(inputs)
    weights = layers[-1][0]
    plain, square = back * ~squared, back * squared
    found = [(last.T @ plain + (last**2).T @ square, back.sum(axis=0))]
    back = plain @ weights.T + 2 * last * (square @ weights.T)
    for number in reversed(range(len(layers) - 1)):
        back = np.where(values[number + 1] > 0, back, slope * back)
        found.append((values[number].T @ back, back.sum(axis=0)))
        if number:
            back = back @ layers[number][0].T
    return found[::-1]


def train(rng, layers, draw, slope, squared, steps, batch, rate, decay, frozen):
    """Layers trained by AdamW (Loshchilov and Hutter 2019) with a cosine; the first `frozen` stay as they are.

    `draw(rng, rows)` returns inputs (rows, d) and labels (rows, outputs) of +1 and -1.  The trained
    layers are views of one vector, so that a step is one line for all of them.
    """
    parts = [part for layer in layers[frozen:] for part in layer]
    flat = np.concatenate([np.zeros(0), *(part.ravel() for part in parts)])
    ends = np.cumsum([part.size for part in parts])
    views = [flat[end - part.size : end].reshape(part.shape) for part, end in zip(parts, ends)]
    layers = [*layers[:frozen], *zip(views[::2], views[1::2])]
    mean, square = np.zeros_like(flat), np.zeros_like(flat)
    for step in range(1, steps + 1):
        inputs, labels = draw(rng, batch)
        pulls = slopes(layers, inputs, labels, slope, squared)[frozen:]
        pull = np.concatenate([np.zeros(0), *(part.ravel() for pair in pulls for part in pair)])
        pace = rate * (1 + np.cos(np.pi * step / steps)) / 2
        mean += 0.1 * (pull - mean)
        square += 0.001 * (pull * pull - square)
        size = np.sqrt(square / (1 - 0.999**step)) + 1e-8
        flat -= pace * (mean / (1 - 0.9**step) / size + decay * flat)
    return layers
