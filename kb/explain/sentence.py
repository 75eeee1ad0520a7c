"""Sentences as tuples of text and mentions; whoever shows them decides how a mention looks."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Mention:
    """A claim, link or demonstration named inside a sentence."""

    address: str


Sentence = tuple[str | Mention, ...]


def mentions(names: Iterable[str]) -> Sentence:
    """Mentions joined by 'and'."""
    sentence: list[str | Mention] = []
    for name in names:
        sentence += [" and ", Mention(name)] if sentence else [Mention(name)]
    return tuple(sentence)
