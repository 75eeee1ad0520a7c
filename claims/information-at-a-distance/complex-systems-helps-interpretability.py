"""Whether the groups of a system that nearly falls apart into groups show in how its parts move together.

Linear noisy dynamics: each variable is pulled towards the mean of its group and, weakly, towards others.
Simon and Ando (1961) call such a system nearly decomposable.
"""

from typing import Literal, get_args

import numpy as np
from scipy.cluster.vq import kmeans2

Shuffle = Literal["no", "links", "times"]


def links(rng, groups, members, between):
    """Weights (variables, variables) and the group of each, in a random order of the variables."""
    size = groups * members
    group = rng.permutation(np.repeat(np.arange(groups), members))
    same = group[:, None] == group
    weights = rng.exponential(size=(size, size)) * np.where(same, 1.0, between)
    np.fill_diagonal(weights, 0)
    return weights, group


def pairs(counts):
    """How many pairs there are inside groups of these sizes."""
    return (counts * (counts - 1) / 2).sum()


def agreement(first, second):
    """Adjusted Rand index of two groupings: 1 if they are the same, 0 on average for random ones."""
    table = np.zeros((first.max() + 1, second.max() + 1))
    np.add.at(table, (first, second), 1)
    both, one, other = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = one * other / pairs(np.array([table.sum()]))
    return (both - expected) / ((one + other) / 2 - expected)


def mixed(rng, group):
    """Groups that take as many variables from each true group as can be."""
    other = np.empty_like(group)
    for one in range(group.max() + 1):
        members = rng.permutation(np.flatnonzero(group == one))
        other[members] = np.arange(len(members)) % (group.max() + 1)
    return other


def measure(
    seed: int,
    groups: int = 4,
    members: int = 8,
    between: float = 0.003,
    shuffle: Shuffle = "no",
    memory: float = 0.98,
    times: int = 4000,
    lag: int = 10,
) -> dict:
    """How well groups are found from what is seen of the variables, and how long group means last.

    `found` adjusted Rand index of the groups found from the correlations of the variables (the leading
    eigenvectors, one a group, then k-means) with the true ones; `slow` correlation of group means with
    themselves `lag` steps later, of the groups found; `slow_mixed` the same for groups that take alike from each true one.
    `between` is the weight of links between groups over that inside; "links" shuffles all links,
    "times" shuffles each variable's times.
    """
    if shuffle not in get_args(Shuffle):
        raise ValueError(f"unknown shuffle: {shuffle}")
    rng = np.random.default_rng(seed)
    weights, group = links(rng, groups, members, between)
    size = len(weights)
    if shuffle == "links":
        apart = ~np.eye(size, dtype=bool)
        weights[apart] = rng.permutation(weights[apart])
    pull = memory * weights / weights.sum(axis=1, keepdims=True)
    seen, now = np.empty((times, size)), np.zeros(size)
    noise = rng.standard_normal((times + 200, size))
    for time in range(-200, times):
        now = pull @ now + noise[time + 200]
        if time >= 0:
            seen[time] = now
    if shuffle == "times":
        seen = rng.permuted(seen, axis=0)
    correlation = np.corrcoef(seen.T)
    leading = np.linalg.eigh(correlation)[1][:, -groups:]
    rows = leading / np.linalg.norm(leading, axis=1, keepdims=True)
    tries = [kmeans2(rows, groups, minit="++", seed=rng.integers(2**31)) for _ in range(10)]
    found = min(tries, key=lambda each: np.sum((rows - each[0][each[1]]) ** 2))[1]
    order = np.argsort(group, kind="stable")
    ordered = correlation[np.ix_(order, order)]
    return {
        "found": float(agreement(group, found)),
        "slow": lasting(seen, found, groups, lag),
        "slow_mixed": lasting(seen, mixed(rng, group), groups, lag),
        "grids": {"correlation": {"x": np.arange(size), "y": np.arange(size), "z": ordered}},
    }


def lasting(seen, group, groups, lag):
    """Correlation of the deviations of group means from the whole's mean with those `lag` steps later."""
    means = np.stack(
        [seen[:, group == one].mean(axis=1) for one in range(groups) if np.any(group == one)]
    )
    means = means - seen.mean(axis=1)
    means -= means.mean(axis=1, keepdims=True)
    return float(np.sum(means[:, :-lag] * means[:, lag:]) / np.sum(means[:, lag:] ** 2))
