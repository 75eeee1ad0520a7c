"""The small language of expectations: comparisons of measures, over seeds.

A bare comparison must hold on every seed; ``mean median std min max share`` speak of
all seeds at once.  What cannot be computed is a fault and never counts as false.
"""

import ast
import math
from dataclasses import dataclass
from functools import lru_cache

Name = tuple[str, str]  # run, measure

MAX_LETTERS = 600
MAX_NODES = 200


class Unreadable(Exception):
    """The text is not in the language; the message says why."""


@dataclass(frozen=True)
class Expression:
    """A checked expression: its text, its tree, and the measures it names."""

    text: str
    tree: ast.expr
    names: frozenset[Name]

    @property
    def aggregated(self) -> bool:
        """It speaks of seeds together only, so it has one truth value."""
        return not bare_names(self.tree)


ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
ONE_ARGUMENT = frozenset({"abs", "log", "mean", "median", "std", "share"})
WORDS = sorted({*ONE_ARGUMENT, "min", "max"})


@lru_cache(maxsize=8192)
def read_expression(text: str) -> Expression:
    """Check a text against the language; Unreadable says what is wrong with it.

    Each text is read once, for nobody changes the tree.
    """
    if len(text) > MAX_LETTERS:
        raise Unreadable(f"longer than {MAX_LETTERS} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Unreadable("not an expression such as '0.45 < exponent < 0.55'") from None
    if sum(1 for _ in ast.walk(tree)) > MAX_NODES:
        raise Unreadable("too long to be read; split it into several expectations")
    if not is_condition(tree):
        raise Unreadable("not a comparison, so it cannot be false")
    names: set[Name] = set()
    check(tree, names, inside=False, condition=True)
    if not names:
        raise Unreadable("names no measure, so nothing that is measured could make it false")
    return Expression(" ".join(text.split()), tree, frozenset(names))


def is_condition(node: ast.expr) -> bool:
    """Whether a node is true or false rather than a number."""
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)
    return isinstance(node, ast.Compare | ast.BoolOp)


def check(node: ast.expr, names: set[Name], inside: bool, condition: bool) -> None:
    """Refuse what is not in the language; ``inside`` an aggregate no other may stand."""
    if is_condition(node) != condition:
        wanted = "a comparison" if condition else "a number"
        raise Unreadable(f"'{ast.unparse(node)}' stands where {wanted} is needed")
    if condition:
        check_condition(node, names, inside)
        return
    match node:
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=part):
            check(part, names, inside, False)
        case ast.BinOp(left=left, op=op, right=right) if isinstance(op, ARITHMETIC):
            check(left, names, inside, False)
            check(right, names, inside, False)
        case ast.Call(func=ast.Name(id=word), args=parts, keywords=[]) if word in WORDS and parts:
            check_call(word, parts, names, inside)
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            if not is_finite(number):
                raise Unreadable("a number is too large")
        case ast.Name() | ast.Attribute(value=ast.Name()):
            names.add(name_of(node))
        case _:
            raise Unreadable(
                f"'{ast.unparse(node)[:60]}' is not in the language; words: {', '.join(WORDS)}"
            )


def check_condition(node: ast.expr, names: set[Name], inside: bool) -> None:
    """A comparison, or comparisons joined by and, or, not."""
    match node:
        case ast.BoolOp(values=parts):
            for part in parts:
                check(part, names, inside, True)
        case ast.UnaryOp(operand=part):
            check(part, names, inside, True)
        case ast.Compare(left=left, ops=ops, comparators=rights):
            if any(not isinstance(op, COMPARISONS) for op in ops):
                raise Unreadable("only < <= > >= == != compare")
            for part in (left, *rights):
                check(part, names, inside, False)


def is_finite(number: float) -> bool:
    """Whether a literal is a float at all."""
    try:
        return math.isfinite(float(number))
    except OverflowError:
        return False


def check_call(word: str, parts: list[ast.expr], names: set[Name], inside: bool) -> None:
    """A word and its arguments; an aggregate takes one and holds no other."""
    aggregate = is_aggregate(word, parts)
    if aggregate and inside:
        raise Unreadable(f"'{word}' stands inside another word over seeds")
    if word in ONE_ARGUMENT and len(parts) != 1:
        raise Unreadable(f"'{word}' takes one argument")
    for part in parts:
        check(part, names, inside or aggregate, word == "share")


def is_aggregate(word: str, parts: list[ast.expr]) -> bool:
    """Whether a call speaks of all seeds at once."""
    return word in {"mean", "median", "std", "share"} or (
        word in {"min", "max"} and len(parts) == 1
    )


def name_of(node: ast.expr) -> Name:
    """Run and measure; a bare name means the run ``main``."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.value.id, node.attr
    assert isinstance(node, ast.Name)
    return "main", node.id


def bare_names(node: ast.expr) -> bool:
    """Whether a measure stands outside every aggregate."""
    if isinstance(node, ast.Name | ast.Attribute):
        return True
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Name)
        if is_aggregate(node.func.id, node.args):
            return False
        return any(bare_names(part) for part in node.args)
    return any(
        bare_names(part) for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)
    )
