"""Whether a linear readout of random features reads the board as well as one of a trained layer.

The features are ReLUs of random projections of the moves, many more than the trained layer has
units; both readouts are ridge regressions with the ridge chosen on a fifth of the
positions that they are fitted to.
"""

import numpy as np
from nets import fresh
from trained_board import Split, Task, games, hidden, prepare

__all__ = ["measure", "prepare"]

RIDGES = 10.0 ** np.arange(-5, 1)  # times the mean square of a centred feature, times the rows


def reading(features, labels, new, kinds=3):
    """Guesses for rows of `new` (rows, width) of a ridge regression on one-hot `labels` (rows, cells).

    The ridge is the one of RIDGES whose fit to the first four fifths of the rows reads most of the rest.
    """
    first = len(features) * 4 // 5
    scores = [
        (guess == labels[first:]).mean()
        for guess in fitted(features[:first], labels[:first], features[first:], RIDGES, kinds)
    ]
    best = RIDGES[int(np.argmax(scores))]
    return next(fitted(features, labels, new, [best], kinds))


def fitted(features, labels, new, ridges, kinds):
    """For each ridge the guesses for `new`, each cell the kind with the largest score."""
    centre = features.mean(axis=0)
    moved = features - centre
    wanted = np.eye(kinds, dtype=features.dtype)[labels].reshape(len(labels), -1)
    level = wanted.mean(axis=0)
    gram, pull = (moved.T @ moved).astype(float), (moved.T @ (wanted - level)).astype(float)
    sizes, turn = np.linalg.eigh(gram)
    unit = max(sizes.mean(), 1e-12)
    for ridge in ridges:
        weights = turn @ ((turn.T @ pull) / (np.maximum(sizes, 0) + ridge * unit)[:, None])
        scores = (new - centre) @ weights.astype(features.dtype) + level
        yield scores.reshape(len(new), -1, kinds).argmax(axis=2)


def measure(
    seed: int,
    prepared: dict,
    steps: int = 2000,
    width: int = 256,
    rate: float = 5e-3,
    batch: int = 256,
    split: Split = "opening",
    task: Task = "legal",
    features: int = 2048,
    fitted_to: int = 15_000,
    tested: int = 8000,
) -> dict:
    """Shares of the 16 cells of test positions that each linear readout reads rightly.

    `features` random ReLUs of the moves against the second hidden layer of the trained network, both
    fitted to the same `fitted_to` positions of the training games.
    """
    rng = np.random.default_rng([seed, 4])
    found, test = games(), prepared["test"]
    known, new = np.flatnonzero(~test), np.flatnonzero(test)
    sample = rng.choice(known, min(fitted_to, len(known)), replace=False)
    asked = rng.choice(new, min(tested, len(new)), replace=False)
    projection, _ = fresh(rng, [found.moves.shape[1], features, 1])[0]
    offsets = rng.standard_normal(features).astype(np.float32) * np.float32(0.5)
    labels, truth = found.boards[sample], found.boards[asked]

    def read(values):
        return float((reading(values(sample), labels, values(asked)) == truth).mean())

    return {
        "trained": read(lambda rows: hidden(prepared, found.moves[rows])[1]),
        "random": read(lambda rows: np.maximum(found.moves[rows] @ projection + offsets, 0)),
        "moves": read(lambda rows: found.moves[rows]),
    }
