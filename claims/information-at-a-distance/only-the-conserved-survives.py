"""How much a chain of noisy steps still tells of its start, in bits, without any sampling.

The chain has groups of states.  Steps move about inside a group; a leak lets them cross between groups.
The law after t steps is the t-th power of the table of chances, so every number is exact.
"""

from typing import Literal, get_args

import numpy as np

Chain = Literal["groups", "cycle", "spins"]
Reading = Literal["bits", "correlation"]


def table(rng, chain, groups, states, leak, coupling):
    """Chances of going from each state to each other, one row a state.

    "groups": a symmetric table inside each group, mixed with an even one over all states by `leak`.
    "cycle": the same, and every step goes on to the next group.  "spins": one spin given its neighbour in an open
    row of spins with the energy -s s' and inverse temperature `coupling` (Ising 1925).
    """
    if chain == "spins":
        weights = np.exp(coupling * np.array([[1, -1], [-1, 1]]))
        return weights / weights.sum(axis=1, keepdims=True)
    size = groups * states
    chances = np.zeros((size, size))
    for group in range(groups):
        block = slice(group * states, (group + 1) * states)
        draws = rng.random((states, states))
        draws = draws + draws.T
        inside = draws / draws.sum(axis=1).max()
        inside[np.diag_indices(states)] += 1 - inside.sum(axis=1)
        chances[block, block] = inside
    if chain == "cycle":
        chances = np.roll(chances, states, axis=1)
    return (1 - leak) * chances + leak / size


def bits(joint):
    """Mutual information of a table of joint chances, in bits."""
    apart = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0)
    there = joint > 0
    return float(np.sum(joint[there] * np.log2(joint[there] / apart[there])))


def measure(
    seed: int,
    chain: Chain = "groups",
    groups: int = 4,
    states: int = 6,
    leak: float = 0.0,
    coupling: float = 1.0,
    steps: int = 2000,
    reading: Reading = "bits",
) -> dict:
    """What is left after `steps` steps of a chain that starts in each state with equal chance.

    `left` bits between start and end.  `slope` is the fall per step of the log of what is left, where
    that is between 1e-11 and 1e-7 (0 if it is never there); what is left is bits, or with `reading`
    "correlation" the largest correlation of a function of the start with one of the end.  `rate_ratio`
    is `slope` over twice the log of `second`, the second largest eigenvalue in size: for a reversible
    chain the bits go as the sum of the squared correlations (expand the logarithm).
    """
    for word, kind in ((chain, Chain), (reading, Reading)):
        if word not in get_args(kind):
            raise ValueError(f"no such setting: {word}")
    rng = np.random.default_rng(seed)
    chances = table(rng, chain, groups, states, leak, coupling)
    size = len(chances)
    second = float(np.sort(np.abs(np.linalg.eigvals(chances)))[-2])
    joint, left, level = np.eye(size) / size, [], []
    for _ in range(steps + 1):
        left.append(bits(joint))
        if reading == "correlation":
            level.append(np.linalg.svd(joint * size - 1 / size, compute_uv=False)[0])
        joint = joint @ chances
    slope = fall(np.array(level or left))
    times = np.unique(np.geomspace(1, steps, 60).astype(int))
    return {
        "left": left[-1],
        "slope": slope,
        "rate_ratio": float(slope / (2 * np.log(second))) if 0 < second < 1 - 1e-9 else 0.0,
        "second": second,
        "curves": {"left": {"x": times, "y": np.maximum(np.array(left)[times], 1e-12)}},
    }


def fall(level):
    """Slope per step of the log of `level` where it is between 1e-11 and 1e-7, 0 if fewer than three are."""
    inside = np.flatnonzero((level > 1e-11) & (level < 1e-7))
    if len(inside) < 3:
        return 0.0
    return float(np.polyfit(inside, np.log(level[inside]), 1)[0])
