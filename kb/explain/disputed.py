"""Which claims are disputed most: how many cruxes, contradictions, attacks and undercuts hit each.

A count of what is recorded, and no measure of how heated a dispute is or who is right.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.knowledge import Knowledge
from kb.model import Claim
from kb.model.outcomes import Crux

SPEAKS_FOR = ("supports", "entails", "equivalent")
LEAST = 2  # records: a claim with one is found under its kind


@dataclass(frozen=True)
class Disputed:
    """What hits a claim; each record once."""

    claim: str
    cruxes: int = 0
    undecided: int = 0  # of the cruxes
    contradictions: int = 0
    attacks: int = 0
    steps: int = 0  # undercut, that speak for it
    tests: int = 0  # of it, undercut or attacked

    @property
    def records(self) -> int:
        """All of them."""
        return self.cruxes + self.contradictions + self.attacks + self.steps + self.tests


def most_disputed(knowledge: Knowledge) -> list[Disputed]:
    """Claims with several records, those with the most first; then those with more undecided."""
    found = [disputed(knowledge, claim) for claim in knowledge.base.claims if not claim.withdrawn]
    return sorted(
        (each for each in found if each.records >= LEAST),
        key=lambda each: (-each.records, -each.undecided, each.claim),
    )


def disputed(knowledge: Knowledge, claim: Claim) -> Disputed:
    """What hits one claim, from both ends of links without direction."""
    graph = knowledge.graph
    cruxes = [crux for crux in knowledge.cruxes if claim.id in (crux.first, crux.second)]
    into = graph.into(claim.id)
    against = {link.source for link in into if link.verb == "contradicts"}
    against |= {link.target for link in graph.out_of(claim.id) if link.verb == "contradicts"}
    return Disputed(
        claim=claim.id,
        cruxes=len(cruxes),
        undecided=sum(is_undecided(crux) for crux in cruxes),
        contradictions=len(against),
        attacks=sum(link.verb == "attacks" for link in into),
        steps=sum(
            len(list(hits(knowledge, link.address))) for link in into if link.verb in SPEAKS_FOR
        ),
        tests=sum(len(list(hits(knowledge, each.address))) for each in claim.demonstrations),
    )


def hits(knowledge: Knowledge, address: str) -> Iterator[str]:
    """Who undercuts or attacks a step or a test."""
    for link in knowledge.graph.into(address):
        if link.verb in ("undercuts", "attacks"):
            yield link.source


def is_undecided(crux: Crux) -> bool:
    """Whether neither side was told to be right."""
    return bool(crux.contested_by) or crux.outcome == "open"
