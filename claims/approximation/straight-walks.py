"""How far one walks from a random image, straight on and inside the cube of images, before a rule's answer changes.

The rule is a small network that tells discs from rings (8 x 8 pixels, each from nought to one),
or a wave sign(sin(2 pi f v.x)) along a random unit vector v, or one that never changes.  Pixels that
reach nought or one stay there, so every point of a walk is an image.
"""

from typing import Literal, get_args

import numpy as np

Rule = Literal["net", "wave", "never"]
SIDE = 8
CORNER = SIDE  # the diagonal of a cube of 64 sides of length one: no walk inside is longer


def shapes(rng, rows):
    """Discs and rings with random centres and sizes, blurred and noisy: (rows, 64), and labels 1 or -1."""
    at = np.stack(np.meshgrid(*[np.arange(SIDE)] * 2), axis=-1).reshape(-1, 2)
    centre = rng.uniform(2.5, 4.5, (rows, 1, 2))
    away = np.linalg.norm(at - centre, axis=2)
    size = rng.uniform(2.0, 3.2, (rows, 1))
    label = rng.choice([-1.0, 1.0], rows)
    hollow = np.where(label[:, None] > 0, 0.0, 1 / (1 + np.exp(4 * (away - size + 1.2))))
    image = 1 / (1 + np.exp(4 * (away - size))) - hollow
    return (image + 0.1 * rng.standard_normal(image.shape)).clip(0, 1), label


def score(net, images):
    """Scores of images, (rows,), and the two hidden layers."""
    one, shift, two, offset, out = net
    first = np.maximum(images @ one + shift, 0)
    second = np.maximum(first @ two + offset, 0)
    return second @ out, first, second


def pull(net, first, second, strength):
    """Slopes of sum(strength * score) by the sums into the first and into the second layer."""
    by_second = strength[:, None] * net[4] * (second > 0)
    return by_second @ net[2].T * (first > 0), by_second


def trained(rng, width, steps, batch=64, rate=0.002):
    """A network trained by Adam (Kingma and Ba 2015) on the logistic loss of fresh shapes."""
    net = [rng.standard_normal((SIDE * SIDE, width)) / SIDE, np.zeros(width)]
    net += [rng.standard_normal((width, width)) * (2 / width) ** 0.5, np.zeros(width)]
    net += [rng.standard_normal(width) / width**0.5]
    slow = [np.zeros_like(part) for part in net]
    square = [np.zeros_like(part) for part in net]
    for step in range(1, steps + 1):
        images, label = shapes(rng, batch)
        value, first, second = score(net, images)
        strength = -label / (1 + np.exp(np.clip(label * value, -80, 80))) / batch
        by_first, by_second = pull(net, first, second, strength)
        slopes = [images.T @ by_first, by_first.sum(0), first.T @ by_second, by_second.sum(0)]
        for part, slope, mean, var in zip(net, [*slopes, second.T @ strength], slow, square):
            mean += 0.1 * (slope - mean)
            var += 0.001 * (slope**2 - var)
            part -= rate * mean / (1 - 0.9**step) / (np.sqrt(var / (1 - 0.999**step)) + 1e-8)
    return net


def walks(value, starts, ways, looks):
    """Distance from each start at which the sign of `value` changes on its way, infinite if it does not.

    A first run of looks along the whole way finds the change, a second one of as many places it.
    """
    sign = np.sign(value(starts))

    def first_change(times):
        """Index of the first look (looks, rows) with another sign, and whether there is one."""
        found = [
            np.sign(value(np.clip(starts + time[:, None] * ways, 0, 1))) != sign for time in times
        ]
        return np.argmax(found, axis=0), np.any(found, axis=0)

    end = 1 / np.maximum(np.abs(ways).min(axis=1), 1e-3)  # all pixels that move much are at a wall
    end = np.minimum(end, 8 * CORNER)
    coarse = np.geomspace(1e-6, 1, looks)[:, None] * end
    index, changes = first_change(coarse)
    rows = np.arange(len(starts))
    low = np.where(index > 0, coarse[np.maximum(index - 1, 0), rows], 0)
    fine = low + np.linspace(0, 1, looks)[:, None] * (coarse[index, rows] - low)
    time = fine[first_change(fine)[0], rows]
    ends = np.clip(starts + time[:, None] * ways, 0, 1)
    return np.where(changes, np.linalg.norm(ends - starts, axis=1), np.inf)


def measure(
    seed: int,
    rule: Rule = "net",
    frequency: float = 10.0,
    width: int = 32,
    steps: int = 400,
    images: int = 100,
    looks: int = 80,
) -> dict:
    """Shares of random images from which the answer changes along the gradient, and along a random way.

    Also the median distance along the gradient (a walk that meets no change counts as the diagonal, 8),
    and the accuracy of the net on fresh shapes (1 for rules that are not trained).
    """
    if rule not in get_args(Rule):
        raise ValueError(f"unknown rule: {rule}")
    rng = np.random.default_rng(seed)
    starts = rng.random((images, SIDE * SIDE))
    ways = rng.standard_normal(starts.shape)
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    accuracy = 1.0
    if rule == "net":
        net = trained(rng, width, steps)
        fresh, label = shapes(rng, 500)
        accuracy = float((np.sign(score(net, fresh)[0]) == label).mean())

        def value(points):
            """The score of the net."""
            return score(net, points)[0]

        worth, first, second = score(net, starts)
        down = -np.sign(worth)[:, None] * (pull(net, first, second, np.ones(images))[0] @ net[0].T)
    else:
        line = rng.standard_normal(SIDE * SIDE)
        line /= np.linalg.norm(line)

        def value(points):
            """A wave of the place along the line, or one that stays above nought."""
            wave = np.sin(2 * np.pi * frequency * points @ line)
            return wave if rule == "wave" else wave + 2

        down = np.tile(line, (images, 1))
    down /= np.maximum(np.linalg.norm(down, axis=1, keepdims=True), 1e-12)
    steepest, random = walks(value, starts, down, looks), walks(value, starts, ways, looks)
    shares = np.linspace(0, 1, images)
    return {
        "accuracy": accuracy,
        "steepest_change": float(np.isfinite(steepest).mean()),
        "random_change": float(np.isfinite(random).mean()),
        "median": float(np.median(np.minimum(steepest, CORNER))),
        "curves": {
            "steepest": {"x": shares, "y": np.sort(np.minimum(steepest, CORNER))},
            "random": {"x": shares, "y": np.sort(np.minimum(random, CORNER))},
        },
    }
