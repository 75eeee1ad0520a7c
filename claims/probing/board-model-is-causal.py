"""What edits of a probed board do to the moves that a network predicts, at any of its layers.

One disc of the board is turned inside a hidden layer of the network of `trained_board.py`, and the
predicted next tokens are compared with those of the board so turned (Li et al. 2023).  Four
edits of the same length ought to do nothing of the kind.
"""

from typing import Literal, get_args

import numpy as np
from edits import board_directions, effects
from nets import linear_probe
from trained_board import Split, Task, control_labels, games, hidden, layers_of, prepare, targets_of

Layer = Literal["first", "second", "third"]

__all__ = ["measure", "prepare"]


def measure(
    seed: int,
    prepared: dict,
    steps: int = 2000,
    width: int = 256,
    rate: float = 5e-3,
    batch: int = 256,
    split: Split = "opening",
    task: Task = "legal",
    layer: Layer = "third",
    fitted: int = 15_000,
    edit_scale: float = 3.0,
    edited: int = 2000,
) -> dict:
    """Shares of tokens that an edit of the board, and the best of four others, turn as they should.

    `fitted` positions of the training games give the directions, and `edited` test positions that
    the network judges best are edited.  `edit_scale` is how many times the change that a
    turned disc makes in the layer on average is applied.
    """
    if layer not in get_args(Layer):
        raise ValueError(f"unknown layer: {layer}")
    rng = np.random.default_rng([seed, 3])
    found, test = games(), prepared["test"]
    known, new = np.flatnonzero(~test), np.flatnonzero(test)
    at = get_args(Layer).index(layer)
    values = hidden(prepared, found.moves)
    inside, output, boards = values[at], values[-1], found.boards
    wrong = ((output[new] > 0) != targets_of(found, task)[new]).sum(axis=1)
    sample = rng.choice(known, min(fitted, len(known)), replace=False)
    best = new[np.lexsort((rng.random(len(new)), wrong))[:edited]]
    control = control_labels(rng, boards, found.last)
    by_cell = board_directions(rng, inside[sample], boards[sample], control[sample])
    rest = layers_of(prepared)[at + 1 :]
    did = effects(rng, rest, inside[best], boards[best], found.legal[best], by_cell, edit_scale)
    board = did.pop("board")
    guess = linear_probe(inside[sample], boards[sample])
    return {
        "read": float((guess(inside[new]) == boards[new]).mean()),
        "flip": board["flip"],
        "flip_control": max(effect["flip"] for effect in did.values()),
        "kept": board["kept"],
        "wrong_ratio": board["wrong"],
        "wrong_ratio_control": min(effect["wrong"] for effect in did.values()),
    }
