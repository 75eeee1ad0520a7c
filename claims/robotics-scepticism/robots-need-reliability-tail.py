"""Two agents with the same mean score, one of which fails completely now and then.

The steady agent scores Beta(100 m, 100 (1 - m)) on every task.  The spiky one scores
0 with probability `catastrophe`, and otherwise so much more that the means agree.
A complete failure ends the robot's life, or costs that one task only.  If it ends the
life, a life of H tasks keeps (1 - (1 - c)^H) / (c H) of the steady total (geometric sum).
"""

import numpy as np


def measure(
    seed: int,
    catastrophe: float = 0.02,
    tasks: int = 100,
    mean_score: float = 0.9,
    spread: float = 0.01,
    irreversible: bool = True,
    balanced: bool = True,
    robots: int = 10_000,
) -> dict:
    """Gap of the mean scores, surviving share, and total of the spiky agents over the steady ones.

    mean_score below 1 - catastrophe by a few spreads.  balanced: the spiky agent is compensated for its
    failures; if not, it scores `mean_score` when it does not fail.
    """
    rng = np.random.default_rng(seed)
    shape = (robots, tasks)
    steady = rng.beta(100 * mean_score, 100 * (1 - mean_score), shape)
    failed = rng.random(shape) < catastrophe
    usual = mean_score / (1 - catastrophe) if balanced else mean_score
    spiky = np.where(failed, 0.0, rng.normal(usual, spread, shape).clip(0, 1))
    at_work = np.logical_and.accumulate(~failed, axis=1) if irreversible else np.ones(shape, bool)
    life = np.arange(1, tasks + 1)
    form = (1 - (1 - catastrophe) ** tasks) / (catastrophe * tasks) if catastrophe > 0 else 1.0
    return {
        "mean_gap": float(spiky.mean() - steady.mean()),
        "survival": float(at_work[:, -1].mean()),
        "total_ratio": float((spiky * at_work).sum() / steady.sum()),
        "form_ratio": float(form),
        "curves": {"at_work": {"x": life, "y": at_work.mean(axis=0)}},
    }
