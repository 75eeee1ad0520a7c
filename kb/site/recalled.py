"""Values that were read again and say what they said before, replaced by those from before.

So what is the very same need not be compared part by part, wherever it stands.
"""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from kb.knowledge import Knowledge
from kb.memory import as_bytes
from kb.model import Base

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
TABLES = ("positions", "references", "discussions", "topics", "questions", "scripts")


class Recalled:
    """Values by where they stand, each with all that can be told of it as bytes."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self.known: dict[tuple[str, Hashable], tuple[bytes, object]] = {}

    def value(self, place: str, key: Hashable, value: V) -> V:
        """The value from before, if it is the same to the last bit; else this one."""
        told, kept = as_bytes(value), self.known.get((place, key))
        if kept is None or kept[0] != told:
            kept = self.known[place, key] = told, value
        return cast(V, kept[1])

    def table(self, place: str, table: Mapping[K, V]) -> dict[K, V]:
        """A table with the values from before."""
        return {key: self.value(place, key, value) for key, value in table.items()}

    def base(self, base: Base) -> Base:
        """A base with what it had before, where that is the same."""
        tables: dict[str, Any] = {name: self.table(name, getattr(base, name)) for name in TABLES}
        claims = tuple(self.value("claims", claim.file, claim) for claim in base.claims)
        return replace(base, claims=claims, **tables)

    def knowledge(self, knowledge: Knowledge) -> Knowledge:
        """Knowledge with the judgements that it had before, where they are the same."""
        evidence = self.table("evidence", knowledge.evidence)
        found = replace(knowledge, evidence=evidence)
        vars(found)["graph"] = knowledge.graph
        return found
