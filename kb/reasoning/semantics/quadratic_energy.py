"""How strong each element is, given what supports and attacks it: quadratic energy.

A separate measure, never mixed into the labels (Potyka 2018).  From its weight an element
moves to ``w + (1 - w) h(E) - w h(-E)``, where E is what supports it less what attacks it, and
``h(x) = max(x, 0)^2 / (1 + max(x, 0)^2)``.  On cycles nobody has proved that this settles, so
the residual is reported, and no strengths are where it stays above the tolerance.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

WEIGHT = 0.5
TOLERANCE = 1e-6
STEP = 0.5  # of time; a fifth of what would be unstable
NEAR = 0.05  # a residual from which straight steps to the fixed point are tried
MOST_STEPS = 400


@dataclass(frozen=True)
class Influence:
    """A support (+1) or an attack (-1); its force is the product of the sources' strengths.

    An undercut link is one of the sources: it passes on only its own share.
    """

    sources: tuple[str, ...]
    target: str
    sign: int


@dataclass(frozen=True)
class Strengths:
    """Strengths between 0 and 1, empty if they did not settle; and how far off they were."""

    values: Mapping[str, float] = field(default_factory=dict)
    residual: float = 0.0
    steps: int = 0


@dataclass(frozen=True)
class Equilibrium:
    """Where the strengths went, as an array, and the largest change still under way."""

    values: Any
    residual: float
    steps: int


def strengths(
    elements: Iterable[str],
    influences: Iterable[Influence],
    weights: Mapping[str, float] | None = None,
    tolerance: float = TOLERANCE,
    steps: int = MOST_STEPS,
) -> Strengths:
    """The strength of every element, if the strengths settle."""
    import numpy

    names = sorted(elements)
    number = {name: index for index, name in enumerate(names)}
    known = list(influences)
    count = len(known)
    targets = numpy.fromiter(
        (number[influence.target] for influence in known), dtype=int, count=count
    )
    signs = numpy.fromiter((influence.sign for influence in known), dtype=float, count=count)
    sizes = numpy.fromiter((len(influence.sources) for influence in known), dtype=int, count=count)
    sources = numpy.fromiter(
        (number[s] for influence in known for s in influence.sources), dtype=int
    )
    start = numpy.full(len(names), WEIGHT)
    for name, weight in (weights or {}).items():
        start[number[name]] = weight
    found = settle(start, sources, sizes, targets, signs, tolerance, steps)
    if not found.residual <= tolerance:
        return Strengths({}, found.residual, found.steps)
    return Strengths(
        dict(zip(names, found.values.tolist(), strict=True)), found.residual, found.steps
    )


def settle(
    weights: Any,
    sources: Any,
    sizes: Any,
    targets: Any,
    signs: Any,
    tolerance: float = TOLERANCE,
    steps: int = MOST_STEPS,
) -> Equilibrium:
    """Follow the equation from the weights on, and near the end go straight to the fixed point.

    Arrays: ``sizes`` says how many of ``sources`` belong to each influence, one or more.
    """
    import numpy

    flow = flow_of(weights, sources, sizes, targets, signs)
    values = numpy.array(weights, dtype=float)
    change = flow(values)
    residual = float(numpy.abs(change).max(initial=0.0))
    near, done = NEAR, 0
    while residual > tolerance and done < steps:
        done += 1
        if residual < near:
            there = flow(values + change)
            off = float(numpy.abs(there).max())
            if off < 0.8 * residual:
                values, change, residual = values + change, there, off
                continue
            near /= 10
        values = step_of_time(flow, values, change)
        change = flow(values)
        residual = float(numpy.abs(change).max())
    return Equilibrium(values, residual, done)


def step_of_time(flow: Callable[[Any], Any], values: Any, first: Any) -> Any:
    """One step of time (Runge and Kutta's fourth order)."""
    second = flow(values + STEP / 2 * first)
    third = flow(values + STEP / 2 * second)
    fourth = flow(values + STEP * third)
    return values + STEP / 6 * (first + 2 * second + 2 * third + fourth)


def flow_of(
    weights: Any, sources: Any, sizes: Any, targets: Any, signs: Any
) -> Callable[[Any], Any]:
    """The right side of the equation, as a function of the strengths."""
    import numpy

    size = len(weights)
    single = sizes == 1
    starts = numpy.cumsum(sizes) - sizes
    alone = added_up(size, targets[single], sources[starts[single]], signs[single])
    jointly = numpy.flatnonzero(~single)
    members = sources[numpy.repeat(~single, sizes)]
    first = numpy.cumsum(sizes[jointly]) - sizes[jointly]
    together = added_up(size, targets[jointly], numpy.arange(len(jointly)), signs[jointly])

    def flow(values: Any) -> Any:
        energy = alone(values)
        if len(jointly):
            energy = energy + together(numpy.multiply.reduceat(values[members], first))
        squared = energy * energy
        bent = squared / (1 + squared)
        return weights + numpy.where(energy > 0, (1 - weights) * bent, -weights * bent) - values

    return flow


def added_up(size: int, rows: Any, columns: Any, signs: Any) -> Callable[[Any], Any]:
    """A sparse matrix times a vector; loading scipy for it would take longer than most bases do.

    Entries of one place are one, and each row is added up in the order of its columns.
    """
    import numpy

    width = int(columns.max(initial=-1)) + 1
    places, entry = numpy.unique(rows * width + columns, return_inverse=True)
    row, column = (places // width, places % width) if width else (places, places)
    shares = numpy.bincount(entry, signs, len(places))

    def times(values: Any) -> Any:
        return numpy.bincount(row, shares * values[column], size)

    return times
