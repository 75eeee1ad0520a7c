"""How common a rare trait looks to people, if those who have it are known to many.

A network of acquaintances is drawn with given numbers of them; carriers are drawn without replacement with
weight (number of acquaintances)^fame.  A person's impression is the share of carriers among the
acquaintances; what is counted is to how many at least half seem to be carriers (Lerman, Yan and Wu 2016).
"""

from typing import Literal

import numpy as np


def network(rng, degrees: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of a random network with about these degrees: stubs joined, loops and doubles dropped."""
    stubs = rng.permutation(np.repeat(np.arange(len(degrees)), degrees))
    stubs = stubs[: len(stubs) // 2 * 2].reshape(2, -1)
    low, high = stubs.min(axis=0), stubs.max(axis=0)
    joined = np.unique((low * len(degrees) + high)[low < high])
    return joined // len(degrees), joined % len(degrees)


def measure(
    seed: int,
    carriers: float = 0.05,
    fame: float = 2.0,
    degrees: Literal["uneven", "even"] = "uneven",
    tail: float = 1.1,
    least: int = 3,
    most: int = 400,
    friends: int = 12,
    people: int = 10_000,
) -> dict:
    """Mean impression, and shares of people to whom at least half, or nobody, seems to be a carrier.

    uneven: numbers of acquaintances have a power-law tail of exponent `tail`, from `least` to `most`;
    even: everybody has `friends`.
    """
    rng = np.random.default_rng(seed)
    if degrees == "uneven":
        wanted = np.minimum(((rng.pareto(tail, people) + 1) * least).astype(int), most)
    elif degrees == "even":
        wanted = np.full(people, friends)
    else:
        raise ValueError(f"unknown degrees: {degrees}")
    first, second = network(rng, wanted)
    ends, others = np.concatenate([first, second]), np.concatenate([second, first])
    known = np.bincount(ends, minlength=people)
    weight = np.maximum(known, 1).astype(float) ** fame
    chosen = rng.choice(people, round(carriers * people), replace=False, p=weight / weight.sum())
    carrier = np.zeros(people)
    carrier[chosen] = 1
    some = known > 0
    impression = np.bincount(ends, weights=carrier[others], minlength=people)[some] / known[some]
    levels = np.linspace(0, 1, 51)
    reached = (impression[:, None] >= levels).mean(axis=0)
    return {
        "impression": float(impression.mean()),
        "half_or_more": float((impression >= 0.5).mean()),
        "nobody": float((impression == 0).mean()),
        "curves": {"reached": {"x": levels, "y": reached}},
    }
