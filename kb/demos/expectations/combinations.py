"""Comparisons of sums and differences of measures, brought into one form so that they can meet.

``a - b >= 0.3`` and ``a <= b + 0.1`` speak of the same number, whatever ``a`` and ``b`` are.  A
sum is then one measure like another: that says nothing of how it hangs together with its parts, so
from it follows that conditions exclude each other, never that they do not.
Bounds that are nearer to each other than rounding are not told apart.
"""

import ast
from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from typing import TypeVar

from kb.demos.expectations.evaluate import CannotJudge, number_of
from kb.demos.expectations.expression import is_aggregate, name_of
from kb.demos.expectations.intervals import EVERY, Bound, Measure

ROUNDING = 1e-9  # of measures that are not so large that bounds vanish beside them
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
SUM = "sum of measures"
Term = TypeVar("Term", bound=Hashable)
Sum = tuple[dict[Term, Fraction], Fraction]  # factors by term, and a number
Named = Callable[[str, str], Hashable]  # what a measure of a run is


class NoSum(Exception):
    """A side is no sum of measures."""


def combined(
    left: ast.expr, sign: str, right: ast.expr, named: Named, slack: float
) -> Bound | None:
    """The bound on a sum of measures that a comparison sets, loosened; None if it is none."""
    over = EVERY
    match left, right:
        case ast.Call(func=ast.Name(id=word), args=[part]), _ if is_mean(word, part):
            left, over = part, word
        case _, ast.Call(func=ast.Name(id=word), args=[part]) if is_mean(word, part):
            left, sign, right, over = part, FLIPPED[sign], left, word
    try:
        one, other = (sum_of(side, lambda node: term_of(node, named)) for side in (left, right))
        factors, number = plus(one, other, Fraction(-1))
        names = sorted(factors, key=repr)
        # a mean beside a value on every seed is no bound on a sum
        if not names or sign in ("==", "!=") or (over != EVERY and other[0]):
            return None
        first = factors[names[0]]
        value = float(-number / first)
    except (NoSum, OverflowError):
        return None
    sign = sign if first > 0 else FLIPPED[sign]
    slack *= 1 + abs(value)
    parts = tuple((name, float(factors[name] / first)) for name in names)
    whole = (SUM, *parts) if len(parts) > 1 else names[0]
    return Bound(Measure(whole, over), sign, value + (slack if sign[0] == "<" else -slack))


def is_sum(measure: Measure) -> bool:
    """Whether it is a sum, which hangs together with its parts."""
    return isinstance(measure.name, tuple) and measure.name[0] == SUM


def is_mean(word: str, part: ast.expr) -> bool:
    """Whether it is a mean over seeds, of which a sum is the sum of the means."""
    return word == "mean" and is_aggregate(word, [part])


def term_of(node: ast.expr, named: Named) -> Hashable:
    """The measure that a part of a sum is; NoSum if it is anything else."""
    if not isinstance(node, ast.Name | ast.Attribute):
        raise NoSum
    return named(*name_of(node))


def sum_of(node: ast.expr, term: Callable[[ast.expr], Term]) -> Sum[Term]:
    """A side as terms with factors, and a number; ``term`` says what is neither sum nor number."""
    plain = value_of(node)
    if plain is not None:
        return {}, Fraction(plain)
    match node:
        case ast.UnaryOp(op=op, operand=part):
            sign = -1 if isinstance(op, ast.USub) else 1
            return plus(({}, Fraction(0)), sum_of(part, term), Fraction(sign))
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            sign = 1 if isinstance(op, ast.Add) else -1
            return plus(sum_of(left, term), sum_of(right, term), Fraction(sign))
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as op, right=right):
            factor, part = value_of(right), left
            if factor is None and isinstance(op, ast.Mult):
                factor, part = value_of(left), right
            if factor:
                exact = Fraction(factor) if isinstance(op, ast.Mult) else 1 / Fraction(factor)
                return plus(({}, Fraction(0)), sum_of(part, term), exact)
    return {term(node): Fraction(1)}, Fraction(0)


def plus(one: Sum[Term], other: Sum[Term], factor: Fraction) -> Sum[Term]:
    """A sum, the second part times a factor; terms that cancel are gone."""
    terms = dict(one[0])
    for name, multiple in other[0].items():
        terms[name] = terms.get(name, Fraction(0)) + factor * multiple
    return {name: factor for name, factor in terms.items() if factor}, one[1] + factor * other[1]


def value_of(node: ast.expr) -> float | None:
    """The value of a side that names no measure."""
    if any(isinstance(part, ast.Name | ast.Attribute) for part in arguments(node)):
        return None
    try:
        value = number_of(node, {})
    except CannotJudge:
        return None
    return value if isinstance(value, float) else None


def arguments(node: ast.expr) -> Iterator[ast.AST]:
    """All nodes but the words that are called."""
    words = {id(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}
    return (part for part in ast.walk(node) if id(part) not in words)
