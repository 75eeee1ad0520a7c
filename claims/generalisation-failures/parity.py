"""A small attention read-out on strings of bits: trained on their parity, or written by hand to compute it.

Every string fills `slots` places with 0, 1 or, where it has ended, a blank.  Each place gets an
embedding and a sinusoidal position (Vaswani et al. 2017); one query averages them with softmax
weights, and a head with two hidden ReLU layers turns the average into a score, whose sign is the
answer.  The query and the key matrix act as one vector, so they are one here: the same class.
A net is a list of nine arrays, in the order of `shapes`.
"""

from functools import cache

import numpy as np


def strings(longest, slots):
    """All strings of length 1 to `longest`: one-hot places, labels and lengths.

    Shapes (rows, slots, 3), (rows,), (rows,); those of length n start at row 2**n - 2.
    A label is 1 where the number of ones is even and -1 where it is odd.
    """
    lengths = np.repeat(np.arange(1, longest + 1), 2 ** np.arange(1, longest + 1))
    numbers = np.arange(len(lengths)) - 2**lengths + 2
    bits = numbers[:, None] >> np.arange(slots) & 1
    tokens = np.where(np.arange(slots) < lengths[:, None], bits, 2)
    labels = (1 - 2 * (bits.sum(axis=1) % 2)).astype(np.float32)
    return np.eye(3, dtype=np.float32)[tokens], labels, lengths


@cache
def positions(slots, size):
    """Sinusoidal positions, shape (slots, size); `size` is even."""
    angles = np.arange(slots)[:, None] * 10_000.0 ** (-np.arange(0, size, 2) / size)
    return np.hstack([np.sin(angles), np.cos(angles)]).astype(np.float32)


def shapes(size, width):
    """Embedding, query, values; then weights and offset of each of the head's three layers."""
    head = [(size, width), (width,), (width, width), (width,), (width,), (1,)]
    return [(3, size), (size,), (size, size), *head]


def views(flat, size, width):
    """A net whose arrays are views into one vector."""
    ends = np.cumsum([np.prod(shape) for shape in shapes(size, width)])
    return [
        part.reshape(shape) for part, shape in zip(np.split(flat, ends[:-1]), shapes(size, width))
    ]


def scores(net, inputs):
    """Scores of all rows, shape (rows,), and the layers they came through."""
    embedding, query, values, first, shift, second, offset, out, level = net
    place = positions(inputs.shape[1], len(query))
    logits = inputs @ (embedding @ query) + place @ query
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    shares = (weights[:, None] @ inputs)[:, 0]
    mean = shares @ embedding + weights @ place
    seen = mean @ values
    low = np.maximum(seen @ first + shift, 0)
    high = np.maximum(low @ second + offset, 0)
    return high @ out + level, (weights, shares, mean, seen, low, high)


def slopes(net, inputs, labels):
    """Mean logistic loss in nats, and its gradient, array by array."""
    embedding, query, values, first, _, second, _, out, _ = net
    place = positions(inputs.shape[1], len(query))
    output, (weights, shares, mean, seen, low, high) = scores(net, inputs)
    margins = labels * output
    pull = -labels / (1 + np.exp(np.minimum(margins, 80))) / len(labels)
    by_high = pull[:, None] * out * (high > 0)
    by_low = by_high @ second.T * (low > 0)
    by_seen = by_low @ first.T
    by_mean = by_seen @ values.T
    by_weight = (inputs @ (by_mean @ embedding.T)[:, :, None])[:, :, 0] + by_mean @ place.T
    by_logit = weights * (by_weight - (weights * by_weight).sum(axis=1, keepdims=True))
    by_token = np.tensordot(by_logit, inputs, 2)
    return float(np.logaddexp(0, -margins).mean()), [
        shares.T @ by_mean + np.outer(by_token, query),
        embedding.T @ by_token + place.T @ by_logit.sum(axis=0),
        mean.T @ by_seen,
        seen.T @ by_low,
        by_low.sum(axis=0),
        low.T @ by_high,
        by_high.sum(axis=0),
        high.T @ pull,
        pull.sum(keepdims=True),
    ]


def trained(rng, longest, slots, size, width, batch, steps, rate, stop):
    """A net trained by Adam (Kingma and Ba 2015) on rows whose length is uniform on 1..longest.

    The rate falls linearly to zero over `steps`; training ends before that once the running
    mean of the loss, over about the last 20 batches, is below `stop` nats.
    """
    inputs, labels, _ = strings(longest, slots)
    scales = [1, size**-0.5, size**-0.5, (2 / size) ** 0.5, 0, (2 / width) ** 0.5, 0]
    parts = zip([*scales, width**-0.5, 0], shapes(size, width))
    flat = np.concatenate([scale * rng.standard_normal(shape).ravel() for scale, shape in parts])
    flat = flat.astype(np.float32)
    net = views(flat, size, width)
    slow, square, running = np.zeros_like(flat), np.zeros_like(flat), 1.0
    for step in range(1, steps + 1):
        length = rng.integers(1, longest + 1, batch)
        rows = 2**length - 2 + rng.integers(2**length)
        loss, gradient = slopes(net, inputs[rows], labels[rows])
        running += 0.05 * (loss - running)
        if running < stop:
            break
        slope = np.concatenate([part.ravel() for part in gradient])
        slow += 0.1 * (slope - slow)
        square += 0.001 * (slope**2 - square)
        now = rate * (1 - step / steps) / (1 - 0.9**step)
        flat -= now * slow / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return net


def written(slots, size, width):
    """A member of the class that computes parity, if `width` is at least `slots`.

    Equal attention makes the share of ones one coordinate of the mean, and a zigzag with a corner
    at every whole number of ones is a sum of ReLUs.  Too narrow a head lacks the last corners.
    """
    net = views(np.zeros(sum(int(np.prod(shape)) for shape in shapes(size, width))), size, width)
    embedding, _, values, first, shift, second, _, out, level = net
    corners = np.arange(min(width, slots))
    embedding[1, 0] = slots
    values[0, 0] = 1
    first[0, corners] = 1
    shift[corners] = -float(positions(slots, size)[:, 0].mean(dtype=float)) - corners
    second[corners, corners] = 1
    out[corners] = np.where(corners == 0, -2, 4 * (-1.0) ** (corners + 1))
    level[:] = 1
    return net
