"""What of a module can change what it computes: its syntax tree, bare of what cannot."""

import ast
from functools import lru_cache


@lru_cache(maxsize=1024)
def bare_tree(source: bytes) -> tuple[str, tuple[str, ...]]:
    """A module's syntax tree without annotations, docstrings and comments; what it imports."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "", ()
    imports: dict[str, None] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imports |= dict.fromkeys(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            imports[node.module.partition(".")[0]] = None
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for argument in (*node.args.args, *node.args.kwonlyargs, *node.args.posonlyargs):
                argument.annotation = None
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            node.body = [part for part in node.body if not is_decoration(part)]
    try:
        return dump(tree), tuple(sorted(imports))
    except RecursionError:
        return "", ()


def dump(node: object) -> str:
    """A syntax tree as text, the same for every version of Python that reads it.

    ``ast.dump`` is not: later versions have fields that earlier ones lack, and leave out
    those that are empty.  So what is empty is left out always, and contexts too.
    """
    if isinstance(node, list):
        return f"[{' '.join(map(dump, node))}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = (
        f"{name}={dump(value)}"
        for name, value in ast.iter_fields(node)
        if value is not None and value != [] and not isinstance(value, ast.expr_context)
    )
    kind = " ".join([type(node).__name__, *fields])
    return f"({kind})"


def is_decoration(node: ast.stmt) -> bool:
    """A docstring, or an import that only annotations need."""
    if isinstance(node, ast.ImportFrom):
        return node.module in ("typing", "collections.abc")
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
