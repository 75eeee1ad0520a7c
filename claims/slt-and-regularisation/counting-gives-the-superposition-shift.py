"""How the posterior odds of two neighbouring phases of the toy model shift with the sample size.

Shares come from annealed samples of the posterior (see superposition.py); `lower` is the number of
features represented in the lesser phase.  Two elementary accounts of the shift from n = early to
n = late, both known before anything is sampled:
    losses alone: (late - early) times the difference of least losses.  Half the number of parameters
    (Schwarz 1978) adds nothing, as both phases have all of them; nor does the norm, as the prior's
    pull does not grow with n;
    a count: one more feature binds one more column and one more bias, so that
    (hidden + 1)/2 log(late/early) is taken off.
"""

import numpy as np
from superposition import anneal, minima, phase


def measure(
    seed: int,
    features: int = 8,
    hidden: int = 2,
    lower: int = 4,
    early: float = 60.0,
    late: float = 180.0,
    particles: int = 1000,
    moves: int = 12,
    ratio: float = 1.25,
    grid: int = 8,
) -> dict:
    """Shift of log share(lower + 1) / share(lower) and what the elementary accounts say, in nats.

    Half a particle is added to each count.  `fewest` is the least number of particles in either
    phase at either end, `phases` how many phases hold a twentieth at the early size; the curves
    are the shares at three sizes.
    """
    rng = np.random.default_rng(seed)
    sizes = (early, float(np.sqrt(early * late)), late)
    samples, accepted = anneal(rng, features, hidden, sizes, particles, moves, ratio, grid)
    counts = np.array(
        [
            [np.count_nonzero(found == k) for k in range(features + 1)]
            for found in (phase(samples[n][0], grid) for n in sizes)
        ]
    )
    pair = counts[:, lower : lower + 2]
    odds = np.log((pair[:, 1] + 0.5) / (pair[:, 0] + 0.5))
    least = [minima(rng, features, hidden, live, 1, grid)[1] for live in (lower, lower + 1)]
    loss_only = (late - early) * (least[0] - least[1])
    return {
        "shift": float(odds[-1] - odds[0]),
        "loss_only": loss_only,
        "count": loss_only - (hidden + 1) / 2 * float(np.log(late / early)),
        "fewest": float(pair[[0, -1]].min()),
        "phases": float(np.count_nonzero(counts[0] >= 0.05 * particles)),
        "accepted": accepted,
        "curves": {
            f"phase_{k}": {"x": np.array(sizes), "y": counts[:, k] / particles}
            for k in range(features + 1)
        },
    }
