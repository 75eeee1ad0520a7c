"""Whether conditions on one measurement can hold together, decided without running it.

What cannot be read is taken to be true, so 'incompatible' is never said in error.  A bare
comparison holds on every seed, but one seed may take one side of an ``or`` and the next the other.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from kb.demos.expectations.bounds import (
    All,
    Condition,
    Formula,
    Some,
    Unread,
    bounds,
    formula_of,
    unread,
)
from kb.demos.expectations.combinations import ROUNDING
from kb.demos.expectations.intervals import (
    ANY,
    EVERY,
    MIDDLE,
    Bound,
    Measure,
    Spans,
    meets,
    spans_left,
)
from kb.demos.expectations.seeds_in_order import Asked, attainable

MOST_CHOICES = 6  # aggregates inside an ``or``, each taken as true and as false
MOST_BOXES = 256  # ways in which one seed can satisfy the bare comparisons


@dataclass(frozen=True)
class Sorted:
    """Conditions apart: bounds that must hold, and choices between some."""

    facts: list[Bound] = field(default_factory=list)
    choices: list[Formula] = field(default_factory=list)


def compatibility(conditions: Sequence[Condition]) -> str:
    """'incompatible' if they cannot all hold, else 'compatible', or 'undecided' if unreadable."""
    formulas = [
        formula_of(condition._replace(sums=True, slack=ROUNDING)) for condition in conditions
    ]
    if satisfiable(formulas, seeds_of(conditions, formulas)):
        return "undecided" if any(unread(formula) for formula in formulas) else "compatible"
    return "incompatible"


def seeds_of(
    conditions: Sequence[Condition], formulas: Sequence[Formula]
) -> Mapping[Hashable, int]:
    """Over how many seeds each is measured; 0 where conditions do not agree."""
    found: dict[Hashable, int] = {}
    for condition, formula in zip(conditions, formulas, strict=True):
        for name in {bound.measure.name for bound in bounds(formula)}:
            same = found.get(name, condition.seeds) == condition.seeds
            found[name] = condition.seeds if same else 0
    return found


def satisfiable(formulas: Sequence[Formula], seeds: Mapping[Hashable, int]) -> bool:
    """Whether all can be true; yes, too, where there are too many ways to look at."""
    return are_satisfiable(tuple(formulas), tuple(seeds.items()))


@lru_cache(maxsize=2**14)  # a base that is judged again asks what it asked before
def are_satisfiable(formulas: tuple[Formula, ...], seeds: tuple[tuple[Hashable, int], ...]) -> bool:
    """As ``satisfiable``, whose question does not change."""
    found = Sorted()
    queue = list(formulas)
    for formula in queue:
        if isinstance(formula, All):
            queue.extend(formula.parts)
        elif isinstance(formula, Bound):
            found.facts.append(formula)
        elif isinstance(formula, Some):
            found.choices.append(formula)
    wholes = sorted(
        {bound for part in found.choices for bound in bounds(part) if bound.whole}, key=repr
    )
    if len(wholes) > MOST_CHOICES:
        return True
    return any(
        one_way(found, dict(zip(wholes, chosen, strict=True)), dict(seeds))
        for chosen in product((True, False), repeat=len(wholes))
    )


def one_way(found: Sorted, chosen: Mapping[Bound, bool], seeds: Mapping[Hashable, int]) -> bool:
    """Whether all can be true with these aggregates so."""
    boxes: list[tuple[Bound, ...]] = [()]
    for part in found.choices:
        ways = ways_of(part, chosen)
        boxes = [(*box, *way) for box in boxes for way in ways if meets((*box, *way))]
        if len(boxes) > MOST_BOXES:
            return True
    facts = [bound if true else bound.negated() for bound, true in chosen.items()]
    spans = spans_left([*found.facts, *facts], boxes)
    return spans is not None and all(
        attainable(asked_of(name, spans), count) for name, count in seeds.items() if count
    )


def asked_of(name: Hashable, spans: Spans) -> Asked:
    """What is left of one measure and its aggregates."""
    every, least, greatest, middle, median, mean, spread = (
        spans.get(Measure(name, over), ANY)
        for over in (EVERY, "min", "max", MIDDLE, "median", "mean", "std")
    )
    return Asked(every, least, greatest, middle.meet(median), mean, spread)


def ways_of(formula: Formula, chosen: Mapping[Bound, bool]) -> list[tuple[Bound, ...]]:
    """Every way in which one seed can make a formula true."""
    match formula:
        case Unread():
            return [()]
        case Bound() if formula.whole:
            return [()] if chosen[formula] else []
        case Bound():
            return [(formula,)]
        case Some(parts=parts):
            return [way for part in parts for way in ways_of(part, chosen)]
    ways: list[tuple[Bound, ...]] = [()]
    for part in formula.parts:
        more = ways_of(part, chosen)
        ways = [(*way, *other) for way in ways for other in more]
        if len(ways) > MOST_BOXES:
            return [()]
    return ways
