"""Two distributions that verdicts need: Student's t, and the beta-binomial.

Written out, since the library that has them takes longer to load than a whole warm ``verify``;
the tests compare them with it.
"""

import math

TINY = 1e-300
TERMS = 300


def t_tail(value: float, degrees: float) -> float:
    """The chance that Student's t with some degrees of freedom exceeds a value (DLMF 8.17.10)."""
    if math.isinf(value):
        return 0.0 if value > 0 else 1.0
    half = 0.5 * incomplete_beta(degrees / 2, 0.5, degrees / (degrees + value * value))
    return half if value >= 0 else 1 - half


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b).

    The continued fraction of DLMF 8.17.22 by the modified method of Lentz, with the symmetry
    8.17.4 where it converges slowly.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = math.exp(a * math.log(x) + b * math.log1p(-x) - log_beta(a, b)) / a
    fraction, upper, lower = 1.0, 1.0, 0.0
    for term in range(1, TERMS):
        k = term // 2
        factor = (
            -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
            if term % 2
            else k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
        )
        lower = 1 / ((1 + factor * lower) or TINY)
        upper = (1 + factor / upper) or TINY
        fraction *= upper * lower
        if abs(upper * lower - 1) < 1e-15:
            break
    return front / fraction


def log_beta(a: float, b: float) -> float:
    """The logarithm of the beta function B(a, b)."""
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def fresh_count(successes: int, trials: int) -> list[float]:
    """The chances of 0, 1, ... successes in as many fresh trials as were made.

    The beta-binomial distribution that Laplace's rule of succession gives: every rate of
    success is as likely as any other before the trials.
    """
    a, b = successes + 1, trials - successes + 1
    return [
        math.comb(trials, count)
        * math.exp(log_beta(count + a, trials - count + b) - log_beta(a, b))
        for count in range(trials + 1)
    ]
