"""How far a verdict is from tipping: the distance to the bound in units of the spread.

Below 1 the verdict hangs on the draw of the seeds.  Zero spread is exact: infinitely far.
"""

import ast
import math
import statistics
from collections.abc import Iterator

from kb.demos.expectations.evaluate import CannotJudge, Number, Values, by_seed, number_of, truth_of
from kb.demos.expectations.expression import Expression, bare_names


def margin(expression: Expression, values: Values) -> float | None:
    """Signed margin of an expectation; None if too few seeds tell a spread."""
    seeds = max((len(series) for series in values.values()), default=0)
    if seeds < 2:
        return None
    try:
        return of_condition(expression.tree, values, True)
    except CannotJudge:
        return None


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


def of_atom(atom: ast.Compare, values: Values, wanted: bool) -> float:
    """Slack of one comparison over its spread between seeds."""
    if isinstance(atom.ops[0], ast.Eq | ast.NotEq):
        truth = truth_of(atom, values)
        each = (truth,) if isinstance(truth, bool) else truth
        return math.inf if all(held == wanted for held in each) else -math.inf
    if bare_names(atom):
        series = slack(atom, values, wanted)
        assert isinstance(series, tuple)
        return in_spreads(
            min(series), statistics.stdev(series)
        )  # every seed must hold: the nearest
    whole = slack(atom, values, wanted)
    assert isinstance(whole, float)
    seeds = max(len(series) for series in values.values())
    left_out = [slack(atom, leave_out(values, seed), wanted) for seed in range(seeds)]
    parts = [slack_left for slack_left in left_out if isinstance(slack_left, float)]
    spread = statistics.pstdev(parts) * math.sqrt(seeds - 1)  # jackknife standard error
    return in_spreads(whole, spread)


def slack(atom: ast.Compare, values: Values, wanted: bool) -> Number:
    """How far the comparison is on the true side, per seed or once."""
    left, right = number_of(atom.left, values), number_of(atom.comparators[0], values)
    if isinstance(atom.ops[0], ast.Lt | ast.LtE) == wanted:
        left, right = right, left
    return by_seed(lambda a, b: a - b, left, right)


def in_spreads(distance: float, spread: float) -> float:
    """Distance over spread; without spread, the sign of the distance decides."""
    if spread <= 1e-12 * max(abs(distance), 1e-300):
        return math.inf if distance >= 0 else -math.inf
    return distance / spread


def leave_out(values: Values, seed: int) -> Values:
    """The values with one seed left out."""
    return {name: series[:seed] + series[seed + 1 :] for name, series in values.items()}
