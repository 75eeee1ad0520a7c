"""How far a Bayesian estimate is from least squares, as the error about the truth shrinks.

Values follow one function, slope times input, up to a Gaussian error; or, for a share of
the rows, another function, minus that.  Bayes is told the law of the data, mixture and size
of error included, and gets the slope's posterior mean under a standard normal prior by
summing over a grid.  Least squares is empirical risk minimisation with the squared loss;
with a flat prior and no second function the two agree exactly (MacKay 1992).
"""

import numpy as np


def log_posterior(slopes, inputs, values, error, second):
    """Log posterior up to a constant at every slope, shape of `slopes`."""
    with np.errstate(divide="ignore"):  # a share of zero weighs nothing
        weights = np.log([1 - second, second])
    products = slopes[:, None] * inputs
    fits = [
        weights[k] - ((values - sign * products) / error) ** 2 / 2 for k, sign in ((0, 1), (1, -1))
    ]
    return np.logaddexp(*fits).sum(axis=1) - slopes**2 / 2


def posterior_mean(inputs, values, error, second, points=401):
    """Posterior mean of the slope: a grid that finds the peak, and one as fine as the error asks."""
    width = 1 / np.sqrt(1 + (inputs @ inputs) / error**2)
    centre, reach = 0.0, 6.0
    while True:
        slopes = centre + np.linspace(-reach, reach, points)
        heights = log_posterior(slopes, inputs, values, error, second)
        if reach <= 40 * width:
            share = np.exp(heights - heights.max())
            return float(share @ slopes / share.sum())
        centre, reach = slopes[heights.argmax()], max(reach / 10, 40 * width)


def measure(
    seed: int,
    slope: float = 1.0,
    rows: int = 50,
    second: float = 0.0,
    least_error: float = 0.01,
    most_error: float = 1.0,
    sets: int = 8,
) -> dict:
    """Distance between the two estimates at the least and the most error, over the true slope.

    Root mean squares over `sets` data sets of `rows` rows with standard normal inputs; the same
    draws serve every size of error.  `order` is the power of the error with which the distance falls.
    """
    rng = np.random.default_rng(seed)
    inputs = rng.standard_normal((sets, rows))
    draws = rng.standard_normal((sets, rows))
    signs = np.where(rng.random((sets, rows)) < second, -1.0, 1.0)
    errors = np.geomspace(least_error, most_error, 5)
    apart = np.zeros((len(errors), sets))
    for index, error in enumerate(errors):
        values = signs * slope * inputs + error * draws
        for each in range(sets):
            least_squares = inputs[each] @ values[each] / (inputs[each] @ inputs[each])
            bayes = posterior_mean(inputs[each], values[each], error, second)
            apart[index, each] = (bayes - least_squares) / slope
    distance = np.sqrt((apart**2).mean(axis=1))
    return {
        "distance": float(distance[0]),
        "distance_at_most_error": float(distance[-1]),
        "order": float(np.polyfit(np.log(errors), np.log(distance), 1)[0]),
        "curves": {"distance": {"x": errors, "y": distance}},
    }
