"""What insiders and outsiders see of the same population in their own circles.

Acquaintances are pairs: the first end is anybody, the second somebody of the same group with chance
`homophily`, and anybody otherwise.  A person's impression is the share of aware people among the
acquaintances.  Exact means follow from counting ends of pairs within and across the groups.
"""

import numpy as np


def measure(
    seed: int,
    homophily: float = 0.9,
    inside: float = 0.1,
    aware_inside: float = 0.85,
    aware_outside: float = 0.03,
    friends: float = 20.0,
    pull: float = 1.0,
    people: int = 4000,
) -> dict:
    """Mean share of aware acquaintances that insiders and outsiders see, and the share in truth.

    inside: share of insiders, above 0 and below 1.  friends: mean number of acquaintances.  Persons without any are left out.
    pull: how many times as often an insider is the first end as an outsider is; the exact means take it to be 1.
    """
    rng = np.random.default_rng(seed)
    group = np.arange(people) < round(inside * people)
    aware = rng.random(people) < np.where(group, aware_inside, aware_outside)
    pairs = round(people * friends / 2)
    count = min(max(int(group.sum()), 1), people - 1)
    chance = inside * pull / (inside * pull + 1 - inside)
    inner, outer = rng.integers(count, size=pairs), rng.integers(count, people, size=pairs)
    first = np.where(rng.random(pairs) < chance, inner, outer)
    second = rng.integers(people, size=pairs)
    alike = rng.random(pairs) < homophily
    within = np.where(
        group[first], rng.integers(count, size=pairs), rng.integers(count, people, size=pairs)
    )
    second = np.where(alike, within, second)
    ends, others = np.concatenate([first, second]), np.concatenate([second, first])
    known = np.bincount(ends, minlength=people)
    met = np.bincount(ends, weights=aware[others], minlength=people)
    impression = met / np.maximum(known, 1)

    def means(same):
        """Exact mean impressions, from pairs within the groups and across."""
        inner = inside * (same + (1 - same) * inside)
        across = 2 * inside * (1 - inside) * (1 - same)
        outer = (1 - inside) * (same + (1 - same) * (1 - inside))
        seen = np.array([2 * inner / (2 * inner + across), across / (2 * outer + across)])
        return seen * aware_inside + (1 - seen) * aware_outside

    degrees = np.linspace(0, 0.99, 40)
    curve = np.array([means(same) for same in degrees])
    truth = inside * aware_inside + (1 - inside) * aware_outside
    return {
        "insiders": float(impression[group & (known > 0)].mean()),
        "outsiders": float(impression[~group & (known > 0)].mean()),
        "exact_insiders": float(means(homophily)[0]),
        "exact_outsiders": float(means(homophily)[1]),
        "truth": float(aware.mean()),
        "curves": {
            "insiders": {"x": degrees, "y": curve[:, 0]},
            "outsiders": {"x": degrees, "y": curve[:, 1]},
            "truth": {"x": degrees, "y": np.full_like(degrees, truth)},
        },
    }
