"""Which triples of correlations three variables can have.

A symmetric matrix with unit diagonal is a correlation matrix exactly when no
eigenvalue is negative.  For three variables with correlations a, b, c that is
1 + 2abc - a^2 - b^2 - c^2 >= 0 inside the cube (Rousseeuw and Molenberghs 1994);
its share of the cube is pi^2 / 16.
"""

from typing import Literal, get_args

import numpy as np

Rule = Literal["determinant", "tetrahedron"]
Where = Literal["inside", "outside"]


def room(a, b, c, rule="determinant"):
    """How far inside the proposed region a triple lies; negative: outside."""
    if rule == "determinant":
        return 1 + 2 * a * b * c - a**2 - b**2 - c**2
    # The tetrahedron through the same four corners: flat faces for the curved ones.
    faces = [1 + a + b + c, 1 + a - b - c, 1 - a + b - c, 1 - a - b + c]
    return np.minimum.reduce(faces)


def matrices(a, b, c):
    """Correlation matrices, shape (n, 3, 3); a: X and Y, b: Y and Z, c: X and Z."""
    one = np.ones_like(a)
    return np.stack([one, a, c, a, one, b, c, b, one], axis=-1).reshape(-1, 3, 3)


def least_eigenvalue(a, b, c):
    """The smallest eigenvalue of each matrix."""
    return np.linalg.eigvalsh(matrices(a, b, c))[:, 0]


def reproduced(a, b, c, rng, rows):
    """Correlations of made-up data whose factor is the matrix's own, as near as one exists."""
    values, vectors = np.linalg.eigh(matrices(a, b, c))
    factor = vectors * np.sqrt(np.maximum(values, 0))[:, None, :]
    noise = rng.standard_normal((rows, 3))
    white = np.linalg.qr(noise - noise.mean(0))[0]  # columns of mean 0, unit length, orthogonal
    data = white @ np.swapaxes(factor, 1, 2)
    data /= np.linalg.norm(data, axis=1, keepdims=True)
    found = np.swapaxes(data, 1, 2) @ data
    return found[:, 0, 1], found[:, 1, 2], found[:, 0, 2]


def pair(x, y, both):
    """Correlation over the rows that both variables have; axis 1 is rows."""
    many = both.sum(1, keepdims=True)
    x = np.where(both, x - (x * both).sum(1, keepdims=True) / many, 0)
    y = np.where(both, y - (y * both).sum(1, keepdims=True) / many, 0)
    return (x * y).sum(1) / np.sqrt((x * x).sum(1) * (y * y).sum(1))


def from_data(rng, tables, rows, shared, present, least_common):
    """Triples of sample correlations, each from the rows that its own pair has."""
    common_part = rng.standard_normal((tables, rows, 1))
    data = np.sqrt(shared) * common_part + np.sqrt(1 - shared) * rng.standard_normal(
        (tables, rows, 3)
    )
    there = rng.random((tables, rows, 3)) < present
    x, y, z = (there[:, :, i] for i in range(3))
    common = np.stack([(x & y).sum(1), (y & z).sum(1), (x & z).sum(1)])
    kept = common.min(0) >= least_common
    data, x, y, z = data[kept], x[kept], y[kept], z[kept]
    dx, dy, dz = (data[:, :, i] for i in range(3))
    return pair(dx, dy, x & y), pair(dy, dz, y & z), pair(dx, dz, x & z)


def level_set(third, rule, points=97):
    """The edge of the region at one value of the third correlation: closed, in (a, b)."""
    if rule == "determinant":
        turn = np.linspace(0, 2 * np.pi, points)
        return np.cos(turn), np.cos(turn + np.arccos(third))
    wide = [1, third, -1, -third, 1]  # corners of a rectangle, in order
    return np.array(wide), np.array([third, 1, -third, -1, third])


def measure(
    seed: int,
    rule: Rule = "determinant",
    draws: int = 400_000,
    checked: int = 20_000,
    where: Where = "inside",
    attained: int = 1_000,
    tables: int = 20_000,
    rows: int = 12,
    shared: float = 0.0,
    present: float = 1.0,
    least_common: int = 4,
    low: float = 0.0,
    high: float = 0.8,
) -> dict:
    """Share of the cube, agreement with eigenvalues, attainability, and triples from data.

    `rule` is determinant or tetrahedron; `where` says from which side of the
    surface the triples to be reproduced come.  In a data table every pair has the
    population correlation `shared`; each entry is there with probability
    `present`, and a pair needs `least_common` rows.
    """
    if rule not in get_args(Rule):
        raise ValueError(f"unknown rule: {rule}")
    if where not in get_args(Where):
        raise ValueError(f"unknown where: {where}")
    rng = np.random.default_rng(seed)
    a, b, c = rng.uniform(-1, 1, (3, draws))
    said = room(a, b, c, rule) >= 0
    some = slice(0, checked)
    truth = least_eigenvalue(a[some], b[some], c[some]) >= 0
    side = (room(a, b, c) >= 0) == (where == "inside")
    a, b, c = (each[side][:attained] for each in (a, b, c))
    missed = np.abs(np.array(reproduced(a, b, c, rng, rows)) - np.array([a, b, c])).max(0)
    sampled = room(*from_data(rng, tables, rows, shared, present, least_common), rule)
    curves = {}
    for name, third in (("low", low), ("high", high)):
        x, y = level_set(third, rule)
        curves[name] = {"x": x, "y": y}
    return {
        "share": float(said.mean()),
        "agreement": float((said[some] == truth).mean()),
        "worst_miss": float(missed.max()),
        "mean_miss": float(missed.mean()),
        "outside": float((sampled < -1e-9).mean()),
        "least_room": float(sampled.min()),
        "curves": curves,
    }
