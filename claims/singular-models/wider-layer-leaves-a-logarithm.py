"""The marginal likelihood of a product of matrices through a hidden layer, by quadrature.

The function is B A with B (2, H) and A (H, M), standard normal entries, and the truth is
zero: Z(n) is the mean of exp(-n |B A|^2 / 2).  Given B the mean over A is
det(1 + n B B')^(-M/2), so that Z is a double integral over the eigenvalues s, t of the
Wishart matrix B B', with density proportional to (s t)^((H - 3)/2) exp(-(s + t)/2) |s - t|.
Theory: Z goes as n^-lambda (log n)^(m - 1), by Aoyagi and Watanabe (2005).
"""

import numpy as np

from reduced_rank import learning_coefficient


def evidence(samples, hidden, inputs, points):
    """Z(n) at each n of `samples`; `points` nodes in log s from 1e-14 to 100, and as many in log t.

    Each eigenvalue pair is taken with s < t, as t and the share s/t, so that |s - t| has no kink.
    """
    at, weight = np.polynomial.legendre.leggauss(points)
    larger = np.exp(np.log(1e-14) + np.log(1e16) * (1 + at) / 2)
    share = np.exp(np.log(1e-14) * (1 - at) / 2)
    s = share[:, None] * larger
    density = (s * larger) ** ((hidden - 3) / 2) * np.exp(-(s + larger) / 2) * (larger - s)
    density *= weight[:, None] * weight * s * larger
    return np.array(
        [np.sum(density * ((1 + n * s) * (1 + n * larger)) ** (-inputs / 2)) for n in samples]
    ) / np.sum(density)


def measure(
    seed: int,
    hidden: int = 3,
    inputs: int = 2,
    few: float = 1e6,
    many: float = 1e8,
    points: int = 400,
) -> dict[str, object]:
    """Growth of the negative log marginal likelihood, and the logarithm left in it.

    `rate` is that growth per unit of log n from `few` to `many` samples, in nats, and
    `predicted` the same by the formula.  `climb` is the growth of n^lambda Z(n) per unit of
    log n: 0 in the limit where m = 1.  There are two outputs.  Nothing is drawn at random.
    """
    exponent, multiplicity = learning_coefficient(inputs, 2, hidden, 0)
    ends = np.array([few, many])
    found = evidence(ends, hidden, inputs, points)
    width = np.log(many / few)
    scaled = ends**exponent * found
    sizes = np.geomspace(10, many, 26)
    along = sizes**exponent * evidence(sizes, hidden, inputs, points)
    return {
        "rate": np.log(found[0] / found[1]) / width,
        "predicted": exponent - (multiplicity - 1) * np.log(np.log(many) / np.log(few)) / width,
        "climb": (scaled[1] - scaled[0]) / width,
        "curves": {"scaled": {"x": sizes, "y": along}},
    }
