"""How strong a prior for simple rules must be before it decides, among all 65,536 rules on four bits.

A rule's size is the number of leaves of its smallest decision tree, found exactly by splitting on each bit in turn.
The prior gives every rule a weight that halves `strength` times with each leaf.  Some inputs are shown with their labels under
a target rule; the posterior is the prior restricted to the rules that agree with them.
"""

from functools import cache
from typing import Literal, get_args

import numpy as np

Target = Literal["single", "pair", "random", "parity"]
Prior = Literal["leaves", "shuffled"]
Activation = Literal["relu", "sine"]
BITS = 4


@cache
def leaves(bits):
    """Leaves of the smallest decision tree of every rule on so many bits; rule r says bit i of r on input i."""
    count = 2**bits
    rules = np.arange(2**count)
    if not bits:
        return np.ones(2, int)
    smaller, table = leaves(bits - 1), rules[:, None] >> np.arange(count) & 1
    best = np.full(len(rules), count)
    for bit in range(bits):
        asked = np.arange(count) >> bit & 1
        sides = [table[:, asked == side] @ (1 << np.arange(count // 2)) for side in (0, 1)]
        best = np.minimum(best, smaller[sides[0]] + smaller[sides[1]])
    return np.where((rules == 0) | (rules == len(rules) - 1), 1, best)


def inputs():
    """All inputs as bits, shape (16, 4)."""
    return np.arange(2**BITS)[:, None] >> np.arange(BITS) & 1


def right_share(rules, truth, hidden):
    """Share of the hidden inputs on which each rule agrees with the rule `truth`."""
    wrong = (rules ^ truth)[:, None] >> np.flatnonzero(hidden) & 1
    return 1 - wrong.mean(1)


def target_rule(rng, target):
    """Labels of the 16 inputs under the target rule; which bits matter is drawn."""
    bits = inputs()[:, rng.permutation(BITS)]
    if target == "single":
        return bits[:, 0]
    if target == "pair":
        return bits[:, 0] & bits[:, 1]
    if target == "parity":
        return bits.sum(1) % 2
    return rng.integers(2, size=2**BITS)


def net_rules(rng, draws, width, activation, frequency):
    """The rules that random networks of one hidden layer show on the 16 inputs, as numbers."""
    signs = 2.0 * inputs() - 1
    into = rng.standard_normal((draws, BITS, width)) * BITS**-0.5
    shift, out = rng.standard_normal((2, draws, width))
    hidden = signs @ into + shift[:, None]
    hidden = np.maximum(hidden, 0) if activation == "relu" else np.sin(frequency * hidden)
    score = (hidden @ out[..., None])[..., 0] + rng.standard_normal((draws, 1))
    return (score > 0) @ (1 << np.arange(2**BITS))


def weights_of(strengths):
    """Weight of a rule by its number of leaves, 0 to 16: one row a strength."""
    return 2.0 ** (-np.asarray(strengths)[..., None] * np.arange(2**BITS + 1))


def matching(counts, mean):
    """The strength at which the prior's mean size is `mean`, by bisection between -10 and 10."""
    low, high, size = -10.0, 10.0, np.arange(len(counts))
    for _ in range(60):
        middle = (low + high) / 2
        mass = counts * weights_of(middle)
        low, high = (middle, high) if mass @ size > mean * mass.sum() else (low, middle)
    return low


def measure(
    seed: int,
    target: Target = "pair",
    strength: float = 2.0,
    shown: int = 8,
    splits: int = 40,
    order: Prior = "leaves",
    draws: int = 20_000,
    width: int = 16,
    activation: Activation = "relu",
    frequency: float = 6.0,
) -> dict:
    """Expected share of the inputs not shown that the posterior gets right, a mean over `splits` choices of the `shown`.

    `needed` is the least strength, in halvings a leaf, at which that share reaches three quarters (10: none up to there).
    `crossing` is the strength at which the prior is as likely to draw a rule of up to four leaves as a larger one;
    `network` the strength whose mean size is that of the rules of random networks, `network_right` the share right
    of those of them that agree with what is shown.  With `order: shuffled` sizes are dealt to rules at random.
    """
    for value, choices in ((target, Target), (order, Prior), (activation, Activation)):
        if value not in get_args(choices):
            raise ValueError(f"unknown word: {value}")
    rng = np.random.default_rng(seed)
    sizes = leaves(BITS)
    drawn = net_rules(rng, draws, width, activation, frequency)
    network = matching(np.bincount(sizes, minlength=2**BITS + 1), sizes[drawn].mean())
    used = rng.permutation(sizes) if order == "shuffled" else sizes
    rules, places = np.arange(len(sizes)), 1 << np.arange(2**BITS)
    strengths = np.append(np.linspace(0, 6, 49), strength)
    weights = weights_of(strengths)
    right, by_nets = np.zeros(len(strengths)), []
    for _ in range(splits):
        truth = target_rule(rng, target) @ places
        hidden = np.ones(2**BITS, bool)
        hidden[rng.choice(2**BITS, shown, replace=False)] = False
        mask = places[~hidden].sum()
        agrees = rules[(rules ^ truth) & mask == 0]
        share = right_share(agrees, truth, hidden)
        mass = weights[:, used[agrees]]
        right += mass @ share / mass.sum(1) / splits
        by_nets.extend(right_share(drawn[(drawn ^ truth) & mask == 0], truth, hidden))
    enough = np.flatnonzero(right[:-1] >= 0.75)
    total = weights[:-1] @ np.bincount(used, minlength=2**BITS + 1)
    simple = weights[:-1] @ np.bincount(used[sizes <= 4], minlength=2**BITS + 1) / total
    return {
        "right": float(right[-1]),
        "needed": float(strengths[enough[0]]) if len(enough) else 10.0,
        "crossing": float(np.interp(0.5, simple, strengths[:-1])),
        "network": float(network),
        "network_right": float(np.mean(by_nets)) if by_nets else 0.5,
        "curves": {"right": {"x": strengths[:-1], "y": right[:-1]}},
    }
