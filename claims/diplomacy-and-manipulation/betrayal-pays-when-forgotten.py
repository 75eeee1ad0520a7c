"""When it pays to break a pledge, by how long the game is likely to go on and whether partners remember.

In each round a pledge is kept or broken against somebody who trusts it.  Who was betrayed and
remembers trusts no more.  After each round the game goes on with a given chance.
"""

import numpy as np


def measure(
    seed: int,
    going_on: float = 0.8,
    memory: bool = True,
    keep: float = 3.0,
    betray: float = 5.0,
    distrusted: float = 1.0,
    games: int = 4000,
) -> dict:
    """What breaking the pledge from the first round on earns beyond keeping it, and where that turns.

    `keep` and `betray` are what a round earns with a partner who trusts, and `distrusted` what one
    earns without.  `threshold` is the least chance of going on at which keeping earns more in
    the games drawn (1 if it never does up to 0.95); in expectation it is
    (betray - keep) / (betray - distrusted).
    """
    chances = np.linspace(0.02, 0.95, 94)
    draws = np.random.default_rng(seed).random(games)

    def gain(chance):
        rounds = 1 + np.floor(np.log(draws) / np.log(chance))
        later = distrusted if memory else betray
        return float(np.mean(betray + (rounds - 1) * later - rounds * keep))

    gains = np.array([gain(chance) for chance in chances])
    lost = np.flatnonzero(gains < 0)
    return {
        "gain": gain(going_on),
        "threshold": float(chances[lost[0]]) if len(lost) else 1.0,
        "curves": {"gain": {"x": chances[:80], "y": gains[:80]}},
    }
