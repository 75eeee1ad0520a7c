"""How many dimensions of a system's start can be told from far away, and how many its states have.

Cells in several rooms share energy at random, in pairs that are drawn anew at each step.  A room's total is conserved
and nothing else is.
"""

import numpy as np


def share(rng, energy, rooms):
    """Energies (systems, cells) after the cells of each room met in random pairs and split what they had."""
    systems, cells = energy.shape
    order = rng.random((systems, rooms, cells // rooms)).argsort(axis=2)
    order += (np.arange(rooms) * (cells // rooms))[:, None]
    order = order.reshape(systems, -1, 2)
    rows = np.arange(systems)[:, None]
    total = energy[rows, order[..., 0]] + energy[rows, order[..., 1]]
    part = rng.random(total.shape)
    energy[rows, order[..., 0]], energy[rows, order[..., 1]] = part * total, (1 - part) * total
    return energy


def canonical(first, second):
    """Canonical correlations of two tables with the same rows, largest first (Hotelling 1936)."""
    sides = []
    for each in (first, second):
        left, size, _ = np.linalg.svd(each - each.mean(axis=0), full_matrices=False)
        sides.append(left[:, size > 1e-9 * size[0]])
    return np.linalg.svd(sides[0].T @ sides[1], compute_uv=False)


def spread_over(table):
    """How many directions the variance of the rows is spread over: its square over the sum of squares."""
    sizes = np.linalg.eigvalsh(np.cov(table.T))
    return float(sizes.sum() ** 2 / np.sum(sizes**2))


def measure(
    seed: int,
    rooms: int = 3,
    cells: int = 12,
    steps: int = 40,
    window: int = 200,
    leak: float = 0.0,
    systems: int = 2000,
) -> dict:
    """Dimensions of what `systems` late states tell of their start, and of the states themselves.

    `told` how many canonical correlations of the first and the late energies exceed one half; `state`
    over how many directions the late energies vary; `averaged` the same for energies averaged over
    `window` further steps.  `leak` is the standard deviation of the log of a factor for each room at each step.
    Each room has an even number of cells.
    """
    if cells % (2 * rooms):
        raise ValueError(f"{cells} cells do not make {rooms} rooms of pairs")
    rng = np.random.default_rng(seed)
    start = rng.gamma(2.0, size=(systems, cells))
    energy, late = start.copy(), np.zeros((systems, cells))
    for step in range(steps + window):
        if step == steps:
            state = energy.copy()
        energy = share(rng, energy, rooms)
        if leak:
            factors = np.exp(leak * rng.standard_normal((systems, rooms)))
            energy *= np.repeat(factors, cells // rooms, axis=1)
        if step >= steps:
            late += energy / window
    levels = canonical(start, state)
    return {
        "told": float(np.sum(levels > 0.5)),
        "state": spread_over(state),
        "averaged": spread_over(late),
        "curves": {"correlation": {"x": np.arange(1, len(levels) + 1), "y": levels}},
    }
