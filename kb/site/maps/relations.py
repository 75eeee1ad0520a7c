"""Which lines a map draws: what opposes what, what cuts which step, what is a reason for what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kb.graph import Graph
from kb.model.outcomes import Crux
from kb.model.verbs import VERBS
from kb.site.maps.joined import claims_of

KINDS = {  # by the force of the verb, so that a new verb has its line
    "exclusive": "against",
    "attack": "against",
    "undercut": "undercut",
    "strict": "reason",
    "support": "reason",
    "annotation": "related",
}
DISPUTES = ("against", "undercut", "crux")
ORDER = (*DISPUTES, "reason", "related")


@dataclass(frozen=True)
class Relation:
    """One line, from each of its sources to a claim, or onto the middle of another line."""

    key: str
    kind: str
    sources: tuple[str, ...]
    target: str = ""
    hit: str = ""  # the key of the line on which it ends
    both: bool = False
    claims: tuple[str, ...] = ()  # all that it joins, those of a line that it hits included

    @property
    def disputes(self) -> bool:
        """Whether it sets claims against each other."""
        return self.kind in DISPUTES


class Relations(tuple[Relation, ...]):
    """All lines in their order, and which of them join a claim."""

    @cached_property
    def ranks(self) -> Mapping[str, Sequence[int]]:
        """Where the lines of each claim stand among all."""
        found: dict[str, list[int]] = {}
        for rank, relation in enumerate(self):
            for claim in relation.claims:
                found.setdefault(claim, []).append(rank)
        return found

    def at(self, claims: Iterable[str]) -> list[Relation]:
        """Those that join one of some claims, in their order."""
        ranks = {rank for claim in claims for rank in self.ranks.get(claim, ())}
        return [self[rank] for rank in sorted(ranks)]


def relations_of(graph: Graph, cruxes: Iterable[Crux], known: frozenset[str]) -> Relations:
    """Every link, and every pair that a crux sets apart, among known claims; heaviest first."""
    found = []
    for address in sorted(graph.links):
        link = graph.links[address]
        hits = graph.kinds.get(link.target) == "link"
        verb = VERBS[link.verb]
        found.append(
            Relation(
                address,
                KINDS[verb.force],
                (link.source, *link.co_premises),
                "" if hits else link.target.partition("/")[0],
                link.target if hits else "",
                verb.symmetric,
                tuple(dict.fromkeys(claims_of(graph, link))),
            )
        )
    for crux in cruxes:
        pair = (crux.first, crux.second)
        found.append(Relation(f"crux/{'/'.join(pair)}", "crux", pair[:1], pair[1], "", True, pair))
    once = {relation.key: relation for relation in found if known.issuperset(relation.claims)}
    return Relations(sorted(once.values(), key=lambda one: ORDER.index(one.kind)))


def disputed(relations: Iterable[Relation]) -> dict[str, int]:
    """Claims that something sets against another, and in how many lines."""
    found: dict[str, int] = {}
    for relation in relations:
        if relation.disputes:
            for claim in relation.claims:
                found[claim] = found.get(claim, 0) + 1
    return found


def in_order(claims: Sequence[str], relations: Iterable[Relation]) -> list[str]:
    """Claims in dispute first, partners side by side; then others, reasons by what they bear on.

    Each group of joined claims is walked from an end of it, so that one stands beside the next.
    """
    inside = set(claims)
    kept = [relation for relation in relations if inside.issuperset(relation.claims)]
    fought = disputed(kept)
    first = _walk([claim for claim in claims if claim in fought], [r for r in kept if r.disputes])
    rest = [claim for claim in claims if claim not in fought]
    return first + _walk(rest, [relation for relation in kept if relation.kind == "reason"])


def _walk(claims: Sequence[str], relations: Iterable[Relation]) -> list[str]:
    """Depth first through what is joined, the largest group first, each begun at an end of it."""
    rank = {claim: at for at, claim in enumerate(claims)}
    joined: Mapping[str, dict[str, None]] = {claim: {} for claim in claims}
    for relation in relations:
        known = [claim for claim in relation.claims if claim in rank]
        for claim in known:
            joined[claim].update((other, None) for other in known if other != claim)

    def fewest(claim: str) -> tuple[int, int]:
        return len(joined[claim]), rank[claim]

    ways = {claim: sorted(others, key=fewest) for claim, others in joined.items()}
    groups: list[list[str]] = []
    seen: set[str] = set()
    for start in sorted(claims, key=lambda claim: (not joined[claim], *fewest(claim))):
        if start in seen:
            continue
        seen.add(start)
        group, path = [start], [iter(ways[start])]
        while path:
            after = next((claim for claim in path[-1] if claim not in seen), None)
            if after is None:
                path.pop()
                continue
            seen.add(after)
            group.append(after)
            path.append(iter(ways[after]))
        groups.append(group)
    groups.sort(key=lambda group: (-len(group), min(rank[claim] for claim in group)))
    return [claim for group in groups for claim in group]
