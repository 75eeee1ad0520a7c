"""What a word under the cursor names: a claim anywhere, other things by the field they stand in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kb.editor.completion import Writing, is_condition
from kb.editor.context import scanned
from kb.editor.fields import shape_at, shape_of_file, written_in_fields
from kb.knowledge import Knowledge
from kb.model import Claim
from kb.reading.claim_schema import ADDRESS, ID, KEY, PASSAGE, POSITION, RUN
from kb.reading.former_names import present_address, present_names
from kb.reading.schema import Shape, Text
from kb.reading.schema_records import Either, Record, Table

WORD = re.compile(r"[^\s,{}\[\]'\"()<>`*;]+")
CLAIM_IN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
TERM = re.compile(r"[A-Za-z_][\w.]*")
ENDS = ".:;?!"


@dataclass(frozen=True)
class Thing:
    """Something that has a name, and from which letter to which the name is written."""

    kind: str  # claim | link | demonstration | work | passage | position | check | field | ...
    name: str
    start: int
    end: int
    writing: Writing | None = None  # of what is known by its field alone


def word_at(text: str, offset: int, pattern: re.Pattern[str] = WORD) -> tuple[str, int, int]:
    """The word around a letter, and where it begins and ends."""
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    for found in pattern.finditer(text[begin : len(text) if end < 0 else end]):
        start, stop = begin + found.start(), begin + found.end()
        if start <= offset <= stop:
            word = found[0].rstrip(ENDS)
            return word, start, start + len(word)
    return "", offset, offset


def thing_at(
    knowledge: Knowledge, file: str, text: str, offset: int, claim: Claim | None = None
) -> Thing | None:
    """What is named at a letter of a file; None if nothing is."""
    word, start, end = word_at(text, offset)
    if not word:
        return None
    return by_field(knowledge, file, text, claim, (word, start, end), offset) or by_name(
        knowledge, word, start, end, offset
    )


def by_name(knowledge: Knowledge, word: str, start: int, end: int, offset: int) -> Thing | None:
    """A claim, link or demonstration, wherever its id or address is written."""
    names = former(knowledge)
    address = present_address(word, names)
    base = knowledge.base
    if address in base.by_id:
        return Thing("claim", address, start, end)
    if address in base.demonstrations:
        return Thing("demonstration", address, start, end)
    if address in knowledge.graph.links:
        return Thing("link", address, start, end)
    for found in CLAIM_IN.finditer(word):
        first, last = start + found.start(), start + found.end()
        name = names.get(found[0], found[0])
        if first <= offset <= last and name in base.by_id:
            return Thing("claim", name, first, last)
    return None


def former(knowledge: Knowledge) -> Mapping[str, str]:
    """Former names of claims, to their present ones."""
    return present_names(knowledge.base.claims)


def by_field(
    knowledge: Knowledge, file: str, text: str, claim: Claim | None,
    found: tuple[str, int, int], offset: int,
) -> Thing | None:  # fmt: skip
    """What a word means in the field that it stands in."""
    word, start, end = found
    bounds, whole = written_in_fields(file, text, offset), shape_of_file(file)
    if bounds is None or whole is None or start < bounds[0]:
        return None
    cursor = scanned(text[bounds[0] : start]).cursor
    writing = Writing(knowledge, file, claim, cursor, scanned(text[bounds[0] : bounds[1]]))
    path = cursor.path
    if cursor.in_prose:
        return None
    if is_condition(path) and cursor.after_colon:
        term, first, last = word_at(text, offset, TERM)
        return Thing("measure", term, first, last, writing) if term else None
    shape = shape_at(whole, path)
    if not cursor.after_colon and text[end : end + 1] == ":":
        return key_of(writing, shape, word, start, end)
    kind = kind_of(shape, path)
    return Thing(kind, word, start, end, writing) if kind else None


def key_of(writing: Writing, shape: Shape | None, word: str, start: int, end: int) -> Thing | None:
    """What a key is: a field, a setting, a measure, or the name that an entry is given."""
    record = shape.record if isinstance(shape, Either) else shape
    if isinstance(record, Record):
        if word in record.fields:
            return Thing("field", word, start, end, writing)
        return Thing("setting", word, start, end, writing) if record == RUN else None
    if isinstance(record, Table) and writing.cursor.path[-1:] == ("measures",):
        return Thing("measure", word, start, end, writing)
    if writing.file == "literature/positions.yaml" and not writing.cursor.path:
        return Thing("position", word, start, end, writing)
    return None


def kind_of(shape: Shape | None, path: tuple[str | int, ...]) -> str:
    """What the value of a field names; "" for ids and addresses, and for what names nothing."""
    last = next((step for step in reversed(path) if isinstance(step, str)), "")
    if not isinstance(shape, Text) or shape in (ID, ADDRESS):
        return ""
    kinds: dict[Shape, str] = {KEY: "work", PASSAGE: "passage", POSITION: "position"}
    names = {"check": "check", "breaks": "expectation", "instead_of": "run", "show": "run",
             "measures": "measure", "script": "script", "prepare": "script"}  # fmt: skip
    return kinds.get(shape) or names.get(last, "")
