"""How much quicker a product went when it used each number more often, as recorded on one machine.

The times are those of timed_record.py, which says on which machine and when, and are not
taken anew: on another machine they differ, and so they do from one run to the next.  A seed is a
session of the recording; a seed beyond the last one draws rounds of a session again, with
replacement, since nothing else is recorded.  Ratios are taken within a round, in which all products had their turn.
"""

from typing import Literal

import numpy as np
import timed_record

Product = Literal["vector", "shared", "one_by_one", "fresh", "again", "same"]

ROWS = [line.split(",") for line in timed_record.TABLE.split()]
NAMES, TABLE = ROWS[0], np.array(ROWS[1:], float)
USES = {"shared": 64, "one_by_one": 64, "same": 655}  # of a number, if it were fetched once; else 1


def measure(seed: int, product: Product = "shared", over: Product = "vector") -> dict:
    """How many times as many operations a second `product` did as `over`, the median over rounds.

    vector: a matrix of 4096 x 4096 by one column.  shared: by 64 at once.  one_by_one: by 64,
    one after the other.  fresh: 655 matrices of 160 x 160 by a column each; again: the same,
    backwards; same: the first of them 655 times.  `allowed` is the gain by the roofline of
    Williams, Waterman and Patterson 2009 if each number were fetched once: an operation takes
    the longer of its arithmetic (timed in the cache) and its share of a fetch (timed by
    reading the matrix once, which does two operations with each number).
    """
    sessions = int(TABLE[:, 0].max()) + 1
    rounds = TABLE[TABLE[:, 0] == seed % sessions]
    if seed >= sessions:
        rounds = rounds[np.random.default_rng(seed).integers(len(rounds), size=len(rounds))]
    spent = {name: rounds[:, at] / TABLE[0, at] for at, name in enumerate(NAMES) if at > 1}

    def bound(name):
        return np.maximum(spent["read"] / USES.get(name, 1), spent["peak"])

    return {
        "gain": float(np.median(spent[over] / spent[product])),
        "allowed": float(np.median(bound(over) / bound(product))),
    }
