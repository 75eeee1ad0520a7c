"""Small mazes, many at a time, with what an expert would do in each cell and a run of any policy."""

import numpy as np

WAYS = ((0, 1), (1, 0), (0, -1), (-1, 0))


def carve(rng, size):
    """Where each of the four ways leads from each cell (size * size, 4) of a maze without loops."""
    leads = np.repeat(np.arange(size * size)[:, None], 4, axis=1)
    seen, path = {0}, [0]
    while path:
        row, column = divmod(path[-1], size)
        open_ways = [
            (way, (row + down) * size + column + right)
            for way, (down, right) in enumerate(WAYS)
            if 0 <= row + down < size
            and 0 <= column + right < size
            and (row + down) * size + column + right not in seen
        ]
        if not open_ways:
            path.pop()
            continue
        way, cell = open_ways[rng.integers(len(open_ways))]
        leads[path[-1], way], leads[cell, (way + 2) % 4] = cell, path[-1]
        seen.add(cell)
        path.append(cell)
    return leads


def expert(leads):
    """The best way in each cell (mazes, cells) towards the last cell."""
    mazes, cells, _ = leads.shape
    far = np.full((mazes, cells), cells)
    far[:, -1] = 0
    rows = np.arange(mazes)[:, None, None]
    for _ in range(cells):
        far = np.minimum(far, far[rows, leads].min(axis=2) + 1)
    return far[rows, leads].argmin(axis=2)


def reached(rng, leads, policy, limit):
    """Share of all starts from which `policy` comes to the last cell within `limit` steps.

    `policy` (mazes, cells) holds a way, or -1 where it goes any way.
    """
    mazes, cells, _ = leads.shape
    rows = np.arange(mazes)[:, None]
    place = np.tile(np.arange(cells - 1), (mazes, 1))
    for _ in range(limit):
        way = policy[rows, place]
        way = np.where(way < 0, rng.integers(0, 4, way.shape), way)
        place = np.where(place == cells - 1, place, leads[rows, place, way])
    return float(np.mean(place == cells - 1))


def cloned(rng, leads, demonstrations):
    """A policy that repeats what the expert did, from random starts, and the steps it was shown per maze."""
    mazes, cells, _ = leads.shape
    best, rows = expert(leads), np.arange(mazes)
    policy, shown = np.full((mazes, cells), -1), 0
    for _ in range(demonstrations):
        place = rng.integers(0, cells - 1, mazes)
        while np.any(place != cells - 1):
            going = place != cells - 1
            policy[rows[going], place[going]] = best[rows[going], place[going]]
            shown += going.sum()
            place = np.where(going, leads[rows, place, best[rows, place]], place)
    return policy, shown / mazes


def reinforced(rng, leads, steps, limit, reward=1.0, at=(), explore=1.0, discount=0.95):
    """Policies after `steps` steps of Q-learning, and after each number of steps in `at`."""
    mazes, cells, _ = leads.shape
    rows = np.arange(mazes)
    value, kept = np.zeros((mazes, cells, 4)), {}
    place, age = rng.integers(0, cells - 1, mazes), np.zeros(mazes, dtype=int)
    for step in range(1, steps + 1):
        tie = value[rows, place] + 1e-9 * rng.random((mazes, 4))
        way = np.where(rng.random(mazes) < explore, rng.integers(0, 4, mazes), tie.argmax(axis=1))
        after = leads[rows, place, way]
        there = after == cells - 1
        value[rows, place, way] = np.where(there, reward, discount * value[rows, after].max(axis=1))
        age += 1
        ended = there | (age >= limit)
        place = np.where(ended, rng.integers(0, cells - 1, mazes), after)
        age[ended] = 0
        if step in at or step == steps:
            kept[step] = np.where(value.max(axis=2) > 0, value.argmax(axis=2), -1)
    return kept
