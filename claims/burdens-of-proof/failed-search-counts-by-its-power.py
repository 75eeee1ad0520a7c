"""What a campaign of random inputs that found no crash tells about a planted flaw.

A parser reads up to four records of a tag (one byte), a length (0 to 6) and a payload.  One flaw is planted:
shallow, a tag of 192 or more on a record that is cut short; medium, a tag of 112 to 115 with a
payload that starts below 4; deep, the tag 66 with a payload that starts with four given bytes.
Inputs are drawn at random, or from the constants of the flaw's own condition, as by one who was told where to look.
"""

from typing import Literal

import numpy as np

MAGIC = np.array([0xDE, 0xAD, 0xBE, 0xEF])
Flaw = Literal["shallow", "medium", "deep", "none"]


def crashes(rng, count: int, flaw: str, told: bool, cut: float) -> np.ndarray:
    """Which of `count` inputs reach the flaw, shape (count,)."""
    shape = (count, 4)
    records = rng.integers(1, 5, size=count)
    tag, length = rng.integers(256, size=shape), rng.integers(7, size=shape)
    payload = rng.integers(256, size=(*shape, 4))
    if told:
        known = {"shallow": [192], "medium": [112], "deep": [66], "none": [0]}[flaw]
        tag = np.where(rng.random(shape) < 0.5, rng.choice(known, size=shape), tag)
        start = np.where(rng.random((*shape, 1)) < 0.5, MAGIC, np.array([0, 0, 0, 0]))
        payload = np.where(rng.random((*shape, 1)) < 0.5, start, payload)
    there = np.arange(4) < records[:, None]
    last = np.arange(4) == records[:, None] - 1
    short = last & (length > 0) & (rng.random(count) < cut)[:, None]
    if flaw == "shallow":
        reached = short & (tag >= 192)
    elif flaw == "medium":
        whole = (length >= 1) & ~(short & (length == 1))
        reached = whole & (tag >= 112) & (tag < 116) & (payload[..., 0] < 4)
    elif flaw == "deep":
        whole = (length >= 4) & ~(short & (length == 4))
        reached = whole & (tag == 66) & (payload == MAGIC).all(axis=-1)
    elif flaw == "none":
        reached = np.zeros(shape, bool)
    else:
        raise ValueError(f"unknown flaw: {flaw}")
    return (reached & there).any(axis=1)


def chance(flaw: str, cut: float) -> float:
    """Exact chance that a random input reaches the flaw (one byte of a cut payload is missing)."""
    found = 0.0
    for records in (1, 2, 3, 4):
        if flaw == "shallow":
            hit, last = 0.0, cut * (6 / 7) / 4
        elif flaw == "medium":
            hit = (4 / 256) * (4 / 256) * 6 / 7
            last = (4 / 256) * (4 / 256) * (6 - cut) / 7
        elif flaw == "deep":
            hit = 256.0**-5 * 3 / 7
            last = 256.0**-5 * (3 - cut) / 7
        else:
            hit = last = 0.0
        found += (1 - (1 - hit) ** (records - 1) * (1 - last)) / 4
    return found


def measure(
    seed: int,
    flaw: Flaw = "medium",
    told: bool = False,
    inputs: int = 3000,
    repeats: int = 1,
    prior: float = 0.3,
    cut: float = 0.1,
    campaigns: int = 150,
) -> dict:
    """Power of a campaign of `inputs`, and the belief in the flaw after one that found nothing.

    `power`: share of campaigns with a crash.  `posterior`: belief by Bayes' rule from `prior`, a crash
    being impossible without the flaw.  `factor`: by how much the odds of the flaw fall.  `form`: power from
    the exact chance for inputs all drawn anew; repeats: how often each input is used.
    """
    rng = np.random.default_rng(seed)
    fresh = max(inputs // repeats, 1)
    found = np.array(
        [crashes(rng, fresh, flaw, told, cut).any() for _ in range(campaigns)], dtype=float
    )
    power = float(found.mean())
    missed = 1 - power
    lengths = np.unique(np.geomspace(1, 1e6, 60).astype(int))
    rate = chance(flaw, cut)
    return {
        "power": power,
        "factor": missed,
        "posterior": prior * missed / (prior * missed + 1 - prior),
        "form": float(1 - (1 - rate) ** inputs),
        "curves": {"power": {"x": lengths, "y": 1 - (1 - rate) ** lengths}},
    }
