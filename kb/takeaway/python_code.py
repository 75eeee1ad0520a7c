"""Expectations as plain Python, and other literals of a script that is written for a reader.

``0.45 < exponent < 0.55`` becomes ``lambda main: 0.45 < main.exponent < 0.55``.  A word over
seeds gets a list: ``mean(exponent)`` becomes ``bench.mean([main.exponent for main in ...])``.
"""

import ast
import json
from collections.abc import Sequence

from kb.demos.expectations.expression import is_aggregate, name_of, read_expression
from kb.model import Expectation, Scalar
from kb.reports.locate import printable

BUILTIN = frozenset({"abs", "min", "max"})
CALLED = BUILTIN | {"zip"}  # by the generated code


def literal(value: Scalar) -> str:
    """A setting or an author's text as Python; nothing in it can end the literal."""
    # JSON's strings are Python's, once nothing but printable characters is left.
    return (
        json.dumps(printable(value), ensure_ascii=False) if isinstance(value, str) else f"{value}"
    )


def tuple_literal(values: Sequence[str]) -> str:
    """Names as a tuple."""
    return f"({', '.join(map(literal, values))}{',' if len(values) == 1 else ''})"


def expectation_code(expectation: Expectation, bench: str) -> str:
    """The expectation as a call that a reader can follow; ``bench`` holds the words."""
    expression = read_expression(expectation.text)
    runs = runs_in(expression.tree)
    sides = {ast.unparse(side): side for side in sides_of(expression.tree)}
    lines = [
        f"{bench}.Expectation(",
        f"    name={literal(expectation.name)},",
        f"    text={literal(expression.text)},",
        f"    runs={tuple_literal(runs)},",
        f"    holds={function(expression.tree, runs, bench)},",
        "    measured={",
        *(
            f"        {literal(text)}: {function(side, runs, bench)},"
            for text, side in sides.items()
        ),
        "    },",
        *(["    identity=True,"] if expectation.identity else []),
        "),",
    ]
    return "\n".join(lines)


def function(node: ast.expr, runs: Sequence[str], bench: str) -> str:
    """A lambda of the runs that the whole expectation names."""
    given = ", ".join(parameter(run, bench) for run in runs)
    return f"lambda {given}: {ast.unparse(rewrite(node, bench))}"


def parameter(run: str, bench: str) -> str:
    """The run's own name, unless it would hide a word."""
    return f"{run}_" if run in CALLED or run == bench else run


def runs_in(node: ast.expr) -> tuple[str, ...]:
    """The runs that an expression names, in the order it does."""
    match node:
        case ast.Name() | ast.Attribute():
            return (name_of(node)[0],)
        case ast.Call(args=parts):
            inside: Sequence[ast.expr] = parts
        case _:
            inside = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
    return tuple(dict.fromkeys(run for part in inside for run in runs_in(part)))


def sides_of(node: ast.expr) -> list[ast.expr]:
    """Every side of a comparison that names a measure."""
    return [
        side
        for node_in in ast.walk(node)
        if isinstance(node_in, ast.Compare)
        for side in (node_in.left, *node_in.comparators)
        if runs_in(side)
    ]


def rewrite(node: ast.expr, bench: str) -> ast.expr:
    """The expression with every measure an attribute of its run, every word in its place."""
    match node:
        case ast.Name() | ast.Attribute():
            run, measure = name_of(node)
            return ast.Attribute(ast.Name(parameter(run, bench)), measure)
        case ast.Call(func=ast.Name(id=word), args=parts):
            given = [rewrite(part, bench) for part in parts]
            if is_aggregate(word, parts):
                given = [over_seeds(given[0], runs_in(parts[0]), bench)]
            called = ast.Name(word) if word in BUILTIN else ast.Attribute(ast.Name(bench), word)
            return ast.Call(called, given, [])
        case ast.BinOp(left=left, op=op, right=right):
            return ast.BinOp(rewrite(left, bench), op, rewrite(right, bench))
        case ast.UnaryOp(op=sign, operand=part):
            return ast.UnaryOp(sign, rewrite(part, bench))
        case ast.BoolOp(op=junction, values=parts):
            return ast.BoolOp(junction, [rewrite(part, bench) for part in parts])
        case ast.Compare(left=left, ops=ops, comparators=rights):
            return ast.Compare(rewrite(left, bench), ops, [rewrite(part, bench) for part in rights])
    return node


def over_seeds(node: ast.expr, runs: Sequence[str], bench: str) -> ast.expr:
    """A list with one value a seed."""
    names: list[ast.expr] = [ast.Name(parameter(run, bench)) for run in runs]
    if not names:
        return ast.List([node])
    every: list[ast.expr] = [
        ast.Call(ast.Attribute(ast.Name(bench), "every"), [name], []) for name in names
    ]
    seeds = every[0] if len(every) == 1 else ast.Call(ast.Name("zip"), every, [])
    target = names[0] if len(names) == 1 else ast.Tuple(names)
    return ast.ListComp(node, [ast.comprehension(target, seeds, [], 0)])
