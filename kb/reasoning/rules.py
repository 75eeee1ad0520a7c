"""Strict rules and contraries, read from links; and what follows from what.

Only these rules transmit acceptance.  Propagation is Horn, in time linear in the rules
(Dowling and Gallier 1984).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kb.graph import Graph
from kb.links import VERBS
from kb.model import Base


@dataclass(frozen=True, order=True)
class Rule:
    """If all of ``body`` hold, so does ``head``; ``link`` is where that is written."""

    body: tuple[str, ...]
    head: str
    link: str


@dataclass(frozen=True, order=True)
class Contrary:
    """Not both of these."""

    one: str
    other: str
    link: str


@dataclass(frozen=True)
class Strict:
    """The strict part of a base."""

    rules: tuple[Rule, ...] = ()
    contraries: tuple[Contrary, ...] = ()
    by_premise: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    by_head: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)


def strict_part(graph: Graph) -> Strict:
    """Rules and contraries of all live links."""
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
        if link.verb == "equivalent":
            rules.append(Rule((link.target,), link.source, address))
        if force == "exclusive":
            one, other = sorted((link.source, link.target))
            contraries.append(Contrary(one, other, address))
    return indexed(rules, contraries)


def indexed(rules: Iterable[Rule], contraries: Iterable[Contrary]) -> Strict:
    """The strict part with its indices; a declared clash is one, however often written."""
    kept = tuple(sorted(set(rules)))
    by_premise: dict[str, list[Rule]] = {}
    by_head: dict[str, list[Rule]] = {}
    for rule in kept:
        for premise in rule.body:
            by_premise.setdefault(premise, []).append(rule)
        by_head.setdefault(rule.head, []).append(rule)
    once: dict[tuple[str, str], Contrary] = {}
    for each in sorted(contraries):
        once.setdefault((each.one, each.other), each)
    return Strict(
        kept,
        tuple(once.values()),
        {premise: tuple(each) for premise, each in by_premise.items()},
        {head: tuple(each) for head, each in by_head.items()},
    )


def follows(held: Iterable[str], strict: Strict) -> dict[str, Rule | None]:
    """Everything that follows from held claims, each with the rule it came by first.

    Breadth-first, so that with single premises every derivation is a shortest one.
    """
    found: dict[str, Rule | None] = dict.fromkeys(sorted(held))
    waiting = {rule: len(rule.body) for rule in strict.rules if len(rule.body) > 1}
    queue = list(found)
    for claim in queue:
        for rule in strict.by_premise.get(claim, ()):
            if rule in waiting:
                waiting[rule] -= 1
                if waiting[rule]:
                    continue
            if rule.head not in found:
                found[rule.head] = rule
                queue.append(rule.head)
    return found


def asserted(base: Base, position: str = "") -> frozenset[str]:
    """Claims that a position asserts (any position, if none is named)."""
    return held(base, "asserts", position)


def denied(base: Base, position: str = "") -> frozenset[str]:
    """Claims that a position denies."""
    return held(base, "denies", position)


def held(base: Base, stance: str, position: str) -> frozenset[str]:
    """Claims towards which a position takes a stance."""
    return frozenset(
        claim.id
        for claim in base.claims
        if not claim.withdrawn
        and any(each.stance == stance and position in ("", each.position) for each in claim.held_by)
    )
