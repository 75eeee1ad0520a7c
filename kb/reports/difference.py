"""A difference between two states of a base: for a terminal, for a comment, for programs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from math import isfinite

from kb.diff.conclusions import Change
from kb.diff.content import Edit
from kb.diff.difference import Difference
from kb.diff.measurements import Moved
from kb.diff.reread import Suspect
from kb.diff.witness import Step
from kb.phrasing import as_words, quantity, short
from kb.reports.json_text import json_text
from kb.reports.quoting import code

VERSION = 1  # of the shape of the JSON
MOST, LONGEST = 40, 160  # lines of a part of a comment; letters of a text
NOTHING = "nothing changes"
Quote = Callable[[str], str]


def as_text(found: Difference) -> str:
    """Conclusions first, each with what carries the change; everything is listed."""
    lines = [
        line
        for title, told in parts_of(found, shortened)
        for line in (title, *(f"  {each}" for each in told), "")
    ]
    return "\n".join(lines or [NOTHING, ""])


def as_markdown(found: Difference) -> str:
    """The same as a comment, in which what authors wrote is code, and no part is too long."""
    sections = []
    for title, told in parts_of(found, code):
        lines = list(told)
        shown = [
            f"{'  ' * indent(line)}- {line.strip()}" for line in lines[:MOST]
        ]  # a step stands below its conclusion
        if len(lines) > MOST:
            shown.append(f"- and {len(lines) - MOST} more; `kb diff` lists them all")
        sections.append("\n".join([f"### {title}", "", *shown]))
    return "\n\n".join(sections or [f"### {NOTHING.capitalize()}"]) + "\n"


def as_json(found: Difference) -> str:
    """Every field, for programs; what is infinitely far is null."""
    told = {"version": VERSION, **asdict(found)}
    for each in told["moved"]:
        each["errors"] = each["errors"] if isfinite(each["errors"]) else None
    return json_text(told)


def parts_of(found: Difference, quote: Quote) -> Iterator[tuple[str, Iterator[str]]]:
    """Title and lines of each part that has any."""
    if found.conclusions:
        many = len(found.conclusions)
        title = f"{quantity(many, 'conclusion')} change{'s' * (many == 1)}"
        yield title, (line for each in found.conclusions for line in conclusion(each, quote))
    if found.suspects:
        yield "To read again", (suspect(each, quote) for each in found.suspects)
    if found.edits:
        yield "What was edited", (edit(each, quote) for each in found.edits)
    if found.moved:
        yield "What was measured otherwise", (measure(each, quote) for each in found.moved)


def conclusion(change: Change, quote: Quote) -> list[str]:
    """What is concluded otherwise; below it the path that carries the change."""
    kind = "" if change.kind == "standing" else f"{change.kind}: "
    first = f"{kind}{quote(change.about)}: {change.before} -> {change.after}"
    return [first, *(f"  {step_in_words(step, quote)}" for step in change.cause.steps)]


def step_in_words(step: Step, quote: Quote) -> str:
    """Who attacks whom since when, through which links, and what that does."""
    target = quote(step.target)
    by = listed([quote(name) for name in step.by])
    fresh = {"new": "new", "gone": "gone"}.get(step.how, "")
    links = listed([
        f"{quote(name)}{f', {fresh}' if name in step.fresh else ''}" for name in step.through
    ])  # fmt: skip
    through = f" ({links})" if links else ""
    turn = f": {step.before} -> {step.after}"
    return (
        {
            "new": f"{by} now counts against {target}"
            if by
            else f"{target} now contradicts itself",
            "gone": f"{by} counts no more against {target}"
            if by
            else f"{target} contradicts itself no more",
            "kept": f"{by} counts against {target}",
            "held": f"{target} comes into debate",
            "unheld": f"{target} is no longer in debate",
        }[step.how]
        + through
        + turn
    )


def suspect(each: Suspect, quote: Quote) -> str:
    """What rests on a claim that changed."""
    return f"{each.what} {quote(each.where)}, which rests on {quote(each.claim)}"


def edit(each: Edit, quote: Quote) -> str:
    """What was edited where, and the texts if there are any."""
    first = f"{each.how}: {as_words(each.what)} {quote(each.where)}"
    if each.before and each.after:
        return f"{first}: {quote(each.before)} -> {quote(each.after)}"
    said = each.before or each.after
    return f"{first}: {quote(said)}" if said else first


def measure(each: Moved, quote: Quote) -> str:
    """Both means, and how far they lie apart."""
    apart = f"{short(each.errors)} standard errors" if isfinite(each.errors) else "without spread"
    name = quote(f"{each.demonstration}: {each.run}.{each.measure}")
    return f"{name} {short(each.before)} -> {short(each.after)} ({apart})"


def listed(names: Sequence[str]) -> str:
    """Names in a row."""
    return " and ".join(names)


def indent(line: str) -> int:
    """How deep a line stands."""
    return (len(line) - len(line.lstrip(" "))) // 2


def shortened(text: str) -> str:
    """A text that fits on a line or two of a terminal."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
