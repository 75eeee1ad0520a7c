"""The value of an expression: numbers and truths, once or on each seed.

Every part is computed, so a fault shows even where ``and`` would not have looked.
"""

import ast
import math
import operator
import statistics
from collections.abc import Callable, Mapping

from kb.demos.expectations.expression import Name, is_aggregate, name_of

Series = tuple[float, ...]  # one value a seed
Number = float | Series
Truth = bool | tuple[bool, ...]
Values = Mapping[Name, Series]


class CannotJudge(Exception):
    """The value does not exist: a division by zero, an overflow, a missing measure."""


ARITHMETIC: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
COMPARISONS: Mapping[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
AGGREGATES: Mapping[str, Callable[[Series], float]] = {
    "mean": statistics.fmean,
    "median": statistics.median,
    "std": statistics.stdev,
    "min": min,
    "max": max,
}
BY_SEED: Mapping[str, Callable[..., float]] = {"abs": abs, "log": math.log, "min": min, "max": max}


def number_of(node: ast.expr, values: Values) -> Number:
    """The value of an arithmetic node: one number, or one a seed."""
    match node:
        case ast.Constant(value=number):
            return float(number)  # type: ignore[arg-type]
        case ast.Name() | ast.Attribute():
            return values[name_of(node)]
        case ast.UnaryOp(op=op, operand=part):
            sign = -1.0 if isinstance(op, ast.USub) else 1.0
            return by_seed(lambda x: sign * x, number_of(part, values))
        case ast.BinOp(left=left, op=op, right=right):
            return by_seed(ARITHMETIC[type(op)], number_of(left, values), number_of(right, values))
        case ast.Call(func=ast.Name(id="share"), args=[part]):
            truth = truth_of(part, values)
            return float(truth) if isinstance(truth, bool) else sum(truth) / len(truth)
        case ast.Call(func=ast.Name(id=word), args=parts) if is_aggregate(word, parts):
            return aggregate(word, number_of(parts[0], values))
        case ast.Call(func=ast.Name(id=word), args=parts):
            return by_seed(BY_SEED[word], *(number_of(part, values) for part in parts))
    raise AssertionError(ast.dump(node))


def aggregate(word: str, value: Number) -> float:
    """One number over seeds; a spread needs two of them."""
    series = (value,) if isinstance(value, float) else value
    if word == "std" and len(series) < 2:
        raise CannotJudge("a spread needs at least two seeds")
    return finite(AGGREGATES[word](series))


def by_seed(function: Callable[..., float], *values: Number) -> Number:
    """Apply a function seed by seed; single numbers go with every seed."""
    lengths = {len(value) for value in values if isinstance(value, tuple)}
    if not lengths:
        return once(function, *(value for value in values if isinstance(value, float)))
    if len(lengths) > 1:
        raise CannotJudge("the runs have different numbers of seeds")
    rows = zip(*(v if isinstance(v, tuple) else (v,) * max(lengths) for v in values), strict=True)
    return tuple(once(function, *row) for row in rows)


def once(function: Callable[..., float], *row: float) -> float:
    """One value, finite or a fault."""
    try:
        return finite(function(*row))
    except ZeroDivisionError:
        raise CannotJudge("a division by zero") from None
    except OverflowError:
        raise CannotJudge("a number too large") from None
    except ValueError:
        raise CannotJudge("the logarithm of a number that is not positive") from None


def finite(value: float | complex) -> float:
    """A real finite float, or a fault."""
    if isinstance(value, complex):
        raise CannotJudge("a root of a negative number")
    if not math.isfinite(value):
        raise CannotJudge("a value that is not finite")
    return float(value)


def truth_of(node: ast.expr, values: Values) -> Truth:
    """True or false: once, or on each seed."""
    match node:
        case ast.UnaryOp(operand=part):
            return truly(operator.not_, truth_of(part, values))
        case ast.BoolOp(op=op, values=parts):
            every = [truth_of(part, values) for part in parts]
            return truly(lambda *row: (all if isinstance(op, ast.And) else any)(row), *every)
        case ast.Compare(left=left, ops=ops, comparators=rights):
            sides = [number_of(part, values) for part in (left, *rights)]
            links = [
                truly(COMPARISONS[type(op)], sides[i], sides[i + 1]) for i, op in enumerate(ops)
            ]
            return truly(lambda *row: all(row), *links)
    raise AssertionError(ast.dump(node))


def truly(function: Callable[..., bool], *values: Truth | Number) -> Truth:
    """Apply a test seed by seed, or once if nothing varies with the seed."""
    lengths = {len(value) for value in values if isinstance(value, tuple)}
    if not lengths:
        return bool(function(*values))
    if len(lengths) > 1:
        raise CannotJudge("the runs have different numbers of seeds")
    rows = zip(*(v if isinstance(v, tuple) else (v,) * max(lengths) for v in values), strict=True)
    return tuple(bool(function(*row)) for row in rows)
