"""What each half of a reply does to an inference from late robots to another ability.

Standard normal quantities: G, a basis missing in all fields; H, how dear failures of machines are.
Lateness of robotics is R = to_robots G + cost H + rest, unreliability of models that break nothing
is U = to_models G + rest, lateness of the other ability is C = to_other G + rest; the rests are
independent and make each variance one.  R, then H, then U are read, with noise.  "On time" is C < 0,
and a doubt is by how much the readings so far lower its chance.  Exact: conditioning of a Gaussian
(textbook; the second reading takes away since two causes of one effect explain each other away).
Sampled: worlds drawn from the prior, weighted by the likelihood of the readings.
"""

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr


def measure(
    seed: int,
    to_robots: float = 0.5,
    cost: float = 0.6,
    to_models: float = 0.6,
    to_other: float = 0.7,
    lateness: float = 1.5,
    dearness: float = 1.5,
    unreliability: float = 1.5,
    noise: float = 0.3,
    blind_draws: bool = False,
    draws: int = 400_000,
) -> dict:
    """Falls of P(on time) after the lag, after the explanation, and after both halves of the reply.

    Readings in standard deviations; noise > 0; to_robots and cost are at most one in squared sum.
    blind_draws: the sampled worlds have no common cause (to see that the check can fail).
    `break_even`: least to_models in steps of 0.02 at which the whole reply leaves as much doubt as the lag alone.
    """

    def doubts(models: float) -> np.ndarray:
        """Falls of P(on time) after one, two and three readings."""
        load = np.array([to_robots, 0.0, models, to_other])  # of R, H, U, C on G
        covariance = np.outer(load, load) + np.diag(
            [1 - to_robots**2, 1, 1 - models**2, 1 - to_other**2]
        )
        covariance[0, 1] = covariance[1, 0] = cost
        readings = np.array([lateness, dearness, unreliability])
        falls = []
        for count in (1, 2, 3):
            seen = covariance[:count, :count] + noise**2 * np.eye(count)
            gain = np.linalg.solve(seen, covariance[:count, 3])
            spread = np.sqrt(1 - gain @ covariance[:count, 3])
            falls.append(0.5 - ndtr(-(gain @ readings[:count]) / spread))
        return np.array(falls)

    exact = doubts(to_models)
    grid = np.linspace(0, 0.98, 50)
    curve = np.array([doubts(each)[2] for each in grid])
    reached = np.flatnonzero(curve >= exact[0])
    if len(reached) == 0:
        break_even = 1.0
    elif reached[0] == 0:
        break_even = 0.0
    else:
        ends = grid[reached[0] - 1], grid[reached[0]]
        break_even = brentq(lambda each: doubts(each)[2] - exact[0], *ends)

    rng = np.random.default_rng(seed)
    shared, dear, *rests = rng.standard_normal((5, draws))
    if blind_draws:
        shared_robots, shared_models = rng.standard_normal((2, draws))
    else:
        shared_robots = shared_models = shared
    robots = to_robots * shared_robots + cost * dear
    robots += np.sqrt(1 - to_robots**2 - cost**2) * rests[0]
    models = to_models * shared_models + np.sqrt(1 - to_models**2) * rests[1]
    other = to_other * shared + np.sqrt(1 - to_other**2) * rests[2]
    weight = np.exp(
        -((lateness - robots) ** 2 + (dearness - dear) ** 2 + (unreliability - models) ** 2)
        / (2 * noise**2)
    )
    weight /= weight.sum()
    share = weight @ (other < 0)
    return {
        "lag": float(exact[0]),
        "explained": float(exact[1]),
        "restored": float(exact[2]),
        "break_even": float(break_even),
        "sampled": float(0.5 - share),
        "standard_error": float(np.sqrt(np.sum((weight * ((other < 0) - share)) ** 2))),
        "curves": {
            "whole_reply": {"x": grid, "y": curve},
            "lag_alone": {"x": grid, "y": np.full_like(grid, exact[0])},
        },
    }
