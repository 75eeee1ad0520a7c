"""The bounds of an expectation, moved a little: what is judged without a run.

A bound is a side of a comparison without any measure, such as 0.5 or 5 / 12.  Where two
measures are compared it is the factor or the summand between them (``x > 2 * y``).
"""

import ast
from collections.abc import Iterator
from dataclasses import replace

from kb.demos.expectations.combinations import value_of
from kb.demos.expectations.expression import Unreadable, read_expression
from kb.model import Demonstration
from kb.phrasing import short

SIDES = (ast.Mult, ast.Div), (ast.Add, ast.Sub)  # factors before summands


def moved_bounds(
    demonstration: Demonstration, name: str, step: float
) -> Iterator[tuple[str, Demonstration]]:
    """The demonstration with one bound of an expectation a little higher, or lower."""
    expectation = demonstration.expect[name]
    for what, text in moved_texts(expectation.text, step):
        expect = {**demonstration.expect, name: replace(expectation, text=text)}
        yield f"{name}: {what}", replace(demonstration, expect=expect)


def moved_texts(text: str, step: float) -> Iterator[tuple[str, str]]:
    """What is moved, and the text with it moved, both ways for each bound."""
    try:
        expression = read_expression(text)
        line = expression.text
        tree = read_expression(line).tree  # places are those of one line
    except Unreadable:
        return
    for node in ast.walk(tree):
        for bound in bounds_of(node) if isinstance(node, ast.Compare) else ():
            value = value_of(bound)
            start, end = bound.col_offset, bound.end_col_offset
            if not value or end is None:
                continue
            for factor in (1 + step, 1 - step):
                moved = float(f"{value * factor:.12g}")
                shown = f"({moved!r})" if moved < 0 else repr(moved)
                changed = line.encode()[:start] + shown.encode() + line.encode()[end:]
                yield f"{ast.unparse(bound)} -> {short(moved)}", changed.decode()


def bounds_of(compare: ast.Compare) -> list[ast.expr]:
    """The parts of a comparison that an author could have tuned; an equality has none."""
    if any(isinstance(op, ast.Eq | ast.NotEq) for op in compare.ops):
        return []
    sides = [compare.left, *compare.comparators]
    plain = [side for side in sides if value_of(side) is not None]
    if plain:
        return plain
    for kind in SIDES:
        found = [
            part
            for side in sides
            if isinstance(side, ast.BinOp) and isinstance(side.op, kind)
            for part in (side.left, side.right)
            if value_of(part) is not None
        ]
        if found:
            return found
    return []
