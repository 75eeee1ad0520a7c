"""Whether a network that only ever sees moves comes to hold the board.

A multilayer perceptron is trained on every unfinished game of 4x4 Othello with 4
to 11 tokens to say which tokens may come next; it never sees a board.  A linear
probe then reads the board, relative to the player to move (Nanda et al. 2023),
from its second hidden layer.  What it is compared with: the raw moves, a control
task whose labels have nothing to do with the board (Hewitt and Liang 2019), the
same network under other settings, a probe strong enough to compute the board by
itself, and edits of the layer (Li et al. 2023).
"""

from typing import Literal, get_args

import numpy as np
from edits import directions, flips
from nets import activations, fresh, linear_probe, strong_probe, train
from othello import SQUARES, TOKENS, board_labels, enumerate_prefixes, one_hot_moves

Split = Literal["opening", "prefix"]
Task = Literal["legal", "free"]
StrongInput = Literal["moves", "first", "second"]

SHORTEST, LONGEST = 4, 11


def positions():
    """All games of 4 to 11 tokens: moves (one-hot), boards, next tokens, opening, last two tokens."""
    levels = enumerate_prefixes(LONGEST)[SHORTEST:]
    moves = np.concatenate([one_hot_moves(each["tokens"], LONGEST) for each in levels])
    boards = np.concatenate([board_labels(each["mine"], each["theirs"]) for each in levels])
    legal = np.concatenate([each["legal"] for each in levels])
    place = TOKENS ** np.arange(4)
    opening = np.concatenate([each["tokens"][:, :4] @ place for each in levels])
    last = np.concatenate([each["tokens"][:, -2:] @ place[:2] for each in levels])
    return moves, boards, legal, opening, last


def held_out(rng, split, opening):
    """Which positions are kept for the test: a fifth of the openings (four tokens), or of the positions."""
    if split == "prefix":
        return rng.random(len(opening)) < 0.2
    kinds = np.unique(opening)
    return np.isin(opening, rng.choice(kinds, len(kinds) // 5, replace=False))


def control_labels(rng, boards, last):
    """For each cell a random function of the last two tokens, drawn with the cell's own frequencies."""
    table = np.stack([rng.choice(column, TOKENS**2) for column in boards.T], axis=1)
    return table[last]


def measure(
    seed: int,
    steps: int = 2000,
    width: int = 256,
    rate: float = 5e-3,
    batch: int = 256,
    split: Split = "opening",
    task: Task = "legal",
    strong_steps: int = 2000,
    strong_width: int = 128,
    strong_input: StrongInput = "moves",
    fitted: int = 15_000,
    edit_scale: float = 3.0,
    edited: int = 2000,
) -> dict:
    """Accuracies (share of the 16 cells of test positions read rightly), and what edits of the layer do.

    `steps: 0` leaves the network untrained; `task: free` trains it to name the unplayed squares,
    which needs no board; `strong_input` is moves, first or second (hidden layer); with
    `strong_steps: 0` there is no strong probe and no measure of it.  `edit_scale` is how many
    times the change that a turned disc makes on average is applied.
    """
    if split not in get_args(Split):
        raise ValueError(f"unknown split: {split}")
    if task not in get_args(Task):
        raise ValueError(f"unknown task: {task}")
    if strong_input not in get_args(StrongInput):
        raise ValueError(f"unknown strong input: {strong_input}")
    rng = np.random.default_rng(seed)
    moves, boards, legal, opening, last = positions()
    test = held_out(rng, split, opening)
    known, new = np.flatnonzero(~test), np.flatnonzero(test)
    control = control_labels(rng, boards, last)
    free = np.column_stack([boards[:, SQUARES] == 1, np.zeros(len(boards), bool)])
    targets = legal if task == "legal" else free

    layers = fresh(rng, [moves.shape[1], width, width, width, TOKENS])
    train(rng, layers, moves[known], targets[known].astype(np.float32), steps, batch, rate)
    first, layer, _, output = activations(layers, moves)
    wrong = ((output[new] > 0) != targets[new]).sum(axis=1)

    sample = rng.choice(known, min(fitted, len(known)), replace=False)
    inside = linear_probe(layer[sample], boards[sample])(layer[new]) == boards[new]
    outside = linear_probe(moves[sample], boards[sample])(moves[new]) == boards[new]
    aimless = linear_probe(layer[sample], control[sample])(layer[new]) == control[new]
    usual = np.stack([np.bincount(column, minlength=3).argmax() for column in boards[known].T])
    boards_known = np.isin(boards[new] @ 3 ** np.arange(16), boards[known] @ 3 ** np.arange(16))

    best = new[np.lexsort((rng.random(len(new)), wrong))[:edited]]
    shuffled = boards[rng.permutation(sample)]
    shares = flips(
        rng,
        layers[2:],
        layer[best],
        boards[best],
        legal[best],
        {
            "board": directions(layer[sample], boards[sample]),
            "control": directions(layer[sample], control[sample]),
            "shuffled": directions(layer[sample], shuffled),
        },
        edit_scale,
    )
    flip = shares.pop("board")

    found = {
        "wrong_bits": float(wrong.mean()),
        "board": float(inside.mean()),
        "board_occupied": float(inside[boards[new] != 1].mean()),
        "board_unseen": float(inside[~boards_known].mean()),
        "moves": float(outside.mean()),
        "control": float(aimless.mean()),
        "selectivity": float(inside.mean() - aimless.mean()),
        "usual": float((boards[new] == usual).mean()),
        "seen": float(boards_known.mean()),
        "flip": flip,
        "flip_control": max(shares.values()),
    }
    if strong_steps:
        source = {"moves": moves, "first": first, "second": layer}[strong_input]
        guess = strong_probe(rng, source[known], boards[known], strong_width, strong_steps)
        found["strong"] = float((guess(source[new]) == boards[new]).mean())
    return found
