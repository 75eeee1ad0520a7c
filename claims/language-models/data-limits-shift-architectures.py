"""Which of two ways to learn a maze does better, when demonstrations or own steps are limited."""

import numpy as np

from mazes import carve, cloned, reached, reinforced


def measure(
    seed: int,
    demonstrations: int = 30,
    steps: int = 10_000,
    reward: float = 1.0,
    explore: float = 1.0,
    size: int = 7,
    mazes: int = 32,
    limit: int = 100,
) -> dict:
    """Share of starts from which a learned policy finds the way out within `limit` steps, mean over mazes.

    `cloned` repeats what `demonstrations` of an expert showed and goes any way elsewhere; `reinforced`
    comes from `steps` own steps of Q-learning, a share `explore` of them in any way, with `reward` at the exit and no
    demonstration; `aimless` goes any way
    everywhere.  `gain` is `reinforced` less `cloned`.  `human_steps` and `own_steps` are the fewest shown and own
    steps, of those tried, with which nine tenths are reached; twice the most that was tried if none does.
    """
    rng = np.random.default_rng(seed)
    leads = np.stack([carve(rng, size) for _ in range(mazes)])
    policy, _ = cloned(rng, leads, demonstrations)
    tried = [
        int(each) for each in np.unique(np.geomspace(1, max(demonstrations, 1), 8).astype(int))
    ]
    shown = []
    for count in tried:
        known, length = cloned(rng, leads, count)
        shown.append((length, reached(rng, leads, known, limit)))
    times = sorted({int(each) for each in np.geomspace(min(100, steps), steps, 10)} | {steps})
    kept = reinforced(rng, leads, steps, limit, reward, times, explore)
    own = [(time, reached(rng, leads, kept[time], limit)) for time in times]
    by_clone = reached(rng, leads, policy, limit)
    return {
        "cloned": by_clone,
        "reinforced": own[-1][1],
        "gain": own[-1][1] - by_clone,
        "aimless": reached(rng, leads, np.full(leads.shape[:2], -1), limit),
        "human_steps": fewest(shown),
        "own_steps": fewest(own),
        "curves": {
            "cloned": {"x": np.array([x for x, _ in shown]), "y": np.array([y for _, y in shown])},
            "reinforced": {
                "x": np.array([x for x, _ in own], float),
                "y": np.array([y for _, y in own]),
            },
        },
    }


def fewest(tried, share=0.9):
    """The least first number whose second is at least `share`; twice the greatest if there is none."""
    return float(min((x for x, y in tried if y >= share), default=2 * tried[-1][0]))
