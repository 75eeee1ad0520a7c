"""What would change a claim's standing: a smallest set of claims or links to take away.

Single removals are tried first, then pairs, each by deriving the standing anew.  Only
what bears on the claim through the attacks is tried, and only as often as the budget allows.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kb.graph import graph_of
from kb.model import Base, Claim
from kb.model.denials import denial_of
from kb.model.outcomes import Judgement, Label, Standing
from kb.model.verbs import VERBS
from kb.reasoning.budget import Unknown
from kb.reasoning.rules import strict_part
from kb.reasoning.semantics.standing import standing_of

LARGEST = 2
BUDGET = 200


@dataclass(frozen=True)
class Flip:
    """Taking these away gives the claim another label."""

    without: tuple[str, ...]
    label: Label


def flip_of(
    base: Base,
    evidence: Mapping[str, Judgement],
    standing: Standing,
    claim: str,
    budget: int = BUDGET,
    crux_attacks: Sequence[tuple[str, str]] = (),
    nearby: Mapping[str, set[str]] | None = None,
) -> Flip | Unknown | None:
    """A smallest removal that changes the label; None if no removal of its size does.

    ``nearby`` is what ``bearings`` gives, for whoever asks about many claims.
    """
    before = standing.label(claim)
    candidates = bearing_on(standing, claim)
    if candidates:
        base = upstream(base, claim, bearings(base) if nearby is None else nearby)
    tried = 0
    for size in range(1, LARGEST + 1):
        for some in combinations(candidates, size):
            tried += 1
            if tried > budget:
                return Unknown()
            after = standing_without(base, evidence, some, crux_attacks).label(claim)
            if after != before:
                return Flip(some, after)
    return None


def bearing_on(standing: Standing, claim: str) -> list[str]:
    """Claims, links and demonstrations from which attacks lead to the claim, nearest first."""
    found: dict[str, None] = {}
    queue = [claim]
    for target in queue:
        for attack in standing.attacks_on.get(target, ()):
            members = attack.attackers | frozenset(attack.through)
            fresh = sorted(members - found.keys() - {claim})
            found |= dict.fromkeys(fresh)
            queue += fresh
    return list(found)


def bearings(base: Base) -> dict[str, set[str]]:
    """For each claim, what can bear on its label: an attack reaches it through links that
    defeat it, or back through strict ones; and through measurements that it predicts.
    """
    before: dict[str, set[str]] = {}
    for link in (link for claim in base.claims for link in claim.links):
        ends = {link.source, *link.co_premises, *link.target.split("/")}
        if VERBS[link.verb].force not in ("support", "annotation"):
            for end in ends:
                before.setdefault(end, set()).update(ends)
    for claim in base.claims:
        for other in (
            *(prediction.of.partition("/")[0] for prediction in claim.predictions),
            *claim.aliases,
        ):
            before.setdefault(claim.id, set()).add(other)
            before.setdefault(other, set()).add(claim.id)
    return before


def upstream(base: Base, claim: str, before: Mapping[str, set[str]]) -> Base:
    """The part of the base on which the claim's label can depend, whatever is taken away."""
    found = {claim: None}
    queue = [claim]
    for here in queue:
        fresh = sorted(before.get(here, set()) - found.keys())
        found |= dict.fromkeys(fresh)
        queue += fresh
    return replace(
        base, claims=tuple(within_part(claim, found) for claim in base.claims if claim.id in found)
    )


def within_part(claim: Claim, known: Container[str]) -> Claim:
    """The claim without links that lead out of the part."""
    links = (
        link
        for link in claim.links
        if all(end in known for end in (link.target.partition("/")[0], *link.co_premises))
    )
    return replace(claim, links=tuple(links))


def standing_without(
    base: Base,
    evidence: Mapping[str, Judgement],
    gone: Iterable[str],
    crux_attacks: Sequence[tuple[str, str]] = (),
) -> Standing:
    """The standing if some claims, links and demonstrations had never been written."""
    names = set(gone)
    claims = tuple(without_links(claim, names) for claim in base.claims if claim.id not in names)
    smaller = replace(base, claims=claims)
    kept = {address: judgement for address, judgement in evidence.items() if address not in names}
    graph = graph_of(smaller)
    decided = [attack for attack in crux_attacks if not names & set(attack)]
    return standing_of(smaller, graph, kept, strict_part(graph), decided)


def without_links(claim: Claim, names: set[str]) -> Claim:
    """The claim without some of its links, and without its denial if that is to go."""
    claim = without_denial(claim, names)
    if not any(link.address in names for link in claim.links):
        return claim
    return replace(claim, links=tuple(link for link in claim.links if link.address not in names))


def without_denial(claim: Claim, names: Container[str]) -> Claim:
    """The claim as if nobody denied it, if its denial is among what is to go."""
    if denial_of(claim.id) not in names:
        return claim
    kept = (holding for holding in claim.held_by if holding.stance != "denies")
    return replace(claim, held_by=tuple(kept))
