"""Small changes of meaning that can be made in a module, one at a time."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add,
}  # fmt: skip
GUARDS = {"frozen", "slots", "strict", "maxsize"}  # keywords that change no answer of right code


@dataclass(frozen=True)
class Mutation:
    """One node of a module, its line, what is changed, and the function it stands in."""

    number: int
    line: int
    what: str
    function: str | None  # the outermost, as a code object names it: the module's own has none


def mutations(text: str) -> list[Mutation]:
    """Every mutation of a module."""
    tree = ast.parse(text)
    homes = dict(_homes(tree, None, ""))
    guards = {
        keyword.value
        for keyword in ast.walk(tree)
        if isinstance(keyword, ast.keyword) and keyword.arg in GUARDS
    }
    return [
        Mutation(number, getattr(_stands(node), "lineno", 0), what, homes.get(node))
        for number, node in enumerate(ast.walk(tree))
        if node not in guards
        for what in _ways(node)
    ]


def _stands(node: ast.AST) -> ast.AST:
    """Where a node stands: a filter has no line of its own."""
    return node.ifs[0] if isinstance(node, ast.comprehension) and node.ifs else node


def mutated(text: str, number: int) -> str:
    """A module with one node changed."""
    tree = ast.parse(text)
    _change(next(node for place, node in enumerate(ast.walk(tree)) if place == number))
    return ast.unparse(ast.fix_missing_locations(tree))


def _homes(node: ast.AST, home: str | None, prefix: str) -> Iterator[tuple[ast.AST, str | None]]:
    """The outermost function around each node; what a head holds runs with what is around it."""
    yield node, home
    if home is None and isinstance(node, ast.ClassDef):
        prefix += f"{node.name}."
    for field, value in ast.iter_fields(node):
        inside = home
        if home is None and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inside = prefix + node.name if field == "body" else None
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _homes(child, inside, prefix)


def _ways(node: ast.AST) -> Iterator[str]:
    """How a node can be changed."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in OTHER:
        yield f"comparison {type(node.ops[0]).__name__}"
    elif isinstance(node, (ast.BoolOp, ast.BinOp)) and type(node.op) in OTHER:
        yield f"operator {type(node.op).__name__}"
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield "condition negated"
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield "filter dropped"
    elif isinstance(node, ast.Constant) and type(node.value) in (bool, int):
        yield f"constant {node.value}"


def _change(node: ast.AST) -> None:
    """Make the change in place."""
    match node:
        case ast.Compare():
            node.ops[0] = OTHER[type(node.ops[0])]()  # type: ignore[assignment]
        case ast.BoolOp() | ast.BinOp():
            node.op = OTHER[type(node.op)]()  # type: ignore[assignment]
        case ast.If() | ast.IfExp() | ast.While():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.comprehension():
            node.ifs = []
        case ast.Constant(value=bool() as value):
            node.value = not value
        case ast.Constant(value=int() as value):
            node.value = value + 1
        case _:
            raise AssertionError(ast.dump(node))
