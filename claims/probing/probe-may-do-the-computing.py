"""How well a probe that can compute reads the board, with and without a network in between.

The strong probe is a network of its own (Hewitt and Liang 2019 on what probes learn by
themselves).  It is given the raw moves, or a hidden layer of the network of `trained_board.py`;
beside it a linear probe reads the moves, and the second hidden layer.
"""

from typing import Literal, get_args

import numpy as np
from nets import linear_probe, strong_probe
from trained_board import Split, Task, games, hidden, prepare

Reads = Literal["moves", "first", "second"]

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
    fitted: int = 15_000,
    reads: Reads = "moves",
    probe_width: int = 128,
    probe_steps: int = 1000,
) -> dict:
    """Shares of the 16 cells of test positions that each probe reads rightly.

    `reads` is what the strong probe is given; with `probe_width: 0` it has no hidden units.  It
    is fitted to all positions that the network was trained on, the linear ones to `fitted` of them.
    """
    if reads not in get_args(Reads):
        raise ValueError(f"unknown input of the probe: {reads}")
    rng = np.random.default_rng([seed, 2])
    found, test = games(), prepared["test"]
    known, new = np.flatnonzero(~test), np.flatnonzero(test)
    moves, boards = found.moves, found.boards
    first, second, _, _ = hidden(prepared, moves)
    sample = rng.choice(known, min(fitted, len(known)), replace=False)
    inside = linear_probe(second[sample], boards[sample])(second[new]) == boards[new]
    outside = linear_probe(moves[sample], boards[sample])(moves[new]) == boards[new]
    source = {"moves": moves, "first": first, "second": second}[reads]
    guess = strong_probe(rng, source[known], boards[known], probe_width, probe_steps)
    return {
        "strong": float((guess(source[new]) == boards[new]).mean()),
        "board": float(inside.mean()),
        "moves": float(outside.mean()),
    }
