"""Three counts of what the data determine, on losses with two parameters.

Half the largest rank of the Hessian among optima found; half of MacKay's (1992) effective
number of parameters; and the learning coefficient, from two temperatures (Watanabe 2013).
The model is y_j = g_j(w) x_j + unit noise with standard normal inputs and truth 0, so the
population loss is K = |g|^2/2, and n samples give, up to O(1/sqrt n),
n (L_n(w) - L_n(0)) = n |g|^2/2 - sqrt(n) z.g with z standard normal.
"""

from typing import Literal

import numpy as np
from scipy.optimize import least_squares

Loss = Literal["quadratic", "square", "line", "crossing", "quartic", "cusp", "three_lines"]

# name: the functions g_j of (x, y); beside it lambda and m
MODELS = {
    "quadratic": lambda x, y: [x, y],  # 1, 1
    "square": lambda x, y: [x],  # 1/2, 1
    "line": lambda x, y: [x + y],  # 1/2, 1
    "crossing": lambda x, y: [x * y],  # 1/2, 2
    "quartic": lambda x, y: [x, y**2],  # 3/4, 1
    "cusp": lambda x, y: [y**2 - x**3],  # 5/12, 1
    "three_lines": lambda x, y: [x * y * (x + y)],  # 1/3, 1
}


def jacobian(g, w):
    """Derivatives dg_j/dw_i at w (2,), shape (j, 2), by a complex step (exact here)."""
    steps = 1e-30j * np.eye(2)
    return np.array([[np.imag(value) / 1e-30 for value in g(*(w + step))] for step in steps]).T


def hessian_rank(g, start, steps=80):
    """Rank of the Hessian of K at the optimum to which Gauss-Newton leads from `start`."""
    w = start.copy()
    for _ in range(steps):
        w = w - np.linalg.pinv(jacobian(g, w), rcond=1e-9) @ np.array(g(*w))
    slopes = jacobian(g, w)
    return np.sum(np.linalg.eigvalsh(slopes.T @ slopes) > 1e-6)


def effective_number(g, start, noise, samples, precision):
    """Sum of h/(h + precision), h the Gauss-Newton curvatures at the mode near `start`."""

    def residuals(w):
        return np.append(np.sqrt(samples) * np.array(g(*w)) - noise, np.sqrt(precision) * w)

    slopes = jacobian(g, least_squares(residuals, start, xtol=1e-12).x)
    curvature = samples * np.linalg.eigvalsh(slopes.T @ slopes).clip(min=0)
    return np.sum(curvature / (curvature + precision))


def measure(
    seed: int,
    loss: Loss = "square",
    samples: float = 1e5,
    ratio: float = 1.5,
    precision: float = 3.0,
    data_sets: int = 8,
    points: int = 400,
) -> dict:
    """The three counts, the last two averaged over data sets, and the spread between them.

    The learning coefficient comes from a midpoint sum over the box [-1, 1]^2 with a flat
    prior, at inverse temperatures 1/log n and ratio/log n.  The effective number needs a
    normal prior, here of `precision`; 3 gives it the variance of the box.
    """
    rng = np.random.default_rng(seed)
    g = MODELS[loss]
    axis = (np.arange(points) + 0.5) * 2 / points - 1
    x, y = (part.ravel() for part in np.meshgrid(axis, axis))
    values = np.array(g(x, y))
    excess = samples / 2 * (values**2).sum(axis=0)
    betas = np.array([1, ratio]) / np.log(samples)
    ranks, numbers, exponents = [], [], []
    for _ in range(data_sets):
        noise = rng.standard_normal(len(values))
        energy = excess - np.sqrt(samples) * noise @ values
        best = np.argmin(energy + precision / 2 * (x**2 + y**2))
        start = np.array([x[best], y[best]])
        weights = [np.exp(-beta * (energy - energy.min())) for beta in betas]
        hot, cold = (weight @ energy / weight.sum() for weight in weights)
        exponents.append((hot - cold) / (1 / betas[0] - 1 / betas[1]))
        numbers.append(effective_number(g, start, noise, samples, precision))
        ranks.append(hessian_rank(g, rng.uniform(-1, 1, 2)))
    found = {
        "half_rank": float(np.max(ranks) / 2),
        "half_number": float(np.mean(numbers) / 2),
        "exponent": float(np.mean(exponents)),
    }
    return found | {"spread": max(found.values()) - min(found.values())}
