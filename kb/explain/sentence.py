"""Sentences as tuples of text and mentions; whoever shows them decides how a mention looks."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.model.denials import denied_claim


@dataclass(frozen=True)
class Mention:
    """A claim, link or demonstration named inside a sentence."""

    address: str


Sentence = tuple[str | Mention, ...]


def mention(name: str) -> Sentence:
    """An element as it is named in a sentence: itself, or the denial of a claim."""
    denied = denied_claim(name)
    return ("the denial of ", Mention(denied)) if denied else (Mention(name),)


def mentions(names: Iterable[str]) -> Sentence:
    """Mentions joined by 'and'."""
    sentence: list[str | Mention] = []
    for name in names:
        sentence += [" and ", *mention(name)] if sentence else mention(name)
    return tuple(sentence)
