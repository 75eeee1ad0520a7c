"""What n tests without a failure bound, and what they leave open.

If the rate of failure is p, all of n independent tests pass with chance (1 - p)^n.  The 95 per cent upper
limit on one side is where that chance is 0.05; an interval of 95 per cent with both tails ends where it is 0.025
(Clopper and Pearson 1934).  The rule of three, 3/n, is about the first (Hanley and Lippman-Hand 1983).
The belief that no input fails starts at `prior`; otherwise the rate is drawn from Beta(rare, common).
"""

import numpy as np
from scipy.special import betaln


def measure(
    seed: int,
    tests: int = 100,
    batch: int = 1,
    prior: float = 0.5,
    rare: float = 0.1,
    common: float = 10.0,
    failures: int = 0,
    samples: int = 200_000,
) -> dict:
    """Both upper limits, how far the rule of three is from them, and the belief that nothing fails.

    `clean`: share of samples of tests in which none fails at the one-sided limit; tests come in batches of
    `batch` that pass or fail together.  `belief`: that the rate is zero, after tests with `failures` of them failed.
    """
    rng = np.random.default_rng(seed)
    one_sided = 1 - 0.05 ** (1 / tests)
    two_sided = 1 - 0.025 ** (1 / tests)
    drawn = rng.binomial(max(tests // batch, 1), one_sided, samples)

    def belief(count, failed):
        if failed > 0:
            return 0.0
        seen = np.exp(betaln(rare, common + count) - betaln(rare, common))
        return float(prior / (prior + (1 - prior) * seen))

    lengths = np.unique(np.geomspace(5, 1e6, 60).astype(int))
    return {
        "one_sided": float(one_sided),
        "two_sided": float(two_sided),
        "off_one": float(abs(3 / tests - one_sided) / one_sided),
        "off_two": float(abs(3 / tests - two_sided) / two_sided),
        "clean": float((drawn == 0).mean()),
        "belief": belief(tests, failures),
        "curves": {
            "belief": {"x": lengths, "y": np.array([belief(each, failures) for each in lengths])},
            "one_sided": {"x": lengths, "y": 1 - 0.05 ** (1 / lengths)},
            "two_sided": {"x": lengths, "y": 1 - 0.025 ** (1 / lengths)},
        },
    }
