"""Strict rules and contraries, read from links; and what follows from what.

Only these rules transmit acceptance.  Propagation is Horn, in time linear in the rules
(Dowling and Gallier 1984).  Rules are tuples: hundreds of thousands are hashed and sorted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kb.graph import Graph
from kb.model import Base
from kb.model.verbs import VERBS


class Rule(NamedTuple):
    """If all of ``body`` hold, so does ``head``; ``link`` is where that is written."""

    body: tuple[str, ...]
    head: str
    link: str


class Contrary(NamedTuple):
    """Not both of these."""

    one: str
    other: str
    link: str


Derived = Mapping[str, Rule | None]  # what follows, premises before conclusions; None: held


@dataclass(frozen=True)
class Strict:
    """The strict part of a base."""

    rules: tuple[Rule, ...] = ()
    contraries: tuple[Contrary, ...] = ()

    @cached_property
    def joint(self) -> bool:
        """Some rule has more than one premise."""
        return any(len(rule.body) > 1 for rule in self.rules)

    @cached_property
    def by_premise(self) -> Mapping[str, Sequence[Rule]]:
        """Rules by each of their premises."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for premise in rule[0]:
                if premise in found:
                    found[premise].append(rule)
                else:
                    found[premise] = [rule]
        return found

    @cached_property
    def by_head(self) -> Mapping[str, tuple[Rule, ...]]:
        """Rules by what they conclude."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.head, []).append(rule)
        return {head: tuple(rules) for head, rules in found.items()}

    @cached_property
    def by_end(self) -> Mapping[str, Sequence[Contrary]]:
        """Contraries by the first of their two ends."""
        found: dict[str, list[Contrary]] = {}
        for contrary in self.contraries:
            found.setdefault(contrary.one, []).append(contrary)
        return found


def strict_part(graph: Graph) -> Strict:
    """Rules and contraries of all live links, in the order of addresses."""
    rules: list[Rule] = []
    contraries: list[Contrary] = []
    for address, link in sorted(graph.links.items()):
        if graph.kinds[link.target] != "claim":
            continue
        force = VERBS[link.verb].force
        if force == "strict":
            rules.append(
                Rule(tuple(sorted({link.source, *link.co_premises})), link.target, address)
            )
        if force == "strict" and VERBS[link.verb].symmetric:
            rules.append(Rule((link.target,), link.source, address))
        if force == "exclusive":
            one, other = sorted((link.source, link.target))
            contraries.append(Contrary(one, other, address))
    return strict_from(rules, contraries)


def strict_from(rules: Iterable[Rule], contraries: Iterable[Contrary]) -> Strict:
    """The strict part; a declared clash is one, however often and in whichever order written."""
    once: dict[tuple[str, str], Contrary] = {}
    for contrary in sorted(contraries):
        once.setdefault((contrary.one, contrary.other), contrary)
    return Strict(tuple(rules), tuple(once.values()))


def follows(held: Iterable[str], strict: Strict) -> dict[str, Rule | None]:
    """Everything that follows from held claims, each with the rule it came by first.

    Breadth-first: with single premises every derivation is a shortest one, and always the
    longest chain in it is as short as can be.
    """
    found: dict[str, Rule | None] = dict.fromkeys(sorted(held))
    waiting: dict[int, int] = {}  # premises still missing, by id() of joint rules that were met
    by_premise = strict.by_premise
    queue = list(found)
    for claim in queue:
        for rule in by_premise.get(claim, ()):
            body, head, _ = rule
            if head in found:
                continue
            if len(body) > 1:
                missing = waiting.get(id(rule), len(body)) - 1
                waiting[id(rule)] = missing
                if missing:
                    continue
            found[head] = rule
            queue.append(head)
    return found


def clashes(derived: Derived, denials: Iterable[str], strict: Strict) -> list[Contrary]:
    """Pairs of which both ends follow; a denied claim that follows clashes with itself."""
    near: Iterable[Contrary] = strict.contraries
    if len(derived) < len(strict.contraries):
        near = (contrary for end in derived for contrary in strict.by_end.get(end, ()))
    found = [contrary for contrary in near if contrary.one in derived and contrary.other in derived]
    # To deny c is to hold its contrary, which clashes with c however c is reached.
    found += [Contrary(claim, claim, "") for claim in denials if claim in derived]
    return sorted(found)


def asserted_claims(base: Base, position: str = "") -> frozenset[str]:
    """Claims that a position asserts (any position, if none is named)."""
    return claims_with_stance(base, "asserts", position)


def denied_claims(base: Base, position: str = "") -> frozenset[str]:
    """Claims that a position denies."""
    return claims_with_stance(base, "denies", position)


def claims_with_stance(base: Base, stance: str, position: str) -> frozenset[str]:
    """Claims towards which a position takes a stance."""
    return frozenset(
        claim.id
        for claim in base.claims
        if not claim.withdrawn
        and any(
            holding.stance == stance and position in ("", holding.position)
            for holding in claim.held_by
        )
    )


def holdings(base: Base, stance: str) -> Mapping[str, frozenset[str]]:
    """Claims by each position that takes a stance towards them, in one pass."""
    found: dict[str, set[str]] = {}
    for claim in base.claims:
        if not claim.withdrawn:
            for holding in claim.held_by:
                if holding.stance == stance:
                    found.setdefault(holding.position, set()).add(claim.id)
    return {position: frozenset(claims) for position, claims in found.items()}
