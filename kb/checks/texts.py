"""Every text of the base that readers meet, with its place: no checks, but what some look at."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from kb.model import Base, Claim, FieldPath, Place
from kb.reading.front_matter import divided
from kb.reading.literature import POSITIONS

NOT_SHOWN = ("file", "script")  # what readers never meet as text
Texts = Iterator[tuple[Place, str]]


def texts_of_base(base: Base, letters: bytes = b"") -> Texts:
    """Every text of claims, topics, questions and positions.

    With ``letters``, claims are left out whose file has none of them: no text of theirs can.
    """
    each = [bytes([letter]) for letter in letters]
    for claim in base.claims:
        if letters:
            content = base.files.get(claim.file, letters)
            if not any(letter in content for letter in each):
                continue
        for path, text in texts_of(claim):
            yield Place(claim.file, path), text
    for topic in base.topics.values():
        yield introduction(base, topic.file), topic.introduction
        for path, text in texts_below(topic.debate, ()):
            yield Place(topic.file, path), text
    for question in base.questions.values():
        for path, text in texts_below(question, ()):
            yield Place(question.file, path), text
    for position in base.positions.values():
        for path, text in texts_below(position, (position.id,)):
            yield Place(POSITIONS, path), text


def introduction(base: Base, file: str) -> Place:
    """Where a topic's own text begins, below the fields of its debate."""
    front, _ = divided(base.files.get(file, b""))
    return Place(file, at=(front.count(b"\n") + (2 if front else 1), 1))


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


def texts_below(value: Any, path: FieldPath) -> list[tuple[FieldPath, str]]:
    """Texts in a value, with the names and numbers that lead to them."""
    found: list[tuple[FieldPath, str]] = []
    add_texts(value, path, found)
    return found


def add_texts(value: Any, path: FieldPath, found: list[tuple[FieldPath, str]]) -> None:
    """Note the texts of a value; of a large base there are hundreds of thousands."""
    if isinstance(value, str):
        found.append((path, value))
        return
    parts: Iterable[tuple[str | int, Any]]
    if isinstance(value, tuple):
        parts = enumerate(value)
    elif isinstance(value, dict):
        parts = value.items()
    else:
        parts = ((name, getattr(value, name)) for name in shown_fields(type(value)))  # type: ignore[arg-type]
    for name, part in parts:
        if isinstance(part, str):
            found.append(((*path, name), part))
        elif part:
            add_texts(part, (*path, name), found)


@lru_cache
def shown_fields(kind: type[Any]) -> tuple[str, ...]:
    """Fields of a record that readers meet."""
    if not is_dataclass(kind):
        return ()
    return tuple(entry.name for entry in fields(kind) if entry.name not in NOT_SHOWN)
