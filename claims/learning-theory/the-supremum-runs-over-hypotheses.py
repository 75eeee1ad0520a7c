"""Two suprema: over hypotheses, of a gap between risks, and over inputs, of a difference.

Inputs are uniform on [0, 1]; the true label is 1 beyond one half and is flipped with some
probability.  Uniform convergence concerns the largest gap |risk - training error| over a class
(Vapnik and Chervonenkis 1971).  Measured beside it is the largest difference over inputs between
the truth and the hypothesis of least training error, which for labels is 0 or 1.  Both are exact.

The classes: `thresholds` on [0, 1], and `cells`, all labellings of equal cells.
"""

from typing import Literal, get_args

import numpy as np

Kind = Literal["thresholds", "cells"]


def thresholds(inputs, labels, flip):
    """Largest gap over all thresholds, and the best threshold on the rows; inputs (rows,) rising."""
    rows = len(inputs)
    wrong = np.append(0, np.cumsum(np.where(labels, 1, -1))) + np.sum(~labels)  # 1s below, 0s above
    edges = np.concatenate([[0.0], inputs, [1.0]])
    gaps = [
        abs(flip + (1 - 2 * flip) * abs(edge - 0.5) - wrong / rows)
        for edge in (edges[:-1], edges[1:])
    ]
    turn = flip - wrong[np.searchsorted(inputs, 0.5)] / rows  # the risk has a corner at one half
    best = wrong.argmin()
    return max(np.max(gaps), abs(turn)), (edges[best] + edges[best + 1]) / 2


def cells(inputs, labels, flip, count):
    """Largest gap over all labellings of `count` cells, and whether the majority labels are the truth."""
    place = np.minimum((inputs * count).astype(int), count - 1)
    ones = np.bincount(place[labels], minlength=count) / len(inputs)
    zeros = np.bincount(place[~labels], minlength=count) / len(inputs)
    beyond = np.clip(np.arange(1, count + 1) - count / 2, 0, 1)  # share of each beyond one half
    chance = (beyond * (1 - flip) + (1 - beyond) * flip) / count
    gaps = np.array([chance - ones, 1 / count - chance - zeros])  # calling the cell 0, calling it 1
    right = np.array_equal(ones > zeros, beyond)
    return max(gaps.max(axis=0).sum(), -gaps.min(axis=0).sum()), right


def measure(
    seed: int,
    kind: Kind = "thresholds",
    count: int = 8,
    cells_per_row: float = 0.0,
    flip: float = 0.1,
    least_rows: int = 100,
    most_rows: int = 10_000,
    sets: int = 100,
) -> dict:
    """How the mean largest gap falls with the rows (slope of logs), and the share of sets off the truth.

    `off_somewhere` is the mean over sets of the largest difference over inputs, at the most rows.
    Cells number `count`, or `cells_per_row` times the rows where that is positive.
    """
    if kind not in get_args(Kind):
        raise ValueError(f"unknown kind: {kind}")
    rng = np.random.default_rng(seed)
    sizes = np.geomspace(least_rows, most_rows, 5).round().astype(int)
    gap, off = np.zeros((5, sets)), np.zeros((5, sets))
    for index, rows in enumerate(sizes):
        number = max(round(cells_per_row * rows), 1) if cells_per_row else count
        for each in range(sets):
            inputs = np.sort(rng.random(rows))
            labels = (inputs > 0.5) ^ (rng.random(rows) < flip)
            if kind == "thresholds":
                gap[index, each], found = thresholds(inputs, labels, flip)
                right = found == 0.5
            else:
                gap[index, each], right = cells(inputs, labels, flip, number)
            off[index, each] = not right
    slope = np.polyfit(np.log(sizes), np.log(gap.mean(axis=1)), 1)[0]
    return {
        "gap_slope": float(slope),
        "largest_gap": float(gap[-1].mean()),
        "off_somewhere": float(off[-1].mean()),
        "curves": {
            "over_hypotheses": {"x": sizes, "y": gap.mean(axis=1)},
            "over_inputs": {"x": sizes, "y": off.mean(axis=1)},
        },
    }
