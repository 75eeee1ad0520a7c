"""The choices that an annotation lists: ``Literal["a", "b"]``, or a name for it in the same file.

``typing.Literal``, ``Literal`` under another name, nested and joined with ``|`` are read too;
a name that another file defines is not, since nothing is imported.
"""

import ast
from collections.abc import Mapping

from kb.model import Scalar

LITERAL = ast.Name("Literal")


def aliases_of(tree: ast.Module) -> dict[str, ast.expr]:
    """What a module's names stand for: ``Kick = Literal[...]``, ``import Literal as L``."""
    found: dict[str, ast.expr] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module in ("typing", "typing_extensions"):
            found |= {n.asname: LITERAL for n in node.names if n.name == "Literal" and n.asname}
        elif isinstance(node, ast.Assign):
            found |= {t.id: node.value for t in node.targets if isinstance(t, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    return found


def choices_of(node: ast.expr | None, aliases: Mapping[str, ast.expr]) -> tuple[Scalar, ...] | None:
    """The choices in an annotation, none if it lists none; None if they cannot be read."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        try:
            return choices_of(ast.parse(node.value, mode="eval").body, aliases)
        except (SyntaxError, ValueError):
            return ()
    if isinstance(node, ast.Name) and node.id in aliases:
        return choices_of(aliases[node.id], without(aliases, node.id))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        left, right = (choices_of(side, aliases) for side in (node.left, node.right))
        return (*left, *right) if left and right else left and right
    if isinstance(node, ast.Subscript) and is_literal(node.value, aliases):
        listed = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        found: list[Scalar] = []
        for element in listed:
            value = literal(element)
            more = choices_of(element, aliases) if value is None else (value,)
            if not more:
                return None
            found += more
        return tuple(dict.fromkeys(found))
    return ()


def is_literal(node: ast.expr, aliases: Mapping[str, ast.expr]) -> bool:
    """Whether this names ``typing.Literal``."""
    if isinstance(node, ast.Attribute):
        return node.attr == "Literal"
    if isinstance(node, ast.Name) and node.id in aliases and node is not LITERAL:
        return is_literal(aliases[node.id], without(aliases, node.id))
    return isinstance(node, ast.Name) and node.id == "Literal"


def without(aliases: Mapping[str, ast.expr], name: str) -> dict[str, ast.expr]:
    """The other names, so that two that stand for each other end."""
    return {other: node for other, node in aliases.items() if other != name}


def literal(node: ast.expr) -> Scalar | None:
    """The constant that a default or a choice is, or None."""
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return None
    return value if isinstance(value, str | bool | int | float) else None
