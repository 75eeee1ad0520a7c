"""Generated abstract frameworks of several shapes; the same seed gives the same one."""

import random
from collections.abc import Callable

from bench.peers import Edges


def erdos_renyi(size: int, rng: random.Random, degree: float = 6) -> Edges:
    chance = degree / size
    return [(a, b) for a in range(size) for b in range(size) if rng.random() < chance]


def dense(size: int, rng: random.Random) -> Edges:
    return erdos_renyi(size, rng, degree=size / 10)


def sparse(size: int, rng: random.Random) -> Edges:
    """Each attack with a chance of two in a hundred: the hard ones are near 300 arguments."""
    return erdos_renyi(size, rng, degree=size / 50)


def barabasi_albert(size: int, rng: random.Random) -> Edges:
    """Newcomers quarrel with those who already quarrel much; some answer back."""
    ends = [0, 1]
    edges = {(0, 1)}
    for each in range(2, size):
        for other in {rng.choice(ends) for _ in range(2)}:
            edges |= {(each, other)} if rng.random() < 0.5 else {(other, each)}
            edges |= {(other, each), (each, other)} if rng.random() < 0.3 else set()
            ends += [each, other]
    return sorted(edges)


def watts_strogatz(size: int, rng: random.Random) -> Edges:
    """A ring of neighbours, some links rewired, in random directions."""
    edges = set()
    for each in range(size):
        for step in (1, 2, 3):
            other = rng.randrange(size) if rng.random() < 0.2 else (each + step) % size
            edges |= {(each, other)} if rng.random() < 0.5 else {(other, each)}
            edges |= {(other, each), (each, other)} if rng.random() < 0.2 else set()
    return sorted(edge for edge in edges if edge[0] != edge[1])


def strong_components(size: int, rng: random.Random) -> Edges:
    """Groups of about ten that attack within, and sparsely the groups after them."""
    group = [rng.randrange(max(1, size // 10)) for _ in range(size)]
    return [
        (a, b)
        for a in range(size)
        for b in range(size)
        if a != b
        and (
            (group[a] == group[b] and rng.random() < 0.3)
            or (group[a] < group[b] and rng.random() < 4 / size)
        )
    ]


def debate(size: int, rng: random.Random) -> Edges:
    """Replies attack something said before; now and then they are answered back."""
    edges = set()
    for each in range(1, size):
        if rng.random() < 0.85:
            other = rng.randrange(max(0, each - 40), each)
            edges.add((each, other))
            if rng.random() < 0.25:
                edges.add((other, each))
    return sorted(edges)


FAMILIES: dict[str, Callable[[int, random.Random], Edges]] = {
    "Erdos-Renyi": erdos_renyi,
    "Erdos-Renyi, dense": dense,
    "Barabasi-Albert": barabasi_albert,
    "Watts-Strogatz": watts_strogatz,
    "strong components": strong_components,
    "debate": debate,
}
