"""Editing one cell of a board inside a network, and the edits that ought to do nothing.

The board is written into a layer as Li et al. (2023) and Nanda et al. (2023) write it, by
adding a direction; here the direction comes from a regression of the activations on
the board (what the layer does when a disc turns), not from the probe.
"""

import numpy as np
from nets import activations
from othello import CELLS, legal_tokens


def directions(features, labels, ridge=1.0):
    """For each cell the change of the features when its label goes from 0 to 2; (cells, width).

    Ridge regression of `features` (rows, width) on the indicators of labels 0 and 2 of `labels` (rows, cells).
    """
    marks = np.concatenate([labels == 2, labels == 0], axis=1).astype(float)
    centred = marks - marks.mean(axis=0)
    gram = centred.T @ centred + ridge * np.eye(2 * CELLS)
    weights = np.linalg.solve(gram, centred.T @ (features - features.mean(axis=0)))
    return weights[:CELLS] - weights[CELLS:]


def recoloured(rng, boards):
    """One occupied cell per board, its colour (+1 mine, -1 theirs), and the next tokens once it is turned."""
    cells = np.where(boards == 1, -1.0, rng.random(boards.shape)).argmax(axis=1)
    rows = np.arange(len(boards))
    colours = boards[rows, cells] - 1
    turned = boards.copy()
    turned[rows, cells] = 1 - colours
    bits = 1 << np.arange(CELLS)
    return cells, colours, legal_tokens((turned == 2) @ bits, (turned == 0) @ bits)


def effects(rng, rest, layer, boards, legal, by_cell, scale):
    """What edits of one cell do to the next tokens, per kind of direction.

    `rest` are the layers after `layer` (rows, width); `by_cell` maps a name to directions
    (cells, width).  Every edit of a row has the length of that row's "board" edit.
    Besides those given, "other" edits another cell and "random" a random direction.  For each
    name: `flip`, the share of tokens that should change legality with the edited cell and do;
    `kept`, the share of the others that stay right; `wrong`, tokens judged wrongly for the
    edited board, over those judged wrongly without an edit.
    """
    cells, colours, wanted = recoloured(rng, boards)
    keep = (wanted != legal).any(axis=1) & wanted.any(axis=1)
    layer, cells, colours, wanted, legal = (a[keep] for a in (layer, cells, colours, wanted, legal))
    moves = {name: table[cells] for name, table in by_cell.items()}
    moves["other"] = by_cell["board"][(cells + rng.integers(1, CELLS, len(cells))) % CELLS]
    moves["random"] = rng.standard_normal(layer.shape)
    length = np.linalg.norm(moves["board"], axis=1, keepdims=True)
    before = activations(rest, layer)[-1] > 0
    should = wanted != legal
    found = {}
    for name, move in moves.items():
        move = move * length / np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-12)
        after = activations(rest, layer - scale * colours[:, None] * move)[-1] > 0
        done = (after == wanted) & (before != wanted) & should
        right = (before == wanted) & ~should
        found[name] = {  # with nothing that should change, nothing did
            "flip": float(done.sum() / max(should.sum(), 1)),
            "kept": float((right & (after == wanted)).sum() / max(right.sum(), 1)),
            "wrong": float((after != wanted).sum() / max((before != wanted).sum(), 1)),
        }
    return found


def board_directions(rng, features, boards, control):
    """Directions for each cell of the board, and for two things that ought to do nothing.

    Of the control task's labels, and of boards that are shuffled among the rows.
    """
    return {
        "board": directions(features, boards),
        "control": directions(features, control),
        "shuffled": directions(features, rng.permutation(boards)),
    }
