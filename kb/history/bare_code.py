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
    return ast.dump(tree), tuple(sorted(imports))


def is_decoration(node: ast.stmt) -> bool:
    """A docstring, or an import that only annotations need."""
    if isinstance(node, ast.ImportFrom):
        return node.module in ("typing", "collections.abc")
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
