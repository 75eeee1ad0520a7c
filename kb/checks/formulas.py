"""Checks of formulas and tables: that each can be set, and is shown as its author meant it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kb.checks.check import check
from kb.checks.texts import introduction, texts_of_base
from kb.knowledge import Knowledge
from kb.model import Finding, Place
from kb.phrasing import one_line
from kb.reading.formulas_in_text import formulas_in, reads_as_money, stray_signs
from kb.reading.tables import wide_rows

SIGNS = re.compile(r"\$|\\[(\[]")  # one of which begins every formula
LETTERS = b"$\\"  # without which a file has no sign, as YAML writes letters by strokes too
BRACKETED = re.compile(r"(?<!\\)\\[(\[](.+?)\\[)\]]", re.DOTALL)
CODE = re.compile(r"`+[^`]*`+")


@check(severity="warning", at_once=True)
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
    for place, text in texts_of_base(knowledge.base, LETTERS):
        for at, message, hint in faults_of(text):
            yield Finding(replace(place, rest=at), message, hint)


@check(severity="error", at_once=True)
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
    texts = [
        (Place(claim.file, ("statement",)), claim.statement)
        for claim in base.claims
        if "|" in claim.statement
    ]
    texts += [(introduction(base, t.file), t.introduction) for t in base.topics.values()]
    for place, text in texts:
        for line, row, head, lost in wide_rows(text):
            message = f"a table's row has {row} cells and its head {head}: '{lost}' is not shown"
            hint = "give the head another cell, or write \\| for a bar that ends none"
            yield Finding(replace(place, rest=line), message, hint)


def faults_of(text: str) -> Iterator[tuple[str, str, str]]:
    """Where in a text, what is wrong with its formulas, and what helps."""
    if not SIGNS.search(text):
        return
    from kb.reading.formula import mathml  # needs the converter, which few texts do

    for formula in formulas_in(text):
        said = one_line(formula)[:60]
        if mathml(formula) is None:
            hint = "use other commands" if braces_match(formula) else "each '{' needs its '}'"
            yield begin_of(formula), f"the formula '{said}' cannot be set", hint
        elif reads_as_money(formula):
            hint = "write \\$ for money, or \\text{...} for words in a formula"
            message = f"'{said}' is set as a formula, and reads like a sum of money"
            yield begin_of(formula), message, hint
    if strays := stray_signs(text):
        hint = "a formula is $x$ with no blank inside; the sign itself is \\$"
        message = f"the sign $ in '{strays[0]}' belongs to no formula and to no sum"
        yield strays[0][strays[0].index("$") :], message, hint
    for found in BRACKETED.finditer(CODE.sub("", text)):
        said = one_line(found[0])[:60]
        message = f"'{said}' is no formula to Markdown, which drops its strokes"
        yield begin_of(found[0]), message, "write $...$"


def begin_of(formula: str) -> str:
    """What of a formula stands on one line, to find its place by."""
    return formula.partition("\n")[0]


def braces_match(formula: str) -> bool:
    """Whether as many braces close as open."""
    plain = formula.replace(r"\{", "").replace(r"\}", "")
    return plain.count("{") == plain.count("}")
