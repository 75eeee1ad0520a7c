"""Expectations that no measurement could make false, or true, as far as that can be decided.

A side is read as a sum of terms with factors; a term is a measure, or anything else that is
not plus, minus or a factor, taken as a number of its own with the range that its word gives
it, or that is known of the measure in it.  What is not decided counts as open.
"""

import ast
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from kb.demos.expectations.bounds import (
    FALSE,
    NEGATED,
    SIGNS,
    TRUE,
    All,
    Formula,
    Some,
    bounds,
)
from kb.demos.expectations.combinations import FLIPPED, plus, sum_of, value_of
from kb.demos.expectations.compatible import satisfiable
from kb.demos.expectations.expression import Unreadable, name_of, read_expression
from kb.demos.expectations.intervals import Bound, Measure

Range = tuple[float, float]
Known = Mapping[tuple[str, str], Range]  # run and measure


class Ranges(dict[str, Range]):
    """Between what each term of an expectation lies, and what is known of the measures."""

    def __init__(self, known: Known) -> None:
        """No term yet."""
        super().__init__()
        self.known = known


RANGES: Mapping[str, Range] = {"std": (0, math.inf), "share": (0, 1)}


def always_true(text: str, known: Known | None = None) -> bool:
    """Whether an expectation is true whatever the measures are; no, if that is undecided."""
    return cannot_be(text, False, known) if known else is_always_true(text)


@lru_cache(maxsize=8192)
def is_always_true(text: str) -> bool:
    """The same where nothing is known of the measures: one and the same for each text."""
    return cannot_be(text, False, {})


def never_true(text: str, known: Known) -> bool:
    """Whether it is false whatever the measures are, between what is known of them."""
    return cannot_be(text, True, known)


def cannot_be(text: str, true: bool, known: Known) -> bool:
    """Whether no measures give an expectation this truth; no, if that is undecided."""
    try:
        tree = read_expression(text).tree
        ranges = Ranges(known)
        wanted = formula_of(tree, true, ranges)
    except (Unreadable, OverflowError):
        return False
    facts = list(facts_of(wanted, ranges))
    ways = wanted.parts if isinstance(wanted, Some) else (wanted,)
    if not facts and any(isinstance(way, Bound) and math.isfinite(way.number) for way in ways):
        return False  # nothing stands against one bound alone
    return not satisfiable([wanted, *facts], {})


def formula_of(node: ast.expr, true: bool, ranges: Ranges) -> Formula:
    """A condition or its negation, as bounds on sums; the ranges of the terms are noted."""
    match node:
        case ast.UnaryOp(operand=part):
            return formula_of(part, not true, ranges)
        case ast.BoolOp(op=op, values=values):
            parts = tuple(formula_of(value, true, ranges) for value in values)
            return All(parts) if isinstance(op, ast.And) == true else Some(parts)
        case ast.Compare(left=left, ops=ops, comparators=rights):
            sides = [left, *rights]
            links = tuple(
                comparison(sides[i], SIGNS[type(op)], sides[i + 1], true, ranges)
                for i, op in enumerate(ops)
            )
            return All(links) if true else Some(links)
    raise AssertionError(ast.dump(node))


def comparison(left: ast.expr, sign: str, right: ast.expr, true: bool, ranges: Ranges) -> Formula:
    """The difference of two sides against zero, divided by the factor of its first term."""
    sign = sign if true else NEGATED[sign]
    terms, number = plus(sum_of(left, noted(ranges)), sum_of(right, noted(ranges)), Fraction(-1))
    if not terms:
        zero = Fraction(0)
        lowest = {"<": number < zero, "<=": number <= zero, "==": number == zero}
        holds = lowest[sign] if sign in lowest else not lowest[NEGATED[sign]]
        return TRUE if holds else FALSE
    first = terms[min(terms)]
    sum_ = Measure(tuple(sorted((name, factor / first) for name, factor in terms.items())))
    bound = float(-number / first)
    sign = sign if first > 0 else FLIPPED[sign]
    if sign == "==":
        return All((Bound(sum_, ">=", bound), Bound(sum_, "<=", bound)))
    if sign == "!=":
        return Some((Bound(sum_, "<", bound), Bound(sum_, ">", bound)))
    return Bound(sum_, sign, bound)


def noted(ranges: Ranges) -> Callable[[ast.expr], str]:
    """What a term is called; its range is noted."""

    def name_of_term(node: ast.expr) -> str:
        name = re.sub(r"\bmain\.", "", ast.unparse(node))
        ranges[name] = range_of(node, ranges.known)
        return name

    return name_of_term


def range_of(node: ast.expr, known: Known) -> Range:
    """Between what a term must lie, whatever is measured."""
    match node:
        case ast.Name() | ast.Attribute():
            return known.get(name_of(node), (-math.inf, math.inf))
        case ast.Call(func=ast.Name(id="mean" | "median" | "min" | "max"), args=[part]):
            return range_of_sum(part, known)
        case ast.Call(func=ast.Name(id="abs"), args=[part]):
            low, high = range_of_sum(part, known)
            return max(0.0, low, -high), max(-low, high)
        case ast.Call(func=ast.Name(id=word)):
            return RANGES.get(word, (-math.inf, math.inf))
        case ast.BinOp(op=ast.Pow(), right=power) if (even := value_of(power)) is not None:
            return (0 if even % 2 == 0 else -math.inf), math.inf
    return -math.inf, math.inf


def range_of_sum(node: ast.expr, known: Known) -> Range:
    """Between what a side must lie, whatever is measured."""
    ranges = Ranges(known)
    terms, number = sum_of(node, noted(ranges))
    low, high = ends_of(terms.items(), ranges)
    return low + float(number), high + float(number)


def ends_of(
    terms: Iterable[tuple[str, Fraction]], ranges: Mapping[str, Range]
) -> tuple[float, float]:
    """The least and the most of a sum, by interval arithmetic."""
    low = high = 0.0
    for term, factor in terms:
        ends = [end * float(factor) for end in ranges[term]]
        low, high = low + min(ends), high + max(ends)
    return low, high


def facts_of(formula: Formula, ranges: Mapping[str, Range]) -> Iterator[Formula]:
    """What is known of each sum in a formula from the ranges of its terms."""
    for bound in bounds(formula):
        assert isinstance(bound.measure.name, tuple)
        low, high = ends_of(bound.measure.name, ranges)
        if math.isfinite(low):
            yield Bound(bound.measure, ">=", low)
        if math.isfinite(high):
            yield Bound(bound.measure, "<=", high)
