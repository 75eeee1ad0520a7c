"""How often a fresh set of as many seeds would come out on the other side of a bound.

One criterion for passes and misses alike.  For a bare comparison, which must hold on every
seed, it is the chance that one of n fresh seeds crosses the bound, given that the nearest of n
lies m standard deviations from it.  With normal draws that chance depends on n and m only; it is
tabled in ``ONE_OF`` from simulation (``bench/fresh_seeds.py`` makes the table anew).  Of five
seeds, margin 1: a sixth crosses in 5.7 %, one of five fresh ones in 20 %; margin 3: 0.9 % and
3.6 %.  Draws with a long tail towards the bound cross more often, the more so the larger
the margin: exponential ones 1.6 times at margin 1 (10 % and 34 %), 4.5 times at 3, 12 times at 6.
A bound on an extreme of the seeds is read the same way.

For any other aggregate with standard error s, at a distance d from its bound, a fresh aggregate
differs from the old one with variance 2 s^2, so the chance is that of Student's t with n - 1
degrees exceeding d / (s sqrt 2): the prediction interval for a mean.  A share of seeds is
predicted by the rule of succession.

Joined by ``and``, a pass tips if any part does (the chances are added), and a miss only if all
that missed do (the least is taken); ``or`` is the other way round.
"""

import ast
import math
from bisect import bisect_right

from kb.demos.expectations.evaluate import CannotJudge, Values, truth_of
from kb.demos.expectations.expression import Expression
from kb.demos.expectations.margin import (
    atoms,
    extreme_in,
    names_in,
    of_atom,
    seeds_of,
    share_in,
)
from kb.demos.expectations.student import fresh_count, t_tail

MARGINS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 10.0, 20.0)
ONE_OF = {  # seeds: chance that one of as many fresh ones crosses, at each margin
    2: (0.5, 0.39, 0.31, 0.25, 0.21, 0.16, 0.13, 0.091, 0.057, 0.03),
    3: (0.5, 0.36, 0.26, 0.19, 0.14, 0.086, 0.057, 0.03, 0.013, 0.0035),
    4: (0.5, 0.34, 0.23, 0.15, 0.1, 0.053, 0.03, 0.012, 0.0034, 0.00053),
    5: (0.5, 0.33, 0.2, 0.13, 0.082, 0.036, 0.018, 0.0055, 0.001, 8.9e-05),
    6: (0.5, 0.32, 0.19, 0.11, 0.067, 0.026, 0.011, 0.0027, 0.00034, 1.5e-05),
    8: (0.5, 0.3, 0.17, 0.089, 0.048, 0.014, 0.0048, 0.00075, 4.6e-05, 0.0),
    10: (0.5, 0.29, 0.15, 0.075, 0.036, 0.0087, 0.0024, 0.00023, 0.0, 0.0),
    15: (0.5, 0.27, 0.13, 0.053, 0.021, 0.0034, 0.00057, 2.4e-05, 0.0, 0.0),
    20: (0.5, 0.26, 0.11, 0.042, 0.015, 0.0016, 0.00017, 0.0, 0.0, 0.0),
    30: (0.5, 0.24, 0.092, 0.03, 0.0087, 0.00061, 3e-05, 0.0, 0.0, 0.0),
    50: (0.5, 0.22, 0.074, 0.02, 0.0045, 0.00021, 0.0, 0.0, 0.0, 0.0),
    100: (0.5, 0.2, 0.055, 0.011, 0.0019, 4.1e-05, 0.0, 0.0, 0.0, 0.0),
}  # fmt: skip
NEVER = 1e-6  # what is rarer is not told apart

Outcome = tuple[bool | None, float]  # true, false or mixed over seeds; chance of the other side


def chance_of_other_side(expression: Expression, values: Values) -> float | None:
    """The chance that a fresh set of seeds gives the other verdict; None if one seed tells none."""
    if seeds_of(values) < 2:
        return None
    try:
        truth, chance = outcome(expression.tree, values)
        if truth is None:
            return mixed(expression.tree, values)
    except CannotJudge:
        return None
    return min(1.0, chance)


def outcome(node: ast.expr, values: Values) -> Outcome:
    """What a condition comes to over all seeds, and how easily that tips."""
    match node:
        case ast.UnaryOp(operand=part):
            truth, chance = outcome(part, values)
            return (None if truth is None else not truth), chance
        case ast.BoolOp(op=op, values=parts):
            return joined([outcome(part, values) for part in parts], isinstance(op, ast.And))
    return joined([outcome_of_atom(atom, values) for atom in atoms(node)], True)


def joined(parts: list[Outcome], every: bool) -> Outcome:
    """Several conditions of which all must hold, or one."""
    decided = [chance for truth, chance in parts if truth is (not every)]
    if decided:  # one false part of an ``and``, one true part of an ``or``, settles it
        return not every, min(decided)
    if any(truth is None for truth, _ in parts):
        return None, 1.0
    return every, math.fsum(chance for _, chance in parts)


def outcome_of_atom(atom: ast.Compare, values: Values) -> Outcome:
    """One comparison."""
    truth = truth_of(atom, values)
    if isinstance(truth, tuple) and len(set(truth)) > 1:
        return None, 1.0
    held = truth if isinstance(truth, bool) else truth[0]
    if isinstance(atom.ops[0], ast.Eq | ast.NotEq):
        return held, 0.0  # it tips by no distance that could be measured
    if isinstance(truth, tuple):
        return held, one_of_fresh(seeds_of(values), abs(of_atom(atom, values)))
    return held, chance_of_aggregate(atom, values)


def chance_of_aggregate(atom: ast.Compare, values: Values) -> float:
    """The chance that a fresh aggregate lies on the other side of its bound."""
    seeds, margin = seeds_of(values), abs(of_atom(atom, values))
    if extreme_in(atom, values) is not None:
        return one_of_fresh(seeds, margin)
    if (truths := share_in(atom, values)) is not None:
        return chance_of_share(atom, sum(truths), seeds)
    return t_tail(margin / math.sqrt(2), seeds - 1)


def chance_of_share(atom: ast.Compare, true: int, seeds: int) -> float:
    """The chance that the share of fresh seeds gives the comparison another truth."""
    left, right = atom.left, atom.comparators[0]

    def holds(count: int) -> bool:
        share = ast.Constant(count / seeds)
        sides = (left, share) if names_in(right) else (share, right)
        return bool(truth_of(ast.Compare(sides[0], atom.ops, [sides[1]]), {}))

    now = holds(true)
    chances = fresh_count(true, seeds)
    return math.fsum(chance for count, chance in enumerate(chances) if holds(count) != now)


def mixed(node: ast.expr, values: Values) -> float:
    """Of what holds on some seeds: the chance that it holds on all of as many fresh ones."""
    truth = truth_of(node, values)
    truths = (truth,) if isinstance(truth, bool) else truth
    true, seeds = sum(truths), len(truths)
    chances = fresh_count(true, seeds)
    return 1 - chances[-1] if true == seeds else chances[-1]


def one_of_fresh(seeds: int, margin: float) -> float:
    """The chance that one of as many fresh seeds crosses a bound that the nearest misses by m."""
    if math.isinf(margin):
        return 0.0
    rows = sorted(ONE_OF)
    at = min(max(bisect_right(rows, seeds) - 1, 0), len(rows) - 2)
    few, many = rows[at], rows[at + 1]
    share = (math.log(seeds) - math.log(few)) / (math.log(many) - math.log(few))
    low, high = (log_chance(ONE_OF[row], margin) for row in (few, many))
    return math.exp(low + min(1.0, share) * (high - low))


def log_chance(row: tuple[float, ...], margin: float) -> float:
    """The logarithm of the chance at a margin, straight in log(1 + m) between the columns."""
    at = min(bisect_right(MARGINS, margin) - 1, len(MARGINS) - 2)
    near, far = MARGINS[at], MARGINS[at + 1]
    share = math.log((1 + margin) / (1 + near)) / math.log((1 + far) / (1 + near))
    first, last = (math.log(max(chance, NEVER)) for chance in row[at : at + 2])
    return max(first + share * (last - first), math.log(NEVER))
