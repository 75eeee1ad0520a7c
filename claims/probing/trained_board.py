"""A network that is trained to say which moves of a game may come next, and all games it is used on.

A multilayer perceptron sees every unfinished game of 4x4 Othello with 4 to 11 tokens as a
sequence of moves, and never a board.  It is trained once for each seed and setting; whatever
reads its layers is given its weights.
"""

from typing import Literal, NamedTuple, get_args

import numpy as np
from nets import activations, fresh, train
from othello import SQUARES, TOKENS, board_labels, enumerate_prefixes, one_hot_moves

Split = Literal["opening", "prefix"]
Task = Literal["legal", "free"]

SHORTEST, LONGEST, LAYERS = 4, 11, 4


class Games(NamedTuple):
    """All positions that are used, one per row: what is seen of each, and what is true of it."""

    moves: np.ndarray  # (positions, 143) one-hot, float32
    boards: np.ndarray  # (positions, 16): 0 theirs, 1 empty, 2 mine
    legal: np.ndarray  # (positions, 13) whether a token may come next
    opening: np.ndarray  # (positions,) a number for the first four tokens
    last: np.ndarray  # (positions,) a number for the last two


def games():
    """All games of 4 to 11 tokens."""
    levels = enumerate_prefixes(LONGEST)[SHORTEST:]
    place = TOKENS ** np.arange(4)
    return Games(
        np.concatenate([one_hot_moves(each["tokens"], LONGEST) for each in levels]),
        np.concatenate([board_labels(each["mine"], each["theirs"]) for each in levels]),
        np.concatenate([each["legal"] for each in levels]),
        np.concatenate([each["tokens"][:, :4] @ place for each in levels]),
        np.concatenate([each["tokens"][:, -2:] @ place[:2] for each in levels]),
    )


def targets_of(found, task):
    """What the network is to say of each position: legal tokens, or squares still unplayed; (positions, 13)."""
    if task == "legal":
        return found.legal
    return np.column_stack([found.boards[:, SQUARES] == 1, np.zeros(len(found.boards), bool)])


def held_out(rng, split, opening):
    """Which positions are kept for the test: a fifth of the openings (four tokens), or of the positions."""
    if split == "prefix":
        return rng.random(len(opening)) < 0.2
    kinds = np.unique(opening)
    return np.isin(opening, rng.choice(kinds, max(1, len(kinds) // 5), replace=False))


def prepare(
    seed: int,
    steps: int = 2000,
    width: int = 256,
    rate: float = 5e-3,
    batch: int = 256,
    split: Split = "opening",
    task: Task = "legal",
) -> dict:
    """The trained network, and which of all positions it never saw.

    Returns `weights_0` to `weights_3` (into, out) and `biases_0` to `biases_3` (out,) of three
    hidden layers of `width` ReLUs and 13 logits, float32, and `test` (positions,) booleans.
    With `steps: 0` the weights are as they were drawn.
    """
    if split not in get_args(Split):
        raise ValueError(f"unknown split: {split}")
    if task not in get_args(Task):
        raise ValueError(f"unknown task: {task}")
    rng = np.random.default_rng(seed)
    found = games()
    test = held_out(rng, split, found.opening)
    layers = fresh(rng, [found.moves.shape[1], width, width, width, TOKENS])
    targets = targets_of(found, task)[~test].astype(np.float32)
    train(rng, layers, found.moves[~test], targets, steps, batch, rate)
    made = {"test": test}
    for number, (weights, biases) in enumerate(layers):
        made |= {f"weights_{number}": weights, f"biases_{number}": biases}
    return made


def layers_of(prepared):
    """The network as a list of (weights, biases)."""
    return [(prepared[f"weights_{at}"], prepared[f"biases_{at}"]) for at in range(LAYERS)]


def hidden(prepared, moves):
    """Values of the three hidden layers and the logits, for rows of moves."""
    return activations(layers_of(prepared), moves)


def control_labels(rng, boards, last):
    """For each cell a random function of the last two tokens, drawn with the cell's own frequencies.

    The control task of Hewitt and Liang (2019): what a probe reads of it is the probe's own learning.
    """
    table = np.stack([rng.choice(column, TOKENS**2) for column in boards.T], axis=1)
    return table[last]
