"""Conditions on one measure or aggregate against a number, read for what they allow.

Where sums are read, so is the distance from zero, as a range.  Anything else in the language is
kept as unread, to be taken as true.  A bare comparison speaks of every seed by itself; what is
under ``not`` is turned into the other comparison.
"""

import ast
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kb.demos.expectations.combinations import FLIPPED, combined, is_sum, value_of
from kb.demos.expectations.expression import Unreadable, is_aggregate, name_of, read_expression
from kb.demos.expectations.intervals import EVERY, MIDDLE, Bound, Measure


class Condition(NamedTuple):
    """A text, what each of its runs stands for, and over how many seeds."""

    text: str
    where: Mapping[str, Hashable]
    seeds: int = 5
    sums: bool = False  # whether sums of measures are read too
    slack: float = 0.0  # by how much of their bounds those are loosened


@dataclass(frozen=True)
class All:
    """All of these; with none, true."""

    parts: "tuple[Formula, ...]" = ()


@dataclass(frozen=True)
class Some:
    """One of these at least; with none, false."""

    parts: "tuple[Formula, ...]" = ()


@dataclass(frozen=True)
class Unread:
    """Outside the fragment; taken to be true."""


Formula = Bound | All | Some | Unread
TRUE, FALSE = All(), Some()


def formula_of(condition: Condition) -> Formula:
    """A condition with 'not' pushed down to its comparisons."""
    try:
        return read(read_expression(condition.text).tree, condition, True)
    except Unreadable:
        return Unread()


def read(node: ast.expr, condition: Condition, true: bool) -> Formula:
    """A node, or its negation."""
    match node:
        case ast.UnaryOp(operand=part):
            return read(part, condition, not true)
        case ast.BoolOp(op=op, values=values):
            parts = tuple(read(value, condition, true) for value in values)
            return All(parts) if isinstance(op, ast.And) == true else Some(parts)
        case ast.Compare(left=left, ops=ops, comparators=rights):
            sides = [left, *rights]
            links = tuple(
                comparison(sides[i], SIGNS[type(op)], sides[i + 1], condition, true)
                for i, op in enumerate(ops)
            )
            return All(links) if true else Some(links)
    raise AssertionError(ast.dump(node))


SIGNS: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
NEGATED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


def comparison(
    left: ast.expr, sign: str, right: ast.expr, condition: Condition, true: bool
) -> Formula:
    """One comparison of an atom with a number, either way round."""
    sign = sign if true else NEGATED[sign]
    for atom, number, way in ((left, right, sign), (right, left, FLIPPED[sign])):
        measure, value = measure_of(atom, condition), value_of(number)
        if measure is None or value is None:
            continue
        if way == "==":
            return All((Bound(measure, ">=", value), Bound(measure, "<=", value)))
        if way == "!=":
            return Some((Bound(measure, "<", value), Bound(measure, ">", value)))
        return Bound(measure, way, value)
    if condition.sums:
        if apart := of_distance(left, sign, right, condition):
            return apart

        def named(run: str, name: str) -> Hashable:
            return (condition.where.get(run, run), name)

        return combined(left, sign, right, named, condition.slack) or Unread()
    return Unread()


def of_distance(left: ast.expr, sign: str, right: ast.expr, condition: Condition) -> Formula | None:
    """What ``abs`` of something against a number says of it: within a range, or out of it."""
    for atom, number, way in ((left, right, sign), (right, left, FLIPPED[sign])):
        match atom, value_of(number):
            case ast.Call(func=ast.Name(id="abs"), args=[part]), float(far) if way not in (
                "==",
                "!=",
            ):
                both = (
                    comparison(part, way, ast.Constant(far), condition, True),
                    comparison(part, FLIPPED[way], ast.Constant(-far), condition, True),
                )
                return All(both) if way in ("<", "<=") else Some(both)
    return None


def measure_of(node: ast.expr, condition: Condition) -> Measure | None:
    """A measure on every seed, or one aggregate of a measure; None for anything else."""
    over = EVERY
    match node:
        case ast.Call(func=ast.Name(id=word), args=[part]) if (
            is_aggregate(word, [part]) and word != "share"
        ):
            over, node = word, part
    if not isinstance(node, ast.Name | ast.Attribute):
        return None
    if condition.seeds == 1 and over != "std":
        over = EVERY  # of one number
    elif over == "median":
        over = MIDDLE if condition.seeds % 2 else "mean" if condition.seeds == 2 else over
    run, name = name_of(node)
    return Measure((condition.where.get(run, run), name), over)


def unread(formula: Formula) -> bool:
    """Whether a part lies outside the fragment, or hangs together with others unseen."""
    if isinstance(formula, All | Some):
        return any(unread(part) for part in formula.parts)
    return isinstance(formula, Unread) or (isinstance(formula, Bound) and is_sum(formula.measure))


def bounds(formula: Formula) -> Iterator[Bound]:
    """All comparisons in a formula."""
    if isinstance(formula, All | Some):
        for part in formula.parts:
            yield from bounds(part)
    elif isinstance(formula, Bound):
        yield formula
