"""Knowledge: the base, its evidence, its cruxes and conflicts, and what stands; all frozen.

Each is made in its own room and only put side by side here.  Camps, strengths and
flips are functions with a budget, called by whoever shows them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kb.demos.plan import Plan, plan_of
from kb.graph import Graph, graph_of
from kb.history.from_git import Registrations
from kb.model import Base, Link
from kb.model.outcomes import Conflict, Crux, Judgement, Standing
from kb.reasoning.semantics.debate import Debate
from kb.reasoning.semantics.quadratic_energy import Strengths


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
    def shown(self) -> dict[str, bool]:
        """Which claims hold by their demonstrations, as far as that was asked before."""
        return {}

    @cached_property
    def plans(self) -> Mapping[str, Plan]:
        """The plan of each demonstration, by its address."""
        return {
            address: plan_of(self.base, demonstration)
            for address, demonstration in self.base.demonstrations.items()
        }

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
