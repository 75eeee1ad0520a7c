"""The band in which an expectation says a measure must lie, as far as that can be drawn.

Only plain bounds are read (``0.45 < exponent < 0.55``, joined by ``and``); whatever else
an expectation says is left to the table beside the figure, never drawn wrongly.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.model import Demonstration, Expectation
from kb.site.figures.drawable import is_drawable
from kb.site.text.numbers import number

AVERAGES = frozenset({"mean", "median", "min", "max"})
RISING = (ast.Lt, ast.LtE)
FALLING = (ast.Gt, ast.GtE)


@dataclass(frozen=True)
class Band:
    """From low to high; None where there is no bound."""

    low: float | None = None
    high: float | None = None

    @property
    def words(self) -> str:
        """The band as a reader would say it."""
        low, high = (number(end) if end is not None else "" for end in (self.low, self.high))
        if low and high:
            return f"{low} to {high}"
        return f"above {low}" if low else f"below {high}" if high else "anything"

    def clipped(self, low: float, high: float, drawn: Sequence[float]) -> tuple[float, float]:
        """A stretch of an axis, no further than this on sides where nothing drawn is."""
        whole = low, high
        if self.low is not None and min(drawn) >= self.low:
            low = max(low, self.low)
        if self.high is not None and max(drawn) <= self.high:
            high = min(high, self.high)
        return (low, high) if low < high else whole

    def narrowed(self, other: "Band") -> "Band":
        """Both bands at once."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return Band(max(lows, default=None), min(highs, default=None))


ANY = Band()


def limits_of(demonstration: Demonstration, measure: str) -> Band:
    """How low and how high a measure can be, as far as its author says."""
    return Band(*demonstration.ranges.get(measure, ()))


def bands(expect: Mapping[str, Expectation]) -> dict[tuple[str, str], Band]:
    """Run and measure -> the band that the expectations give it."""
    found: dict[tuple[str, str], Band] = {}
    for expectation in expect.values():
        for at, band in _bounds(expectation.text):
            found[at] = found[at].narrowed(band) if at in found else band
    return found


def _bounds(text: str) -> Iterator[tuple[tuple[str, str], Band]]:
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    joined = (
        tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    )
    for part in joined:
        if isinstance(part, ast.Compare):
            sides = [part.left, *part.comparators]
            for left, sign, right in zip(sides, part.ops, sides[1:], strict=False):
                yield from _one_bound(left, sign, right)


def _one_bound(
    left: ast.expr, sign: ast.cmpop, right: ast.expr
) -> Iterator[tuple[tuple[str, str], Band]]:
    if isinstance(sign, FALLING):
        left, right = right, left
    elif not isinstance(sign, RISING):
        return
    lower, upper = _operand(left), _operand(right)
    if upper and (low := _constant(left)) is not None:
        yield upper, Band(low=low)
    if lower and (high := _constant(right)) is not None:
        yield lower, Band(high=high)


def _operand(node: ast.expr) -> tuple[str, str] | None:
    match node:
        case ast.Name(id=measure):
            return "main", measure
        case ast.Attribute(value=ast.Name(id=run), attr=measure):
            return run, measure
        case ast.Call(func=ast.Name(id=name), args=[inner], keywords=[]) if name in AVERAGES:
            return _operand(inner)
    return None


def _constant(node: ast.expr) -> float | None:
    """A number as written; None if it is none, or none that can be drawn."""
    try:
        value = _calculated(node)
    except OverflowError:
        return None
    return value if value is not None and is_drawable(value) else None


def _calculated(node: ast.expr) -> float | None:
    match node:
        case ast.Constant(value=bool()):
            return None
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            positive = _constant(inner)
            return None if positive is None else -positive
        case ast.BinOp(left=a, op=ast.Mult() | ast.Div() as op, right=b):
            first, second = _constant(a), _constant(b)
            if first is None or second is None or (isinstance(op, ast.Div) and second == 0):
                return None
            return first / second if isinstance(op, ast.Div) else first * second
    return None
