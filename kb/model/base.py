"""The base: everything that was read, and what could not be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kb.model.claims import Claim
from kb.model.configuration import Configuration
from kb.model.demonstrations import Demonstration, Script
from kb.model.findings import Finding
from kb.model.questions import Question
from kb.model.sources import Discussion, Passage, Position, Reference, Topic


@dataclass(frozen=True)
class Base:
    """Everything that was read, and what could not be."""

    claims: tuple[Claim, ...] = ()
    positions: Mapping[str, Position] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    discussions: Mapping[str, Discussion] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()  # names of one thing, for searching
    scripts: Mapping[str, Script] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()  # ids of claims that could not be read
    unread: frozenset[str] = frozenset()  # other files of which not all is known, as was said
    findings: tuple[Finding, ...] = ()
    configuration: Configuration = field(default_factory=Configuration)

    @cached_property
    def by_id(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def demonstrations(self) -> Mapping[str, Demonstration]:
        """Demonstrations of claims that are not withdrawn, by address."""
        return {
            demonstration.address: demonstration
            for claim in self.claims
            if not claim.withdrawn
            for demonstration in claim.demonstrations
        }

    def passage(self, address: str) -> Passage | None:
        """The passage at ``discussion/number``, if there is one."""
        discussion, _, number = address.partition("/")
        found = self.discussions.get(discussion)
        return found.passages.get(number) if found else None
