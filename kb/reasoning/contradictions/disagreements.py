"""Disagreements, each told apart by what is disputed: a claim, a step, or a measurement.

That two claims are recorded as compatible by scope is a disagreement explained; it cancels
no strict link, so a conflict derived between the two is told beside it, with a hint.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.graph import Graph
from kb.model import Base, Link
from kb.model.outcomes import Conflict, Crux
from kb.model.verbs import VERBS
from kb.reasoning.rules import asserted_claims, follows, holdings, strict_part

KINDS = ("contradiction", "regime split", "undercut", "attack", "crux")


@dataclass(frozen=True)
class Disagreement:
    """Two things that somebody sets against each other, and in which way."""

    kind: str  # one of KINDS
    first: str  # a claim
    second: str  # a claim; for an undercut and an attack it may be a link or a demonstration
    links: tuple[str, ...] = ()
    positions: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # who asserts first, second
    hint: str = ""
    conflict: Conflict | None = None
    crux: Crux | None = None


def disagreements_of(
    base: Base, graph: Graph, conflicts: Iterable[Conflict], cruxes: Iterable[Crux]
) -> tuple[Disagreement, ...]:
    """All disagreements: contradictions, regime splits, undercuts, attacks, cruxes.

    What one person holds against themself is no disagreement; an inconsistent group's is one.
    """
    said = frozenset(follows(asserted_claims(base), strict_part(graph)))
    links = [graph.links[address] for address in sorted(graph.links)]
    live = [link for link in links if {link.source, *link.co_premises} <= said]
    splits = [link for link in live if link.verb == "compatible-by-scope" and link.target in said]
    holders = holders_of(base)
    found = [
        contradiction(base, graph, conflict, splits) for conflict in conflicts if not conflict.error
    ]
    found += [Disagreement("regime split", *ends(link), links=(link.address,)) for link in splits]
    for link in live:
        force = VERBS[link.verb].force
        there = graph.kinds[link.target] != "claim" or link.target in said
        if force in ("undercut", "attack") and there:
            found.append(Disagreement(force, link.source, link.target, (link.address,)))
    found += [
        Disagreement("crux", crux.first, crux.second, hint=crux.decided_by, crux=crux)
        for crux in cruxes
    ]
    held = [
        replace(
            disagreement,
            positions=(holders.get(disagreement.first, ()), holders.get(disagreement.second, ())),
        )
        for disagreement in found
    ]
    return tuple(sorted(held, key=lambda d: (KINDS.index(d.kind), d.first, d.second, d.links)))


def holders_of(base: Base) -> Mapping[str, tuple[str, ...]]:
    """Who asserts each claim."""
    found: dict[str, list[str]] = {}
    for position, claims in sorted(holdings(base, "asserts").items()):
        for claim in claims:
            found.setdefault(claim, []).append(position)
    return {claim: tuple(positions) for claim, positions in found.items()}


def ends(link: Link) -> tuple[str, str]:
    """The two ends of a symmetric link, in a fixed order."""
    first, second = sorted((link.source, link.target))
    return first, second


def contradiction(
    base: Base, graph: Graph, conflict: Conflict, splits: Sequence[Link]
) -> Disagreement:
    """A conflict, with a hint if it lies between claims of different scope."""
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
