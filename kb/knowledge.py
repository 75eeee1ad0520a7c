"""Knowledge: the base, its evidence, its cruxes and conflicts, and what stands; all frozen.

Each is made in its own room and only put side by side here.  Camps, strengths and
flips are functions with a budget, called by whoever shows them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, update_wrapper
from typing import Any, Generic, TypeVar, cast

from kb.demos.plan import Plan, plan_of
from kb.graph import Graph, graph_of
from kb.history.from_git import Registrations
from kb.model import Base, Claim, Link
from kb.model.outcomes import Conflict, Crux, Judgement, Standing
from kb.model.tables import Table, Tables, by_key
from kb.reasoning.semantics.debate import Debate
from kb.reasoning.semantics.quadratic_energy import Strengths

V = TypeVar("V")


@dataclass(frozen=True)
class Knowledge:
    """All that checks, reports and pages may look at."""

    base: Base
    evidence: Mapping[str, Judgement] = field(default_factory=dict)  # by claim/demonstration
    conflicts: tuple[Conflict, ...] = ()
    standing: Standing = field(default_factory=Standing)
    cruxes: tuple[Crux, ...] = ()
    registrations: Registrations = field(default_factory=Registrations)
    measured: tuple[tuple[str, str], ...] = ()  # measurements, and the claims that they refute
    failed_predictions: frozenset[str] = frozenset()  # claims that predicted wrongly

    @cached_property
    def kept(self) -> Tables:
        """What functions said of its claims, as far as that was asked before."""
        return Tables(self)

    @by_key
    def plans(self, address: str) -> Plan:
        """The plan of each demonstration, by its address."""
        return plan_of(self.base, self.base.demonstrations[address])

    @cached_property
    def links(self) -> Mapping[str, Link]:
        """Every link of every claim by its address, those that dangle included."""
        return {link.address: link for claim in self.base.claims for link in claim.links}

    @cached_property
    def clashes(self) -> Mapping[str, Sequence[Conflict]]:
        """Conflicts by each of their claims."""
        found: dict[str, list[Conflict]] = {}
        for conflict in self.conflicts:
            for claim in dict.fromkeys(conflict.claims):
                found.setdefault(claim, []).append(conflict)
        return found

    @cached_property
    def debate(self) -> Debate:
        """The base as one numbered framework, for questions of what a removal would change."""
        from kb.reasoning.semantics.shifts import debate_of

        return debate_of(self.base, self.evidence, self.measured)

    @cached_property
    def acceptance(self) -> Mapping[str, str]:
        """In which camps each element is: every, some, none; or unknown."""
        from kb.reasoning.semantics.acceptance import acceptance_of

        standing = self.standing
        return acceptance_of(standing.labels, standing.written, rules=standing.rules)

    @cached_property
    def strengths(self) -> Strengths:
        """How strong each element is; empty if that does not settle."""
        from kb.reasoning.semantics.strengths import strengths_of

        return strengths_of(self.base, self.graph, self.evidence, self.standing, self.measured)

    @cached_property
    def graph(self) -> Graph:
        """The base's links, resolved."""
        return graph_of(self.base)


class said_once(Generic[V]):
    """Keep what a function says of a claim of the base with the knowledge that it says it from."""

    def __init__(self, say: Callable[[Knowledge, Claim], V]) -> None:
        """``say`` may look at what it is handed, and at nothing that changes."""
        self.say = say
        update_wrapper(cast(Any, self), say)

        def say_of(knowledge: Knowledge, name: str) -> V:
            return say(knowledge, knowledge.base.by_id[name])

        say_of.__module__, say_of.__qualname__ = say.__module__, say.__qualname__
        self.say_of = say_of

    def by_id(self, knowledge: Knowledge) -> Table[V]:
        """The same of every claim, by its id."""
        return knowledge.kept.by(self.say_of)

    def __call__(self, knowledge: Knowledge, claim: Claim) -> V:
        """What is said of a claim, which is worked out if it is not one of the base."""
        if knowledge.base.by_id.get(claim.id) is not claim:
            return self.say(knowledge, claim)
        return self.by_id(knowledge)[claim.id]
