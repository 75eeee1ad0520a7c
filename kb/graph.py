"""Links resolved to what they point at, and the graph they make.

A link may point at a claim, at another link, or at a demonstration.  A link that
points at nothing is kept apart, so that reasoning never meets it and a check can say so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kb.model import Base, Link
from kb.model.names import nearest
from kb.model.verbs import VERBS


@dataclass(frozen=True)
class Dangling:
    """A link, the word in it that names nothing, and the nearest word that does."""

    link: Link
    missing: str
    nearest: str = ""
    premise: int | None = None  # its rank under ``with:``; it is the target without one


@dataclass(frozen=True)
class Graph:
    """Live links by address, and those that dangle."""

    links: Mapping[str, Link]
    dangling: tuple[Dangling, ...]
    kinds: Mapping[str, str]  # address -> claim | demonstration | link
    denied: frozenset[str] = frozenset()  # claims that somebody denies

    @cached_property
    def network(self) -> Any:
        """A networkx MultiDiGraph; a link that is pointed at is a node of its own."""
        import networkx

        net = networkx.MultiDiGraph()
        for address, kind in self.kinds.items():
            if kind != "link":
                net.add_node(address, kind=kind)
        for address, link in self.links.items():
            if self.kinds.get(link.target) == "link":
                net.add_node(link.target, kind="link")
            net.add_edge(link.source, link.target, key=address, verb=link.verb)
        return net

    def into(self, address: str) -> tuple[Link, ...]:
        """Links that point at a claim, link or demonstration, in a fixed order."""
        return tuple(self.links[name] for name in self.by_target.get(address, ()))

    def out_of(self, claim: str) -> tuple[Link, ...]:
        """Links that come from a claim, in a fixed order."""
        return tuple(self.links[name] for name in self.by_source.get(claim, ()))

    @cached_property
    def in_order(self) -> tuple[Link, ...]:
        """Live links by their addresses."""
        return tuple([self.links[address] for address in sorted(self.links)])

    @cached_property
    def by_source(self) -> Mapping[str, tuple[str, ...]]:
        """Addresses of links by the claim that they come from."""
        found: dict[str, list[str]] = {}
        for link in self.in_order:
            found.setdefault(link.source, []).append(link.address)
        return {source: tuple(names) for source, names in found.items()}

    @cached_property
    def grounds(self) -> Mapping[str, tuple[str, ...]]:
        """What each claim presupposes, and what supports or entails it, in the order of names."""
        found: dict[str, set[str]] = {}
        for link in self.links.values():
            if link.verb == "presupposes":
                found.setdefault(link.source, set()).add(link.target)
            elif link.verb in ("supports", "entails"):
                found.setdefault(link.target, set()).add(link.source)
        return {claim: tuple(sorted(names)) for claim, names in found.items()}

    @cached_property
    def by_target(self) -> Mapping[str, tuple[str, ...]]:
        """Addresses of links by what they point at."""
        found: dict[str, list[str]] = {}
        for link in self.in_order:
            found.setdefault(link.target, []).append(link.address)
        return {target: tuple(names) for target, names in found.items()}


def graph_of(base: Base) -> Graph:
    """Resolve every link of every claim that is not withdrawn."""
    living = {claim.id: claim for claim in base.claims if not claim.withdrawn}
    links = [link for claim in living.values() for link in claim.links]
    kinds = kinds_of(living, base.demonstrations, links)
    good, dangling = resolved(base, links, kinds)
    denied = frozenset(
        claim.id
        for claim in living.values()
        if any(holding.stance == "denies" for holding in claim.held_by)
    )
    return Graph(without_lost_targets(good, kinds), dangling, kinds, denied)


def kinds_of(
    claims: Iterable[str], demonstrations: Iterable[str], links: Iterable[Link]
) -> dict[str, str]:
    """What is called by each address that a link can name."""
    kinds = dict.fromkeys(claims, "claim")
    kinds.update(dict.fromkeys(demonstrations, "demonstration"))
    kinds.update(dict.fromkeys([link.address for link in links], "link"))
    return kinds


def resolved(
    base: Base, links: Iterable[Link], kinds: Mapping[str, str], others: Iterable[str] = ()
) -> tuple[dict[str, Link], tuple[Dangling, ...]]:
    """The links that point at something, and those that dangle; ``others`` are links beside."""
    # What stands in a claim that could not be read is neither here nor missing.
    unread = base.broken | {claim.id for claim in base.claims if claim.withdrawn}
    good: dict[str, Link] = {}
    lost = []
    for link in links:
        if link.target in kinds and not link.co_premises:  # as nearly all
            good[link.address] = link
            continue
        missing = [word for word in (link.target, *link.co_premises) if word not in kinds]
        if not missing:
            good[link.address] = link
        elif missing[0].partition("/")[0] not in unread:
            lost.append((link, missing[0]))
    living = [name for name, kind in kinds.items() if kind == "claim"] if lost else []
    tests = [name for name, kind in kinds.items() if kind == "demonstration"] if lost else []
    dangling = (
        Dangling(link, word, meant(word, living, tests, [*good, *others]),
                 None if word == link.target else link.co_premises.index(word))
        for link, word in lost
    )  # fmt: skip
    return good, tuple(dangling)


def meant(word: str, claims: Iterable[str], *known: Iterable[str]) -> str:
    """What a name probably means: an id or an address, as it is one; or a claim in its topic."""
    _, topic, last = word.partition("/")
    if topic and last in claims:
        return last
    every = (name for names in (claims, *known) for name in names)
    return nearest(word, sorted(name for name in every if ("/" in name) == ("/" in word)))


def without_lost_targets(links: dict[str, Link], kinds: Mapping[str, str]) -> dict[str, Link]:
    """Drop links that point at a link which was itself dropped, until none is left."""
    kept = dict(links)
    onto_links = {address for address, link in kept.items() if kinds[link.target] == "link"}
    while True:
        lost = {address for address in onto_links if kept[address].target not in kept}
        if not lost:
            return kept
        onto_links -= lost
        for address in lost:
            del kept[address]


def wrong_target(link: Link, kinds: Mapping[str, str]) -> str:
    """What a verb may not point at, in words; empty if it may."""
    verb = VERBS[link.verb]
    kind = kinds.get(link.target, "claim")
    if kind in verb.targets:
        return ""
    allowed = " or a ".join(sorted(verb.targets))
    return f"'{link.verb}' points at a {kind}; it may point at a {allowed}"
