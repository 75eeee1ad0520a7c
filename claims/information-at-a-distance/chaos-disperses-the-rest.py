"""What is still readable of a ring's start when its cells have shared energy for a long time.

The total is conserved.  The cells meet in pairs, alternately with the one and the other neighbour; a
pair keeps its sum, and its first cell's share of it is changed by a rule and by a little noise.
"""

from typing import Literal

import numpy as np

Rule = Literal["chaotic", "contracting", "calm", "averaging"]

# A pair's share f after it has met: the logistic map, a step halfway to one half, none, one half.
RULES = {
    "chaotic": lambda share: 4 * share * (1 - share),
    "contracting": lambda share: 0.5 + 0.5 * (share - 0.5),
    "calm": lambda share: share,
    "averaging": lambda share: np.full_like(share, 0.5),
}


def meeting(rng, energy, first, rule, noise):
    """Energies (rings, cells) after the cells `first`, `first` + 2, ... met their right neighbours."""
    cells = energy.shape[1]
    left = np.arange(first, first + cells, 2) % cells
    right = (left + 1) % cells
    total = energy[:, left] + energy[:, right]
    share = RULES[rule](energy[:, left] / total)
    share = (share + noise * rng.standard_normal(share.shape)).clip(1e-6, 1 - 1e-6)
    energy[:, left], energy[:, right] = share * total, (1 - share) * total
    return energy


def explained(known, wanted, known_new, wanted_new):
    """Share of the variance of `wanted_new` that least squares on `known` explains, rows unseen by it."""
    centre, scale = known.mean(axis=0), known.std(axis=0)
    scale[scale < 1e-9] = np.inf  # a feature that does not vary tells nothing
    table = (known - centre) / scale
    weights = np.linalg.lstsq(table, wanted - wanted.mean(), rcond=1e-10)[0]
    guess = (known_new - centre) / scale @ weights + wanted.mean()
    return 1 - np.mean((wanted_new - guess) ** 2) / np.var(wanted_new)


def features(energy):
    """The energies and their squares."""
    return np.hstack([energy, energy**2])


def measure(
    seed: int,
    rule: Rule = "chaotic",
    steps: int = 40,
    cells: int = 8,
    noise: float = 1e-4,
    leak: float = 0.0,
    rings: int = 16_000,
) -> dict:
    """Share of the variance of the first cell's first energy that is explained after `steps` meetings.

    `readable` from all energies and their squares, `conserved` from the total alone, both on rings that
    the fit has not seen; `total_kept` is the share of the first total's variance explained by the last.
    With independent cells of one law the total explains 1 / `cells` of it.  `leak` is the standard
    deviation of the log of a factor for the whole ring at each step; with 0 the total is conserved.
    `cells` is even.
    """
    if cells % 2:
        raise ValueError(f"a ring of pairs has an even number of cells, not {cells}")
    rng = np.random.default_rng(seed)
    start = rng.gamma(2.0, size=(rings, cells))
    energy, half = start.copy(), rings // 2
    shown = {
        step for step in (0, 1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300) if step <= steps
    }
    curve = {}
    for step in range(steps + 1):
        if step in shown | {steps}:
            curve[step] = read(features(energy), start[:, 0], half)
        if step < steps:
            energy = meeting(rng, energy, step % 2, rule, noise)
            if leak:
                energy *= np.exp(leak * rng.standard_normal((rings, 1)))
    total = energy.sum(axis=1, keepdims=True)
    readable = curve[steps]
    return {
        "readable": readable,
        "conserved": read(total, start[:, 0], half),
        "total_kept": read(np.log(total), np.log(start.sum(axis=1)), half),
        "curves": {"readable": {"x": np.array(list(curve)), "y": np.array(list(curve.values()))}},
    }


def read(known, wanted, half):
    """What is explained in the second half of the rows by a fit to the first."""
    return float(explained(known[:half], wanted[:half], known[half:], wanted[half:]))
