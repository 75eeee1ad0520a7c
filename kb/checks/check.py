"""What makes a function a check: a severity, and a docstring of four parts."""

import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from kb.knowledge import Knowledge
from kb.model import Finding

Question = Callable[[Knowledge], Iterator[Finding]]
Asked = TypeVar("Asked", bound=Question)


def check(severity: str, at_once: bool = False) -> Callable[[Asked], Asked]:
    """Mark a function as a check.

    ``at_once``: what it finds in a claim's file hangs on that claim, on the names of others and on
    what is known of those; so an editor asks it at every keystroke, of that claim alone.
    """

    def mark(function: Asked) -> Asked:
        function.severity = severity  # type: ignore[attr-defined]
        function.at_once = at_once  # type: ignore[attr-defined]
        return function

    return mark


@dataclass(frozen=True)
class Manual:
    """A check's page in the manual, as its docstring has it."""

    name: str
    severity: str
    summary: str
    problem: str
    fix: str
    passes: str
    fails: str


def name_of(question: Question) -> str:
    """The check's name: its function's, with hyphens."""
    return question.__name__.replace("_", "-")


def manual_of(question: Question) -> Manual:
    """Read the four parts out of a check's docstring."""
    text = inspect.cleandoc(question.__doc__ or "")
    summary = text.partition("\n\n")[0]
    return Manual(
        name=name_of(question),
        severity=question.severity,  # type: ignore[attr-defined]
        summary=" ".join(summary.split()),
        problem=sentence(text, "Problem"),
        fix=sentence(text, "Fix"),
        passes=snippet(text, "Passes"),
        fails=snippet(text, "Fails"),
    )


def sentence(text: str, part: str) -> str:
    """The paragraph after ``Problem:`` or ``Fix:``."""
    found = re.search(rf"^{part}: (.*?)(?=\n\n|\n\w+: |\Z)", text, re.DOTALL | re.MULTILINE)
    return " ".join(found[1].split()) if found else ""


def snippet(text: str, part: str) -> str:
    """The indented YAML after ``Passes:`` or ``Fails:``."""
    found = re.search(rf"^{part}:\n\n((?:    .*(?:\n|\Z)|\n)+)", text, re.MULTILINE)
    return textwrap.dedent(found[1]).strip() if found else ""
