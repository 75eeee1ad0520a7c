"""One attention head that learns to copy what came after the last time, and pairs of tokens it never saw.

A sequence is `length` different tokens, said twice.  The head looks back from each place t of the
second time to the places up to t; its score for place s is a learned number of x_t and of what the key
holds: x_s, and with a smeared key also x_(s-1), as the first layer of an induction head would
supply (Elhage et al. 2021; Olsson et al. 2022).  Beside it stands a direct path from x_t to the scores
of the next token, which can hold a table of pairs and no more.  A share of all ordered pairs of
tokens is held out: no training sequence has one of them side by side.
"""

from typing import Literal, get_args

import numpy as np

Key = Literal["smeared", "plain"]


def sequences(rng, vocabulary, length, count, allowed):
    """`count` rows of `length` different tokens, cyclic neighbours allowed; (count, length).

    Each row grows a token at a time among those that may follow, and is begun anew where none may.
    """
    rows = np.empty((count, length), int)
    todo = np.arange(count)
    for _ in range(1000):
        tokens = rng.integers(vocabulary, size=(len(todo), 1))
        free = np.ones((len(todo), vocabulary), bool)
        good = np.ones(len(todo), bool)
        for _ in range(length - 1):
            np.put_along_axis(free, tokens[:, -1:], False, axis=1)
            may = free & allowed[tokens[:, -1]]
            good &= may.any(axis=1)
            chance = np.where(may, rng.random(may.shape), -1)
            tokens = np.column_stack([tokens, chance.argmax(axis=1)])
        good &= allowed[tokens[:, -1], tokens[:, 0]]
        rows[todo[good]] = tokens[good]
        todo = todo[~good]
        if not len(todo):
            return rows
    raise ValueError("hardly any sequence of that length can be made of the pairs allowed")


class Head:
    """Scores `look` (tokens, two keys of tokens), values `say` and the direct path `table`, in one vector."""

    def __init__(self, vocabulary, smeared, direct):
        self.size, self.smeared, self.direct = vocabulary, smeared, direct
        self.flat = np.zeros(4 * vocabulary**2)
        self.look = self.flat[: 2 * vocabulary**2].reshape(vocabulary, 2 * vocabulary)
        self.say = self.flat[2 * vocabulary**2 : 3 * vocabulary**2].reshape(vocabulary, -1)
        self.table = self.flat[3 * vocabulary**2 :].reshape(vocabulary, -1)

    def attention(self, rows):
        """Weights (rows, places of the second time but the last, all places up to the last)."""
        length = rows.shape[1]
        twice = np.concatenate([rows, rows], axis=1)
        asks, keys = twice[:, length:-1], twice[:, :-1]
        scores = self.look[asks[:, :, None], keys[:, None, :]]
        if self.smeared:
            before = self.look[asks[:, :, None], self.size + keys[:, None, :-1]]
            scores[:, :, 1:] += before
        places = np.arange(2 * length - 1)
        scores = np.where(places <= places[length:, None], scores, -np.inf)
        weights = np.exp(scores - scores.max(axis=2, keepdims=True))
        return asks, keys, weights / weights.sum(axis=2, keepdims=True)

    def scores(self, rows):
        """Scores of the next token (rows, places, tokens), and what they were made of."""
        asks, keys, weights = self.attention(rows)
        mixed = weights @ np.eye(self.size)[keys]
        direct = self.table[asks] if self.direct else 0
        return mixed @ self.say + direct, mixed, asks, keys, weights

    def slope(self, rows):
        """Gradient of the mean logarithmic loss over the second time's tokens but the first; as `flat`."""
        scores, mixed, asks, keys, weights = self.scores(rows)
        back = np.exp(scores - scores.max(axis=2, keepdims=True))
        back /= back.sum(axis=2, keepdims=True)
        np.put_along_axis(
            back, rows[:, 1:, None], np.take_along_axis(back, rows[:, 1:, None], 2) - 1, 2
        )
        back /= asks.size
        say = np.tensordot(mixed, back, axes=([0, 1], [0, 1]))
        table = np.tensordot(np.eye(self.size)[asks], back, axes=([0, 1], [0, 1]))
        pull = np.take_along_axis(
            back @ self.say.T, np.broadcast_to(keys[:, None], weights.shape), 2
        )
        pull = weights * (pull - (weights * pull).sum(axis=2, keepdims=True))
        at = asks[:, :, None] * 2 * self.size + keys[:, None, :]
        look = np.bincount(at.ravel(), pull.ravel(), 2 * self.size**2)
        if self.smeared:
            at = asks[:, :, None] * 2 * self.size + self.size + keys[:, None, :-1]
            look += np.bincount(at.ravel(), pull[:, :, 1:].ravel(), 2 * self.size**2)
        return np.concatenate([look, say.ravel(), table.ravel()])


def train(rng, head, allowed, length, steps, batch, rate, epsilon):
    """Train a head in place by Adam (Kingma and Ba 2015) from a small random start.

    Below `epsilon` gradients count as small; where it is tiny, steps stay large however small they are.
    """
    head.flat += 0.01 * rng.standard_normal(len(head.flat))
    mean, square = np.zeros_like(head.flat), np.zeros_like(head.flat)
    for step in range(1, steps + 1):
        pull = head.slope(sequences(rng, head.size, length, batch, allowed))
        mean += 0.1 * (pull - mean)
        square += 0.001 * (pull * pull - square)
        size = np.sqrt(square / (1 - 0.999**step)) + epsilon
        head.flat -= rate * mean / (1 - 0.9**step) / size


def measure(
    seed: int,
    key: Key = "smeared",
    direct: bool = True,
    vocabulary: int = 24,
    length: int = 10,
    held: float = 0.25,
    steps: int = 300,
    batch: int = 64,
    rate: float = 0.03,
    epsilon: float = 1e-3,
    tested: int = 1000,
) -> dict:
    """Accuracy where the pair asked for was held out and where not, and where the head looks.

    `direct: no` takes the direct path away.  `attention` is the mean weight on the token after the earlier occurrence; `chance` the share right
    of a guess among all other tokens.  Test sequences are not restricted.
    """
    if key not in get_args(Key):
        raise ValueError(f"unknown key: {key}")
    rng = np.random.default_rng(seed)
    allowed = rng.random((vocabulary, vocabulary)) >= held
    head = Head(vocabulary, key == "smeared", direct)
    train(rng, head, allowed, length, steps, batch, rate, epsilon)
    rows = sequences(rng, vocabulary, length, tested, np.ones_like(allowed))
    scores, _, asks, _, weights = head.scores(rows)
    right = scores.argmax(axis=2) == rows[:, 1:]
    known = allowed[asks, rows[:, 1:]]
    after = np.arange(length - 1)
    return {
        "new_pairs": float(right[~known].mean()) if (~known).any() else 0.0,
        "known_pairs": float(right[known].mean()) if known.any() else 0.0,
        "attention": float(weights[:, after, after + 1].mean()),
        "chance": 1 / max(vocabulary - 1, 1),
        "grids": {
            "weights": {
                "x": np.arange(2.0 * length - 1),
                "y": after + length + 0.0,
                "z": weights.mean(axis=0),
            }
        },
    }
