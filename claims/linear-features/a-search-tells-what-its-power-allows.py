"""What a search through a trained network finds of the features that are known to be in it, by kind of probe.

A network is trained on many labels at once.  Some are signs of single inputs, read from its last
hidden layer by a weighted sum, so that they are there as linear features; others are products of two
signs, read by a weighted sum of squares, which asks for no more than a quadratic feature.
A search that is not told which is which tries a probe for each of these labels, and for other
products that were not trained on.  A label is found if the probe gets `bar` of fresh rows right.
"""

from itertools import combinations

import numpy as np
from nets import fresh, hidden, outputs, train
from probes import CLASSES, accuracies


def share(reached, bar):
    """Share of the labels found; 0 where there are none."""
    return float((reached >= bar).mean()) if len(reached) else 0.0


def measure(
    seed: int,
    signs: int = 6,
    products: int = 6,
    absent: int = 12,
    inputs: int = 12,
    noise: float = 0.1,
    slope: float = 1.0,
    depth: int = 1,
    width: int = 24,
    steps: int = 1000,
    batch: int = 128,
    rate: float = 5e-3,
    decay: float = 0.03,
    labels: int = 200,
    fresh_rows: int = 1000,
    bar: float = 0.9,
) -> dict:
    """Shares found, by class of probe and kind of feature, and the network's least accuracy on a label.

    `linear_on_products` is the share of the trained products that linear probes found, and so on.
    `labels` rows fit every probe alike; there are at most as many `signs` as `inputs`, and as many
    products, trained and absent together, as pairs of inputs.
    """
    rng = np.random.default_rng(seed)
    signs = min(signs, inputs)
    pairs = np.array(list(combinations(range(inputs), 2)), dtype=int).reshape(-1, 2)
    pairs = pairs[rng.permutation(len(pairs))[: products + absent]]
    trained = signs + min(products, len(pairs))
    squared = np.arange(trained) >= signs

    def draw(rng, rows, count=trained):
        flips = rng.choice([-1.0, 1.0], (rows, inputs))
        made = flips[:, pairs[:, 0]] * flips[:, pairs[:, 1]]
        every = np.column_stack([flips[:, :signs], made])[:, :count]
        return flips + noise * rng.standard_normal(flips.shape), every

    layers = fresh(rng, [inputs] + [width] * depth, trained)
    layers = train(rng, layers, draw, slope, squared, steps, batch, rate, decay, 0)
    known, marks = draw(rng, labels, signs + len(pairs))
    others, truth = draw(rng, fresh_rows, signs + len(pairs))
    before, after = hidden(layers, known, slope)[-1], hidden(layers, others, slope)[-1]
    right = (outputs(layers, after, squared) > 0) == (truth[:, :trained] > 0)
    found = {"task": float(right.mean(axis=0).min(initial=1.0))}
    for kind in CLASSES:
        reached = accuracies(kind, before, marks, after, truth)
        found[f"{kind}_on_signs"] = share(reached[:signs], bar)
        found[f"{kind}_on_products"] = share(reached[signs:trained], bar)
        found[f"{kind}_on_absent"] = share(reached[trained:], bar)
    return found
