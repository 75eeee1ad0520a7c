"""Whether a network that only ever sees moves comes to hold the board.

The network of `trained_board.py` is read by a linear probe, relative to the player to move
(Nanda et al. 2023), at its second hidden layer.  What it is compared with: the raw moves, a
control task whose labels have nothing to do with the board (Hewitt and Liang 2019), the same
network under other settings, and edits of the layer (Li et al. 2023).
"""

import numpy as np
from edits import board_directions, effects
from nets import linear_probe
from trained_board import Split, Task, control_labels, games, hidden, layers_of, prepare, targets_of

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
    edit_scale: float = 3.0,
    edited: int = 2000,
) -> dict:
    """Accuracies (share of the 16 cells of test positions read rightly), and what edits of the layer do.

    `steps: 0` leaves the network untrained; `task: free` trains it to name the unplayed squares,
    which needs no board.  `edit_scale` is how many times the change that a turned disc makes
    on average is applied.
    """
    rng = np.random.default_rng([seed, 1])
    found, test = games(), prepared["test"]
    known, new = np.flatnonzero(~test), np.flatnonzero(test)
    moves, boards = found.moves, found.boards
    control = control_labels(rng, boards, found.last)
    _, layer, _, output = hidden(prepared, moves)
    wrong = ((output[new] > 0) != targets_of(found, task)[new]).sum(axis=1)

    sample = rng.choice(known, min(fitted, len(known)), replace=False)
    inside = linear_probe(layer[sample], boards[sample])(layer[new]) == boards[new]
    outside = linear_probe(moves[sample], boards[sample])(moves[new]) == boards[new]
    aimless = linear_probe(layer[sample], control[sample])(layer[new]) == control[new]
    usual = np.stack([np.bincount(column, minlength=3).argmax() for column in boards[known].T])
    boards_known = np.isin(boards[new] @ 3 ** np.arange(16), boards[known] @ 3 ** np.arange(16))

    best = new[np.lexsort((rng.random(len(new)), wrong))[:edited]]
    by_cell = board_directions(rng, layer[sample], boards[sample], control[sample])
    rest = layers_of(prepared)[2:]
    did = effects(rng, rest, layer[best], boards[best], found.legal[best], by_cell, edit_scale)
    flip = {name: effect["flip"] for name, effect in did.items()}
    return {
        "wrong_bits": float(wrong.mean()),
        "board": float(inside.mean()),
        "board_occupied": float(inside[boards[new] != 1].mean()),
        "board_unseen": float(inside[~boards_known].mean()),
        "moves": float(outside.mean()),
        "control": float(aimless.mean()),
        "selectivity": float(inside.mean() - aimless.mean()),
        "usual": float((boards[new] == usual).mean()),
        "seen": float(boards_known.mean()),
        "flip": flip.pop("board"),
        "flip_control": max(flip.values()),
    }
