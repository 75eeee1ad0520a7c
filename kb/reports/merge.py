"""A merge commit beside the item-wise merge of its parents: for a terminal, a comment, programs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict

from kb.diff.merging.commit import Value
from kb.phrasing import quantity
from kb.reports.difference import LONGEST, MOST, shortened
from kb.reports.json_text import json_text
from kb.reports.quoting import code

VERSION = 1  # of the shape of the JSON
EQUAL = "the merge {} is the item-wise merge of its parents {} and {}"
Quote = Callable[[str], str]
SIDES = "the first parent", "the second parent"


def as_text(found: Sequence[Value], commits: Sequence[str]) -> str:
    """One line a value; one in all, if there is none."""
    if not found:
        return f"{EQUAL.format(*map(abbreviated, commits))}\n"
    parts = parts_of(found, str, lambda text: f'"{shortened(text)}"')
    lines = [line for title, told in parts for line in (title, *told, "")]
    return "\n".join(lines)


def as_markdown(found: Sequence[Value], commits: Sequence[str]) -> str:
    """The same as a comment, in which what authors wrote is code, and no part is too long."""
    if not found:
        said = EQUAL.format(*map(abbreviated, commits))
        return f"### {said[0].upper()}{said[1:]}\n"
    sections = []
    for title, told in parts_of(found, code, lambda text: code(text, LONGEST)):
        shown = [f"- {line.strip()}" for line in told]
        more = len(shown) - MOST
        rest = [f"- and {more} more; `kb diff --merge` lists them all"] if more > 0 else []
        sections.append("\n".join([f"### {title}", "", *shown[:MOST], *rest]))
    return "\n\n".join(sections) + "\n"


def as_json(found: Sequence[Value], commits: Sequence[str]) -> str:
    """Every field, for programs."""
    merge, *parents = commits
    values = [{**asdict(value), "is_fault": value.is_fault} for value in found]
    return json_text({"version": VERSION, "merge": merge, "parents": parents, "values": values})


def parts_of(found: Sequence[Value], name: Quote, quote: Quote) -> Iterator[tuple[str, list[str]]]:
    """Title and lines of what nobody can have meant, and of what somebody settled."""
    faults = [value for value in found if value.is_fault]
    if faults:
        title = f"{quantity(len(faults), 'value')} that the two parents do not give"
        yield title, [in_words(value, name, quote) for value in faults]
    if settled := [value for value in found if not value.is_fault]:
        title = f"{quantity(len(settled), 'conflict')} settled by what neither parent says"
        yield title, [in_words(value, name, quote) for value in settled]


def in_words(value: Value, name: Quote, quote: Quote) -> str:
    """Where it stands, what it is, and what should be there."""
    where = name(" / ".join((value.claim, *value.address)))
    return f"  {name(f'{value.file}:{value.line}')}: {where} {what_is_wrong(value, name, quote)}"


def what_is_wrong(value: Value, name: Quote, quote: Quote) -> str:
    """What happened to a value, with the texts that tell."""
    if value.how == "not read":
        return f"cannot be read: {name(value.merge)}"
    if value.how == "twice":
        return f"has a second file beside {name(value.first)}"
    if value.how == "lost":
        return f"is lost; {parents_say(value, quote)}"
    has = f"has {quote(value.merge)}"
    if value.how == "undone":
        undone = "is there again" if not (value.first and value.second) else has
        return f"{undone}, as before both; {parents_say(value, quote)}"
    of = f", as in {name(value.origin)}" if value.origin else ", which comes from nowhere"
    return f"{has}{'' if value.how == 'settled' else of}; {parents_say(value, quote)}"


def parents_say(value: Value, quote: Quote) -> str:
    """What the parents have in its place."""
    if value.first == value.second:
        return f"both parents say {quote(value.first)}" if value.first else "no parent has it"
    return ", ".join(
        f"{side} says {quote(text)}" if text else f"{side} has nothing here"
        for side, text in zip(SIDES, (value.first, value.second), strict=True)
    )


def abbreviated(commit: str) -> str:
    """A commit's hash as people say it."""
    return commit[:7]
