"""Disagreements, each told apart by what is disputed: a claim, a step, or a measurement.

That two claims are recorded as compatible by scope is a disagreement explained; it cancels
no strict link, so a conflict derived between the two is told beside it, with a hint.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.graph import Graph
from kb.model import Base, Link
from kb.model.denials import denial_of
from kb.model.outcomes import Conflict, Crux
from kb.model.verbs import VERBS
from kb.reasoning.rules import follows, held_elements, holdings, strict_part

KINDS = ("contradiction", "denied", "regime split", "undercut", "attack", "crux")


@dataclass(frozen=True)
class Disagreement:
    """Two things that somebody sets against each other, and in which way."""

    kind: str  # one of KINDS
    first: str  # a claim
    second: str  # a claim, or its denial; an undercut's and an attack's may be a step
    links: tuple[str, ...] = ()
    positions: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # who holds first, second
    hint: str = ""
    conflict: Conflict | None = None
    crux: Crux | None = None


def disagreements_of(
    base: Base, graph: Graph, conflicts: Iterable[Conflict], cruxes: Iterable[Crux]
) -> tuple[Disagreement, ...]:
    """All disagreements: contradictions, denials, regime splits, undercuts, attacks, cruxes.

    What one person holds against themself is no disagreement; an inconsistent group's is one.
    """
    said = frozenset(follows(held_elements(base), strict_part(graph)))
    splits, against = set_against(base, graph, said)
    known = tuple(conflicts)
    inside = conflicts_inside(known)
    holders = holders_of(base)
    found = [
        with_holders(contradiction(base, graph, conflict, splits), graph, holders, inside)
        for conflict in known
        if not conflict.error
    ]
    others = [Disagreement("regime split", *ends(link), links=(link.address,)) for link in splits]
    others += [
        Disagreement(VERBS[link.verb].force, link.source, link.target, (link.address,))
        for link in against
    ]
    others += [
        Disagreement("crux", crux.first, crux.second, hint=crux.decided_by, crux=crux)
        for crux in cruxes
        if {crux.first, crux.second} <= said
    ]
    found += [
        replace(entry, positions=(holders.get(entry.first, ()), holders.get(entry.second, ())))
        for entry in others
    ]
    return tuple(sorted(found, key=lambda d: (KINDS.index(d.kind), d.first, d.second, d.links)))


def number_of_disagreements(
    base: Base,
    graph: Graph,
    conflicts: Iterable[Conflict],
    cruxes: Iterable[Crux],
    said: Container[str],
) -> int:
    """How many there are, where it is known which claims are ``said``: held, or that follow."""
    splits, against = set_against(base, graph, said)
    clashes = sum(not conflict.error for conflict in conflicts)
    met = sum(crux.first in said and crux.second in said for crux in cruxes)
    return clashes + len(splits) + len(against) + met


def set_against(base: Base, graph: Graph, said: Container[str]) -> tuple[list[Link], list[Link]]:
    """Links of what is said that tell two regimes apart, and those that attack or undercut."""
    live = [
        link
        for link in graph.in_order
        if link.source in said and all(premise in said for premise in link.co_premises)
    ]
    splits = [link for link in live if link.verb == "compatible-by-scope" and link.target in said]
    against = [link for link in live if VERBS[link.verb].force in ("undercut", "attack")]
    if all(link.target in said for link in against):
        return splits, against
    steps = steps_in_debate(base, graph, said, live)
    return splits, [link for link in against if link.target in said or link.target in steps]


def steps_in_debate(
    base: Base, graph: Graph, said: Container[str], live: Sequence[Link]
) -> frozenset[str]:
    """Links and demonstrations that something in debate rests on."""
    found = {
        address
        for address, demonstration in base.demonstrations.items()
        if demonstration.claim in said
    }
    found |= {
        prediction.of
        for claim in base.claims
        if claim.id in said
        for prediction in claim.predictions
    }
    while True:  # a link on a link waits for it to come in
        fresh = {
            link.address
            for link in live
            if link.address not in found and (link.target in said or link.target in found)
        }
        if not fresh:
            return frozenset(found)
        found |= fresh


Members = tuple[tuple[str, ...], tuple[str, ...], str]


def members_of(conflict: Conflict) -> Members:
    """The claims, links and denial that clash."""
    return conflict.claims, conflict.links, conflict.denied


def conflicts_inside(conflicts: Iterable[Conflict]) -> Mapping[Members, frozenset[str]]:
    """Who is led to each clash alone."""
    found: dict[Members, set[str]] = {}
    for conflict in conflicts:
        if conflict.position:
            found.setdefault(members_of(conflict), set()).add(conflict.position)
    return {members: frozenset(positions) for members, positions in found.items()}


def with_holders(
    entry: Disagreement,
    graph: Graph,
    holders: Mapping[str, tuple[str, ...]],
    inside: Mapping[Members, frozenset[str]],
) -> Disagreement:
    """A clash with who holds each end, or what that follows from, and not the other end too."""
    assert entry.conflict is not None
    path = [graph.links[address] for address in entry.links if address in graph.links]
    sides = []
    for end in (entry.first, entry.second):
        sources = sorted(above(end, path) & {*entry.conflict.claims, end})
        held = [*holders.get(end, ())] or [p for name in sources for p in holders.get(name, ())]
        sides.append(tuple(dict.fromkeys(held)))
    own = inside.get(members_of(entry.conflict), frozenset())
    apart = [tuple(position for position in side if position not in own) for side in sides]
    one, other = apart if all(apart) and not entry.conflict.position else sides
    return replace(entry, positions=(one, other))


def holders_of(base: Base) -> Mapping[str, tuple[str, ...]]:
    """Who holds each claim, and the denial of each."""
    found: dict[str, list[str]] = {}
    for position, elements in sorted(holdings(base).items()):
        for element in elements:
            found.setdefault(element, []).append(position)
    return {element: tuple(positions) for element, positions in found.items()}


def ends(link: Link) -> tuple[str, str]:
    """The two ends of a symmetric link, in a fixed order."""
    first, second = sorted((link.source, link.target))
    return first, second


def contradiction(
    base: Base, graph: Graph, conflict: Conflict, splits: Sequence[Link]
) -> Disagreement:
    """A conflict, with a hint if it lies between claims of different scope."""
    if conflict.denied:
        second = denial_of(conflict.denied)
        return Disagreement(
            "denied", conflict.denied, second, links=conflict.links, conflict=conflict
        )
    path = [graph.links[address] for address in conflict.links if address in graph.links]
    strict = [link.address for link in path if VERBS[link.verb].force == "strict"]
    one, other = (above(end, path) for end in conflict.ends)
    hint = ""
    for split in splits:
        a, b = ends(split)
        if (a in one and b in other) or (b in one and a in other):
            weak = ", ".join(strict) or ", ".join(conflict.links)
            hint = f"'{a}' and '{b}' are compatible by scope: a link is too strong, one of {weak}"
            break
    else:
        scopes = [base.by_id[end].scope for end in conflict.ends if end in base.by_id]
        if len(set(scopes)) == 2 and all(scopes):
            hint = "the scopes differ; if that is why, say 'compatible-by-scope'"
    return Disagreement(
        "contradiction", *conflict.ends, links=conflict.links, hint=hint, conflict=conflict
    )


def above(end: str, path: Sequence[Link]) -> frozenset[str]:
    """An end, and the claims of the explanation that it follows from."""
    steps: dict[str, list[str]] = {}
    for link in path:
        strict = VERBS[link.verb].force == "strict"
        if strict:
            steps.setdefault(link.target, []).extend((link.source, *link.co_premises))
        if strict and VERBS[link.verb].symmetric:
            steps.setdefault(link.source, []).append(link.target)
    found = {end: None}
    queue = [end]
    for node in queue:
        fresh = [premise for premise in steps.get(node, ()) if premise not in found]
        found.update(dict.fromkeys(fresh))
        queue.extend(dict.fromkeys(fresh))
    return frozenset(found)
