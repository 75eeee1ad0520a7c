"""Checks of formulas and tables: that each can be set, and is shown as its author meant it."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from kb.checks.check import check
from kb.knowledge import Knowledge
from kb.model import Claim, FieldPath, Finding, Place
from kb.phrasing import one_line
from kb.reading.formulas_in_text import formulas_in, reads_as_money, stray_signs
from kb.reading.tables import wide_rows

SIGNS = ("$", "\\(", "\\[")  # one of which begins every formula
BRACKETED = re.compile(r"(?<!\\)\\[(\[](.+?)\\[)\]]", re.DOTALL)
CODE = re.compile(r"`+[^`]*`+")
NOT_SHOWN = ("file", "script")  # what readers never meet as text


@check(severity="warning")
def formula_not_set(knowledge: Knowledge) -> Iterator[Finding]:
    """A formula that cannot be set, one that is not seen as one, or a sum of money seen as one.

    Problem: the page would show its source instead, also in titles, lists and on the map; words
    between two sums would be set as products of letters.
    Fix: write it with commands that are known; formulas stand between $ and $, with no blank
    inside. It may have 2000 letters and 40 groups inside each other. A sum of money may be written
    as \\$5; elsewhere, too, a stroke before the sign makes it a plain one.

    Passes:

        statement: The output falls as $e^{-t/\\tau}$.

    Fails:

        statement: The output falls as $\\nosuchcommand{t}$.
    """
    for claim in knowledge.base.claims:
        for path, text in texts_of(claim):
            for message, hint in faults_of(text):
                yield Finding(Place(claim.file, path), message, hint)
    for topic in knowledge.base.topics.values():
        for message, hint in faults_of(topic.introduction):
            yield Finding(Place(topic.file), message, hint)


@check(severity="error")
def table_row_too_wide(knowledge: Knowledge) -> Iterator[Finding]:
    """A row of a table that has more cells than its head.

    Problem: Markdown drops the cells beyond the head, so what stands in them is shown nowhere.
    Fix: give the head another cell, or write a bar that ends no cell as \\| (formulas may have
    bars as they are).

    Passes:

        statement: "| sun | output |\\n|---|---|\\n| 1 | 5 |"

    Fails:

        statement: "| sun | output |\\n|---|---|\\n| 1 | 5 | 7 |"
    """
    base = knowledge.base
    texts = [(Place(claim.file, ("statement",)), claim.statement) for claim in base.claims]
    texts += [(Place(topic.file), topic.introduction) for topic in base.topics.values()]
    for place, text in texts:
        for row, head, lost in wide_rows(text):
            message = f"a table's row has {row} cells and its head {head}: '{lost}' is not shown"
            hint = "give the head another cell, or write \\| for a bar that ends none"
            yield Finding(place, message, hint)


def faults_of(text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the formulas of a text, and what helps."""
    if not any(sign in text for sign in SIGNS):
        return
    from kb.reading.formula import mathml  # needs the converter, which few texts do

    for formula in formulas_in(text):
        said = one_line(formula)[:60]
        if mathml(formula) is None:
            yield f"the formula '{said}' cannot be set", "use other commands"
        elif reads_as_money(formula):
            hint = "write \\$ for money, or \\text{...} for words in a formula"
            yield f"'{said}' is set as a formula, and reads like a sum of money", hint
    if strays := stray_signs(text):
        hint = "a formula is $x$ with no blank inside; the sign itself is \\$"
        yield f"the sign $ in '{strays[0]}' belongs to no formula and to no sum", hint
    for found in BRACKETED.finditer(CODE.sub("", text)):
        said = one_line(found[0])[:60]
        yield f"'{said}' is no formula to Markdown, which drops its strokes", "write $...$"


def texts_of(claim: Claim) -> Iterator[tuple[FieldPath, str]]:
    """Every text of a claim's file with its place in it."""
    named = {
        "demonstrations": [demonstration.name for demonstration in claim.demonstrations],
        "predictions": [prediction.name for prediction in claim.predictions],
    }
    for path, text in texts_below(claim, ()):
        if path[0] in named:  # by name in the file, and not by number
            names = named[str(path[0])]
            yield (path[0], names[int(path[1])], *path[2:]), text
        else:
            yield path, text


def texts_below(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """Texts in a value, with the names and numbers that lead to them."""
    if isinstance(value, str):
        yield path, value
    elif is_dataclass(value):
        for entry in fields(value):
            if entry.name not in NOT_SHOWN:
                yield from texts_below(getattr(value, entry.name), (*path, entry.name))
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from texts_below(part, (*path, name))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from texts_below(part, (*path, number))
