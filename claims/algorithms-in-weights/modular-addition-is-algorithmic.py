"""Addition modulo p, learned from some of its pairs: in which frequencies the answer is made, and a table beside it.

The network is Gromov's (2023), trained with the weight decay of Nanda et al. (2023).  What is looked
at: the pairs held out, how much of each unit's weights is one frequency, and what is left when
only that frequency is kept or when it is removed.  Beside the network stands another that gives the
same scores, a table with a hidden unit for each pair that stores what the network says of it.
"""

from typing import Literal, get_args

import numpy as np
from modular import alive, code, explained, filtered, pairs_of, reach, spectra, train

Rule = Literal["sum", "permuted"]
Other = Literal["table", "retrained"]


def measure(
    seed: int,
    rule: Rule = "sum",
    other: Other = "table",
    p: int = 23,
    units: int = 128,
    share: float = 0.6,
    steps: int = 1000,
    decay: float = 1.0,
    waves: int = 3,
) -> dict:
    """Accuracies on the pairs trained on and on the others, frequencies, and the other network's inside.

    `rule: permuted` deals the answers out to the pairs anew; `share` of the pairs are trained on.
    `wave` is how well a linear probe, fitted to four fifths of all pairs, reads cosines of the sum from
    the hidden units on the rest, the least of the first `waves` frequencies; `reach` the share of inputs
    that a hidden unit matters to.  `other_...` are the same for the other network: the table,
    or one retrained from another start.  `apart` is the largest difference of scores between the two.
    """
    if rule not in get_args(Rule):
        raise ValueError(f"unknown rule: {rule}")
    if other not in get_args(Other):
        raise ValueError(f"unknown other: {other}")
    rng = np.random.default_rng(seed)
    left, right = pairs_of(p)
    sums = (left + right) % p
    answers = rng.permutation(sums) if rule == "permuted" else sums
    known = rng.permutation(p * p) < round(share * p * p)
    probed = rng.permutation(p * p) < round(0.8 * p * p)
    rows = (left[known], right[known], answers[known])
    first, second = train(rng, p, units, *rows, steps, decay=decay)

    features = code(first, left, right)
    scores = features @ second
    halves = spectra(first)
    power = halves[0] + halves[1]
    order = np.concatenate([power.argsort(axis=0)[:1], power.argsort(axis=0)])
    strongest, next_one = order[-1] + 1, order[-2] + 1
    live = alive(first)
    total = np.maximum(power.sum(axis=0), 1e-300)

    def right_after(weights, where):
        given = (code(weights, left, right) @ second).argmax(axis=1)
        return float((given == answers)[where].mean())

    if other == "retrained":
        twin, reads = train(rng, p, units, *rows, steps, decay=decay)
        others = code(twin, left, right)
    else:
        others, reads = np.eye(p * p), scores  # one unit for each pair, which stores the scores
    turns = 2 * np.pi * np.arange(1, waves + 1) * sums[:, None] / p
    return {
        "train": right_after(first, known),
        "test": right_after(first, ~known),
        "concentration": float((power.max(axis=0) / total)[live].mean()),
        "same": float((halves[0].argmax(axis=0) == halves[1].argmax(axis=0))[live].mean()),
        "keep_train": right_after(filtered(first, strongest, True), known),
        "keep_test": right_after(filtered(first, strongest, True), ~known),
        "drop_test": right_after(filtered(first, strongest, False), ~known),
        "drop_next_test": right_after(filtered(first, next_one, False), ~known),
        "wave": explained(features, np.cos(turns), probed),
        "other_wave": explained(others, np.cos(turns), probed),
        "reach": reach(features, second),
        "other_reach": reach(others, reads),
        "apart": float(np.abs(others @ reads - scores).max()),
        "curves": {
            "spectrum": {
                "x": np.arange(1.0, len(power) + 1),
                "y": np.sort(power / total, axis=0)[::-1][:, live].mean(axis=1),
            }
        },
    }
