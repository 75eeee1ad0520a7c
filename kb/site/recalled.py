"""Values that were read again and say what they said before, replaced by those from before.

So what is the very same need not be compared part by part, wherever it stands.
"""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from kb.knowledge import Knowledge
from kb.model import Base
from kb.site.sameness import Comparison

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
TABLES = ("positions", "references", "discussions", "topics", "questions", "scripts")


class Recalled:
    """Values by where they stand."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self.known: dict[tuple[str, Hashable], object] = {}

    def value(self, place: str, key: Hashable, value: V) -> V:
        """The value from before, if it is the same to the last bit; else this one."""
        kept = self.known.setdefault((place, key), value)
        if not Comparison().same(kept, value):
            kept = self.known[place, key] = value
        return cast(V, kept)

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
