"""A square magnet of spins on a torus, many copies at once, by heat-bath steps on a chequerboard.

A spin is drawn given its four neighbours with the energy -s s' (Glauber 1963).  All spins of one colour
are drawn together, for their neighbours have the other; this needs an even side.  Chances are right to
one in 65,536, which is enough for temperatures above 1.
"""

import numpy as np
from scipy.special import expit


class Magnet:
    """Copies of a magnet: `black` and `white` hold spins (side, side / 2, copies) of 1 and -1."""

    def __init__(self, rng, side, temperature, copies):
        """Half of the copies begin with all spins up and half with all down."""
        if side % 2:
            raise ValueError(f"a chequerboard on a torus needs an even side, not {side}")
        self.rng, self.side = rng, side
        sign = np.where(np.arange(copies) < copies // 2, 1, -1).astype(np.int8)
        self.black = np.tile(sign, (side, side // 2, 1))
        self.white = self.black.copy()
        # A draw that reaches k of these asks for a sum of neighbours of -4 + 2k at least.
        self.limits = [
            np.uint16(min(round(65536 * expit(2 * total / temperature)), 65535))
            for total in range(-4, 5, 2)
        ]

    def drawn(self, other, odd):
        """New spins of one colour given the `other`, whose rows with (row % 2 == odd) are shifted."""
        total = other + np.roll(other, 1, axis=0) + np.roll(other, -1, axis=0)
        total[odd::2] += np.roll(other[odd::2], -1, axis=1)
        total[1 - odd :: 2] += np.roll(other[1 - odd :: 2], 1, axis=1)
        words = self.rng.bit_generator.random_raw(-(-other.size // 4))  # four draws of 16 bits each
        draw = words.view(np.uint16)[: other.size].reshape(other.shape)
        reached = (draw >= self.limits[0]).view(np.int8)
        for limit in self.limits[1:]:
            reached = reached + (draw >= limit).view(np.int8)
        return (total >= 2 * reached - 4).view(np.int8) * np.int8(2) - np.int8(1)

    def sweep(self):
        """Draw every spin once."""
        self.black = self.drawn(self.white, 1)
        self.white = self.drawn(self.black, 0)

    def means(self):
        """The mean spin of each copy."""
        total = self.black.sum(axis=(0, 1), dtype=np.int32) + self.white.sum(
            axis=(0, 1), dtype=np.int32
        )
        return total / self.side**2


def slowest(side, temperature):
    """The largest eigenvalue below 1 of one sweep, exactly, from all 2^(side^2) states; side 4 at most.

    It belongs to a function that changes sign with the spins; a sweep is applied to such a function until
    its size falls by the same factor each time.
    """
    sites = side * side
    if sites > 16:
        raise ValueError(f"all states are listed for a side of 4 at most, not {side}")
    spins = 1 - 2 * ((np.arange(2**sites)[:, None] >> np.arange(sites)) & 1)
    grid = spins.reshape(-1, side, side)
    total = sum(np.roll(grid, way, axis) for axis in (1, 2) for way in (1, -1)).reshape(-1, sites)
    up = expit(2 * total / temperature)
    row, column = np.divmod(np.arange(sites), side)
    order = np.argsort((row + column) % 2, kind="stable")
    value, factor = spins.sum(axis=1).astype(float), 0.0
    for _ in range(60):
        size = np.linalg.norm(value)
        for site in order[::-1]:
            pair = value.reshape(-1, 2, 2**site)
            chance = up[:, site].reshape(-1, 2, 2**site)[:, 0]
            mean = chance * pair[:, 0] + (1 - chance) * pair[:, 1]
            value = np.repeat(mean[:, None], 2, axis=1).reshape(-1)
        before, factor = factor, np.linalg.norm(value) / size
        if abs(factor - before) < 1e-12:
            break
    return float(factor)
