"""The variance term of the widely applicable information criterion, by quadrature.

Data y_i ~ N(0, 1), model N(g(w), 1), g = sign(p) |p|^power with p a product of `depth`
parameters, each uniform on [-1, 1].  A log likelihood ratio is y g - g^2/2.  Posterior
moments of g depend on the data through z = sum y_i / sqrt(n) alone, and given z the sum of
y_i^2 has mean n - 1 + z^2.  Means over data:
    V   sum over i of the posterior variance of y_i g - g^2/2     (Watanabe 2010)
    T   -log of the posterior mean of exp(y_i g - g^2/2), y_i one of the data
    G   the same for a new y
The criterion is T + V/n.  Theory: n G nears lambda - (m - 1)/log n.  For a product of m
parameters V nears 1 - (m - 1)/log n, by a first-order count of ours: the prior of g is a
power m - 1 of log(1/|g|), which is nearly flat.
"""

import numpy as np

from evidence_quadrature import CHANCE, NOISE, learning_coefficient, nodes


def terms(depth, power, samples, beta):
    """V, n T and n G, posterior at inverse temperature `beta`."""
    n = float(samples)
    g, prior = nodes(depth, power, 0.0, n)
    fit = beta * (np.sqrt(n) * NOISE[:, None] * g - n * g**2 / 2)
    share = np.exp(fit - fit.max(axis=1, keepdims=True)) * prior
    share /= share.sum(axis=1, keepdims=True)
    first, second, third, fourth = (share @ g**order for order in (1, 2, 3, 4))
    variance = (
        (n - 1 + NOISE**2) * (second - first**2)
        - np.sqrt(n) * NOISE * (third - first * second)
        + n / 4 * (fourth - second**2)
    )
    old = np.exp(NOISE * np.sqrt(1 - 1 / n) * g[:, None] - g[:, None] ** 2 / 2)
    lean = np.exp(NOISE[:, None] / np.sqrt(n) * g)  # a datum has mean z / sqrt(n)
    new = np.exp(NOISE * g[:, None] - g[:, None] ** 2 / 2)
    training = -np.log((share * lean) @ old) @ CHANCE
    error = -np.log(share @ new) @ CHANCE
    return float(variance @ CHANCE), float(n * training @ CHANCE), float(n * error @ CHANCE)


def measure(
    seed: int, depth: int = 2, power: float = 1.0, samples: int = 1000, beta: float = 1.0
) -> dict[str, object]:
    """Means over data of the variance term, of the criterion and of the error, times n.

    `samples` is n.  `to_come` is what a thousand times the data add to the variance term.
    `criterion` and `error` are n times loss beyond the truth's, in nats;
    `twice_coefficient` is 2 lambda, `first_order` the count for products.  Nothing is
    drawn at random.
    """
    variance, training, error = terms(depth, power, samples, beta)
    later = terms(depth, power, 1000 * samples, beta)[0]
    exponent, multiplicity = learning_coefficient(depth, power)
    sizes = np.geomspace(100, 1e6, 13)
    along = np.array([terms(depth, power, size, beta)[0] for size in sizes])
    return {
        "variance": variance,
        "to_come": later - variance,
        "twice_coefficient": 2 * exponent,
        "first_order": 1 - (multiplicity - 1) / np.log(samples),
        "criterion": training + variance,
        "error": error,
        "curves": {
            "variance": {"x": sizes, "y": along},
            "twice": {"x": sizes, "y": np.full(len(sizes), 2 * exponent)},
        },
    }
