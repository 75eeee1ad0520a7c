"""Sentences as tuples of text and mentions; whoever shows them decides how a mention looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.model.denials import denied_claim

MOST = 20  # mentions in one sentence


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


def first_mentions(names: Sequence[str], most: int = MOST) -> Sentence:
    """Mentions joined by 'and', of so many; of the rest how many they are."""
    told = names if len(names) <= most + 1 else names[:most]
    rest = len(names) - len(told)
    return (*mentions(told), *([f" and {rest:,} more"] if rest else ()))
