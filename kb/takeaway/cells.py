"""Cells of code and of words, which make a notebook or, with ``# %%`` between, a script.

Words are kept twice: as Markdown in which nothing of an author's comes alive, and plain.
"""

import ast
import symtable
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.reports import quoting
from kb.reports.locate import printable

HEAD = (
    '''"""A demonstration that runs alone: what is claimed, what is measured, what must hold."""'''
)


@dataclass(frozen=True)
class Cell:
    """Code, or words with their plain form."""

    text: str
    plain: str = ""

    @property
    def is_note(self) -> bool:
        """Words rather than code."""
        return bool(self.plain)


def code(text: str) -> Cell:
    """A cell that is run."""
    return Cell(text.rstrip() + "\n")


def note(ours: str, theirs: str = "") -> Cell:
    """A cell that is read: our words, and an author's after them."""
    plain = ours.replace("**", "").lstrip("# ") + theirs
    return Cell(ours + quoting.paragraphs(theirs), plain)


def together(*notes: Cell) -> Cell:
    """Notes as one, a paragraph each."""
    return Cell("\n\n".join(cell.text for cell in notes), "\n\n".join(n.plain for n in notes))


def percent(cells: Sequence[Cell]) -> str:
    """A script in which editors see the cells; a declaration about the future comes first."""
    future = future_of(cells)
    parts = [HEAD, *future]
    for cell in cells:
        text = cell.text.removeprefix(future[0]) if future else cell.text
        parts.append(as_comment(cell.plain) if cell.is_note else f"# %%\n{text.strip()}")
    return "\n\n".join(parts) + "\n"


def as_comment(text: str) -> str:
    """Words as comments, wrapped; nothing in them can end the comment."""
    wrapped = []
    for paragraph in text.split("\n\n"):
        said = printable(" ".join(paragraph.split()))
        wrapped += [f"# {line}" for line in textwrap.wrap(said, 96, break_on_hyphens=False)] + ["#"]
    return "\n".join(["# %% [markdown]", *wrapped[:-1]])


def future_of(cells: Sequence[Cell]) -> list[str]:
    """The ``from __future__`` lines that ``without_future`` put to the head of a cell."""
    first = (cell.text.split("\n", 1)[0] for cell in cells if not cell.is_note)
    return [line for line in first if line.startswith("from __future__ import ")][:1]


@lru_cache(maxsize=1024)
def without_future(script: str) -> str:
    """The script with its declarations about the future in one line at its head, if it has any.

    Python wants them before all other code, and in a stand-alone script there is other code.
    """
    found = [
        node
        for node in ast.parse(script).body
        if isinstance(node, ast.ImportFrom) and node.module == "__future__"
    ]
    if not found:
        return script
    lines = script.split("\n")
    for node in found:
        last = node.end_lineno or node.lineno
        before = lines[node.lineno - 1].encode()[: node.col_offset]
        after = lines[last - 1].encode()[node.end_col_offset :]
        lines[node.lineno - 1] = (before + b"pass" + after).decode()
        lines[node.lineno : last] = [""] * (last - node.lineno)
    names = sorted({alias.name for node in found for alias in node.names})
    return "\n".join([f"from __future__ import {', '.join(names)}", *lines])


def names_beside(script: str, wanted: Sequence[str]) -> dict[str, str]:
    """Names for our own variables, each with as many ``_`` as keep them off the script's."""
    taken = taken_in(script)
    tail = ""
    while any(f"{name}{tail}" in taken for name in wanted):
        tail += "_"
    return {name: f"{name}{tail}" for name in wanted}


@lru_cache(maxsize=1024)
def taken_in(script: str) -> frozenset[str]:
    """Names of the whole script."""
    return frozenset(globals_of(symtable.symtable(script, "script", "exec")))


def globals_of(table: symtable.SymbolTable) -> Iterator[str]:
    """Names that the script binds or looks for at its top level."""
    for symbol in table.get_symbols():
        if table.get_type() == "module" or symbol.is_global():
            yield symbol.get_name()
    for inner in table.get_children():
        yield from globals_of(inner)
