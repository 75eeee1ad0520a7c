"""How far a verdict is from tipping: the distance to the bound in units of its uncertainty.

For a bare comparison, which must hold on every seed, that is the distance of the nearest seed
over the standard deviation between seeds; for an aggregate, its distance over its standard
error.  Without any spread between seeds it is exact: infinitely far.

The standard error of means and standard deviations is the jackknife's (Tukey 1958).  Under the
jackknife a median, an extreme or a share is often flat, so that the error of whatever holds one
is the bootstrap's (Efron 1979), times the root of n / (n - 1): of all resamples of up to five
seeds, for a median the estimator of Maritz and Jarrett (1978), else of a fixed set of them.
"""

import ast
import math
import random
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement

from kb.demos.expectations.evaluate import (
    CannotJudge,
    Number,
    Series,
    Values,
    by_seed,
    number_of,
    truth_of,
)
from kb.demos.expectations.expression import Expression, bare_names

SMOOTH = frozenset({"mean", "std", "abs", "log"})
ALL_RESAMPLES = 5  # seeds up to which every resample is made: 126 of five
RESAMPLES = 400


def margin(expression: Expression, values: Values) -> float | None:
    """Signed margin of an expectation; None if too few seeds tell a spread."""
    if seeds_of(values) < 2:
        return None
    try:
        return of_condition(expression.tree, values, True)
    except CannotJudge:
        return None


def seeds_of(values: Values) -> int:
    """How many seeds there are."""
    return max((len(series) for series in values.values()), default=0)


def of_condition(node: ast.expr, values: Values, wanted: bool) -> float:
    """``and`` the least, ``or`` the greatest; under ``not`` the other way round."""
    match node:
        case ast.UnaryOp(operand=part):
            return of_condition(part, values, not wanted)
        case ast.BoolOp(op=op, values=parts):
            margins = [of_condition(part, values, wanted) for part in parts]
            return min(margins) if isinstance(op, ast.And) == wanted else max(margins)
    chain = [of_atom(atom, values, wanted) for atom in atoms(node)]
    return min(chain) if wanted else max(chain)


def atoms(node: ast.expr) -> Iterator[ast.Compare]:
    """A chain of comparisons as single ones."""
    assert isinstance(node, ast.Compare)
    sides = [node.left, *node.comparators]
    for index, op in enumerate(node.ops):
        yield ast.Compare(sides[index], [op], [sides[index + 1]])


def of_atom(atom: ast.Compare, values: Values, wanted: bool = True) -> float:
    """Slack of one comparison over its uncertainty; the nearest seed of a bare one."""
    if isinstance(atom.ops[0], ast.Eq | ast.NotEq):
        truth = truth_of(atom, values)
        truths = (truth,) if isinstance(truth, bool) else truth
        return math.inf if all(held == wanted for held in truths) else -math.inf
    found = slack(atom, values, wanted)
    if isinstance(found, tuple):
        # Every seed must hold: the least of them, or the nearest where all are beyond the bound.
        nearest = max(found) if all(distance < 0 for distance in found) else min(found)
        return in_units(nearest, statistics.stdev(found))
    if (series := extreme_in(atom, values)) is not None:
        return in_units(found, statistics.stdev(series))
    return in_units(found, standard_error(atom, values))


def extreme_in(atom: ast.Compare, values: Values) -> Series | None:
    """The values whose least or greatest is compared with a number; None if none is."""
    for side, other in ((atom.left, atom.comparators[0]), (atom.comparators[0], atom.left)):
        match side:
            case ast.Call(func=ast.Name(id="min" | "max"), args=[inner]) if not names_in(other):
                found = number_of(inner, values)
                return found if isinstance(found, tuple) else None
    return None


def share_in(atom: ast.Compare, values: Values) -> tuple[bool, ...] | None:
    """On which seeds that is true of which the atom bounds the share; None: it bounds none."""
    for side, other in ((atom.left, atom.comparators[0]), (atom.comparators[0], atom.left)):
        match side:
            case ast.Call(func=ast.Name(id="share"), args=[inner]) if not names_in(other):
                found = truth_of(inner, values)
                return found if isinstance(found, tuple) else None
    return None


def names_in(node: ast.expr) -> bool:
    """Whether a side names a measure, inside a word or outside."""
    words = {id(part.func) for part in ast.walk(node) if isinstance(part, ast.Call)}
    return any(
        isinstance(part, ast.Name | ast.Attribute) and id(part) not in words
        for part in ast.walk(node)
    )


def slack(atom: ast.Compare, values: Values, wanted: bool = True) -> Number:
    """How far the comparison is on the true side, per seed or once."""
    left, right = number_of(atom.left, values), number_of(atom.comparators[0], values)
    if isinstance(atom.ops[0], ast.Lt | ast.LtE) == wanted:
        left, right = right, left
    return by_seed(lambda a, b: a - b, left, right)


def in_units(distance: float, spread: float) -> float:
    """Distance over spread; without spread, the sign of the distance decides."""
    if spread <= 1e-12 * max(abs(distance), 1e-300):
        return math.inf if distance >= 0 else -math.inf
    return distance / spread


def standard_error(atom: ast.Compare, values: Values) -> float:
    """The standard error of an aggregate comparison's slack, from the spread between seeds."""
    assert not bare_names(atom)
    seeds = seeds_of(values)
    if (truths := share_in(atom, values)) is not None:
        likely = (sum(truths) + 1) / (seeds + 2)  # the rule of succession: never 0 nor 1
        return math.sqrt(likely * (1 - likely) / seeds)
    if all(word in SMOOTH for word in words_in(atom)):
        left_out = [
            slack_of(atom, values, [other for other in range(seeds) if other != seed])
            for seed in range(seeds)
        ]
        return statistics.pstdev(left_out) * math.sqrt(seeds - 1)
    drawn, weights = resamples(seeds)
    slacks = [slack_of(atom, values, chosen) for chosen in drawn]
    mean = math.fsum(w * s for w, s in zip(weights, slacks, strict=True)) / math.fsum(weights)
    variance = math.fsum(
        w * (s - mean) ** 2 for w, s in zip(weights, slacks, strict=True)
    ) / math.fsum(weights)
    return math.sqrt(variance * seeds / (seeds - 1))


def words_in(node: ast.AST) -> Iterator[str]:
    """The words that a comparison calls."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name):
            yield part.func.id


def slack_of(atom: ast.Compare, values: Values, chosen: Sequence[int]) -> float:
    """The slack on some seeds, one of which may be chosen again; what has none adds nothing."""
    try:
        found = slack(atom, {name: pick(series, chosen) for name, series in values.items()})
    except CannotJudge:  # a ratio whose divisor vanishes there, a spread of one seed
        found = slack(atom, values)
    assert isinstance(found, float)
    return found


def pick(series: Series, chosen: Sequence[int]) -> Series:
    """The values of some seeds."""
    return tuple(series[seed] for seed in chosen)


def resamples(seeds: int) -> tuple[list[tuple[int, ...]], list[float]]:
    """Resamples of the seeds with their weights: all of them if they are few."""
    if seeds <= ALL_RESAMPLES:
        every = list(combinations_with_replacement(range(seeds), seeds))
        return every, [float(orderings(chosen)) for chosen in every]
    draw = random.Random(seeds)  # the same for every verdict, so the same input gives the same
    some = [tuple(draw.choices(range(seeds), k=seeds)) for _ in range(RESAMPLES)]
    return some, [1.0] * RESAMPLES


def orderings(chosen: Sequence[int]) -> int:
    """In how many orders a resample can be drawn."""
    ways = math.factorial(len(chosen))
    for count in Counter(chosen).values():
        ways //= math.factorial(count)
    return ways
