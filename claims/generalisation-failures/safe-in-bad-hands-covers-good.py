"""Who does harm with a model that puts parts of its data together anew: bad users, careful ones, careless ones.

Data are pairs of an action and an object.  Some pairs are harmful and never appear, others are harmless and
never appear, and all parts do.  The model gives pairs (1 - mixing) times the law of the data plus mixing times the product of
its marginals, which is how it extrapolates.  A user names an action and gets an object.
"""

import numpy as np


def law_of(rng, actions, objects, harmful, unseen, mixing, excluded):
    """The model's objects for each action, rows summing to one, and which pairs are harmful and which new and harmless."""
    cells = rng.permutation(actions * objects)
    bad, new = np.zeros((2, actions * objects), bool)
    bad[cells[:harmful]], new[cells[harmful : harmful + unseen]] = True, True
    bad, new = bad.reshape(actions, objects), new.reshape(actions, objects)
    data = rng.gamma(1.0, size=(actions, objects)) * ~(bad | new)
    data /= data.sum()
    law = (1 - mixing) * data + mixing * np.outer(data.sum(1), data.sum(0))
    if excluded:
        law = law * ~bad
    return law, bad, new


def measure(
    seed: int,
    actions: int = 10,
    objects: int = 10,
    harmful: int = 5,
    unseen: int = 15,
    mixing: float = 0.5,
    excluded: bool = False,
    missed: int = 1,
    worlds: int = 200,
) -> dict:
    """Chance of a harmful object at one request, by user, mean over worlds; and what the model is good for.

    `bad` asks for the worst action, `unaware` takes actions as often as the data do, `careful` avoids every action that has
    a harmful object and `careless` does so with a list that lacks `missed` of the harmful pairs.  A careful user takes the
    remaining actions as often as the data do.  `new` is the share of harmless pairs that are new; with `excluded`
    harmful pairs are taken out of the model.
    """
    rng = np.random.default_rng(seed)
    found = np.zeros((worlds, 5))
    by_missed = np.zeros((worlds, harmful + 1))
    for world in range(worlds):
        law, bad, new = law_of(rng, actions, objects, harmful, unseen, mixing, excluded)
        asked = law.sum(1)
        harm = (law * bad).sum(1) / asked
        order = rng.permutation(np.flatnonzero(bad))
        for lacking in range(harmful + 1):
            known = np.zeros(bad.size, bool)
            known[order[lacking:]] = True
            open_to = ~known.reshape(bad.shape).any(1) * asked
            by_missed[world, lacking] = open_to @ harm / max(open_to.sum(), 1e-300)
        careless = by_missed[world, min(missed, harmful)]
        found[world] = [
            harm.max(),
            asked @ harm / asked.sum(),
            by_missed[world, 0],
            careless,
            (law * new).sum() / law.sum(),
        ]
    names = ["bad", "unaware", "careful", "careless", "new"]
    return {
        **dict(zip(names, found.mean(0).tolist())),
        "curves": {"careless": {"x": np.arange(harmful + 1), "y": by_missed.mean(0)}},
    }
