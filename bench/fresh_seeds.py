"""How often one of n fresh seeds crosses a bound that the nearest of n missed by m deviations.

Prints the table of ``kb/demos/expectations/chance.py``, for normal draws, and the same for draws
with a long tail towards the bound.  ``python -m bench.fresh_seeds [SAMPLES]``: standard errors
are below one in fifty of a chance of 1 % with the ten million samples that it takes by default.
"""

import sys

import numpy as np

from kb.demos.expectations.chance import MARGINS, ONE_OF


def crossings(draw, seeds: int, samples: int) -> np.ndarray:
    """How far, in standard deviations of the first set, the least of a fresh set lies below."""
    first, fresh = draw((samples, seeds)), draw((samples, seeds))
    return (first.min(axis=1) - fresh.min(axis=1)) / first.std(axis=1, ddof=1)


def chances(draw, seeds: int, samples: int) -> list[float]:
    """The chance at each margin, in chunks that fit into memory."""
    chunk = max(1, 2_000_000 // seeds)
    beyond, done = np.zeros(len(MARGINS)), 0
    while done < samples:
        far = crossings(draw, seeds, chunk)
        beyond += [(far > margin).sum() for margin in MARGINS]
        done += chunk
    return [float(f"{found:.2g}") for found in beyond / done]


if __name__ == "__main__":
    rng = np.random.default_rng(20261128)
    many = int(sys.argv[1]) if sys.argv[1:] else 10_000_000
    kinds = {
        "normal": lambda size: rng.normal(size=size),
        "long tail": lambda size: -rng.exponential(size=size),
    }
    for kind, draw in kinds.items():
        print(kind, "seeds: chance at each of", MARGINS)
        for seeds in ONE_OF:
            print(f"    {seeds}: {chances(draw, seeds, many)}")
