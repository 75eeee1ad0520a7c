"""A question that people bring, answered as far as the base goes, sentence by sentence."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """One sentence of an answer, and the claims it rests on, each with its state at that time."""

    says: str
    rests_on: Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """The question, a short answer, the sentences behind it, and what would change it."""

    id: str
    file: str
    question: str
    answer: str
    sentences: tuple[Sentence, ...]
    would_change: tuple[Sentence, ...] = ()
    topic: str = ""  # whose debate it asks about
