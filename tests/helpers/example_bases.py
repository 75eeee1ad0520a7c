"""Small bases made from the worked examples of the semantics, for the tests of reasoning."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from kb.model import (
    Base,
    Claim,
    Demonstration,
    Expectation,
    Holding,
    Link,
    Position,
    Prediction,
    Run,
)
from kb.model.outcomes import Judgement, Measurement


def claim(name: str, holders: list[str], links: list[Link], demos: list[Demonstration]) -> Claim:
    return Claim(
        id=name,
        topic="t",
        file=f"claims/t/{name}.yaml",
        title=name,
        statement=name,
        kind="empirical",
        held_by=tuple(Holding(each, "asserts") for each in holders),
        links=tuple(links),
        demonstrations=tuple(demos),
    )


def links_of(kb: dict[str, Any]) -> tuple[list[Link], dict[str, str]]:
    """Links of an example, and their addresses by the example's ids."""
    links = []
    for rule in kb.get("strict", []):
        first, *rest = rule["if"]
        links.append(Link(first, "entails", rule["then"], "w", tuple(rest), rule.get("id", "")))
    for verb in ("presupposes", "equivalent", "contradicts"):
        for pair in kb.get(verb, []):
            ends = pair["pair"] if isinstance(pair, dict) else pair
            name = pair["id"] if isinstance(pair, dict) else ""
            links.append(Link(ends[0], verb, ends[1], "w", name=name))
    waiting = [
        (verb, each) for verb in ("attacks", "supports", "undercuts") for each in kb.get(verb, [])
    ]
    known: dict[str, str] = {}
    names = set(kb["claims"])
    while waiting:
        verb, each = waiting.pop(0)
        target = known.get(each["to"], each["to"])
        if target not in names and "/" not in target:
            waiting.append((verb, each))
            continue
        made = Link(each["from"], verb, target, "w", tuple(each.get("with", ())), each["id"])
        links.append(made)
        known[each["id"]] = made.address
    return links, known


def base_of(
    kb: dict[str, Any], holds: dict[str, list[str]], demos: tuple[str, ...] | list[str] = ()
) -> tuple[Base, dict[str, str]]:
    """A base in which positions hold what is said, and the names of its links."""
    links, known = links_of(kb)
    by_source = defaultdict(list)
    for link in links:
        by_source[link.source].append(link)
    holders = defaultdict(list)
    for position, held in holds.items():
        for each in held:
            holders[each].append(position)
    made = defaultdict(list)
    for address in demos:
        owner, name = address.split("/")
        made[owner].append(demonstration(owner, name))
    claims = tuple(
        claim(name, holders[name], by_source[name], made[name]) for name in sorted(kb["claims"])
    )
    positions = {name: Position(name, name, one=True) for name in holds}
    return Base(claims=claims, positions=positions), known


def demonstration(owner: str, name: str, bears: str = "against") -> Demonstration:
    return Demonstration(
        owner, name, "claims/t/x.py", "s", "d", bears,
        {"main": Run("main")}, {"e": Expectation("e", "x > 0")},
    )  # fmt: skip


def holds(address: str) -> Judgement:
    """All expectations hold: x was measured as 1 on both seeds."""
    return Judgement(address, "holds", measured={"main": (Measurement({"x": 1.0}),) * 2})


def rivals(base: Base) -> Base:
    """The measurement bears for x, and y registers a prediction of it that came out false."""
    x, y = base.claims
    mine = Prediction("mine", "x/demonstration", {"e": Expectation("e", "x < 0")})
    x = replace(x, demonstrations=(demonstration("x", "demonstration", bears="for"),))
    return replace(base, claims=(x, replace(y, predictions=(mine,))))
