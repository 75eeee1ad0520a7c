"""How well an audit tells how many claims a reader overlooked, with and without empty records.

Some texts hold a claim and others none; a reader overlooks each claim with a chance.  If texts from which
nothing was taken are recorded, an auditor reads a sample of them again and scales up what is found.
If only the claims are kept, the auditor can draw from these alone, where nothing is overlooked.
"""

import numpy as np


def measure(
    seed: int,
    recorded: bool = True,
    overlooked: float = 0.2,
    texts: int = 2000,
    empty: float = 0.3,
    audited: int = 80,
    audits: int = 400,
) -> dict:
    """Mean estimate and root mean square error of the number overlooked, both over the true number.

    empty: share of texts without a claim.  audited: how many records an auditor reads again.
    """
    rng = np.random.default_rng(seed)
    holds = rng.random((audits, texts)) >= empty
    missed = holds & (rng.random((audits, texts)) < overlooked)
    true = missed.sum(axis=1)
    untaken = (~holds | missed).sum(axis=1)
    if recorded:
        drawn = np.minimum(audited, untaken)
        found = rng.hypergeometric(true, untaken - true, drawn)
        estimate = untaken * found / np.maximum(drawn, 1)
    else:
        estimate = np.zeros(audits)
    scale = max(float(true.mean()), 1e-12)
    sizes = np.array([5, 10, 20, 40, 80, 160, 320])
    share = true / np.maximum(untaken, 1)
    spread = untaken * np.sqrt(share * (1 - share) / sizes[:, None])
    return {
        "true": float(true.mean()),
        "estimate_ratio": float(estimate.mean() / scale),
        "error_ratio": float(np.sqrt(np.mean((estimate - true) ** 2)) / scale),
        "curves": {"error": {"x": sizes, "y": spread.mean(axis=1) / scale}},
    }
