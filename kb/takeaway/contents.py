"""What a stand-alone copy must carry along: helper modules, and the figure's description."""

import ast
import json
from collections.abc import Iterator, Set
from functools import lru_cache

from kb.model import Axis, Base, Demonstration, Figure, Script
from kb.reading.scripts import imports_of
from kb.reports.locate import printable

PACKAGES = ("autograd", "numpy", "scipy")


def helpers_of(base: Base, script: Script) -> list[tuple[str, str]]:
    """Name and source of every module of the topic that the script uses, what each needs first."""
    folder = script.path.rpartition("/")[0]
    found: dict[str, str] = {}
    begun: set[str] = set()

    def visit(names: Set[str]) -> None:
        for name in sorted({module.partition(".")[0] for module in names}):
            content = base.files.get(f"{folder}/{name}.py")
            if content is None or name in begun:
                continue
            begun.add(name)
            source = content.decode("utf-8", errors="replace")
            visit(modules_in(source))
            found[name] = source

    visit({*script.imports})
    return list(found.items())


def packages_of(script: Script, helpers: list[tuple[str, str]], draws: bool) -> str:
    """What has to be installed, and how."""
    used = set(script.imports).union(*(modules_in(source) for _, source in helpers))
    roots = {module.partition(".")[0] for module in used}
    named = [package for package in PACKAGES if package in roots] + (
        ["matplotlib"] if draws else []
    )
    installed = f"; to install that: python -m pip install {' '.join(named)}" if named else ""
    beside = any("__file__" in text for text in (script.text, *(text for _, text in helpers)))
    files = "the files of data that lie beside it in the base" if beside else "no other file"
    return f"It needs {', '.join(named) or 'nothing but Python'}, and {files}{installed}"


@lru_cache(maxsize=4096)  # a helper is asked about for each script that uses it
def modules_in(source: str) -> frozenset[str]:
    """What a helper imports; nothing, if it is not Python."""
    try:
        return frozenset(imports_of(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()


def figure_code(demonstration: Demonstration, figure: Figure) -> str:
    """The figure's description as a literal dictionary."""
    show = []
    for name in figure.show:
        run = demonstration.runs.get(name)
        if run:
            label = figure.labels.get(name) or run.label or name.replace("_", " ")
            show.append({"name": name, "label": plain(label), "control": run.is_control})
    fields: dict[str, object] = {
        "kind": figure.kind,
        "x": axis(figure.x),
        "y": axis(figure.y),
        "show": show,
        "curves": list(figure.curves),
        "measures": list(figure.measures),
        "grid": figure.grid,
        "labels": {name: plain(label) for name, label in figure.labels.items()},
    }
    return "{\n" + "".join(lines(fields)) + "}"


def lines(fields: dict[str, object]) -> Iterator[str]:
    """One field a line, the runs shown one a line too."""
    for name, value in fields.items():
        if name == "show" and isinstance(value, list):
            inside = "".join(f"        {literal(item)},\n" for item in value)
            yield f'    "show": [\n{inside}    ],\n'
        else:
            yield f'    "{name}": {literal(value)},\n'


def literal(value: object) -> str:
    """A value of texts, truths, lists and mappings as Python."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(literal(line) for line in value) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def axis(given: Axis) -> dict[str, object]:
    """An axis with its label and unit in one."""
    label = f"{given.label} ({given.unit})" if given.unit else given.label
    return {"label": plain(label), "scale": given.scale}


def plain(text: str) -> str:
    """A label without signs of formulas, which matplotlib reads otherwise than pages do."""
    return printable(" ".join(text.replace("$", "").split()))
