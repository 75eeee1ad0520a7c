"""Forty edits of the real base, and ten of a new one: exactly these conclusions flip, no other.

What flips in the real base is computed anew from the attacks of both revisions, by the definition's
least fixed point and nothing that kb remembers or relabels; which attacks there are is kb's own word.
What flips in the new base is written down by hand.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kb import __version__
from kb._data import packed
from kb.authoring.base import base_files
from kb.diff.difference import Difference, difference
from kb.disk import files_under
from kb.knowledge import Knowledge
from kb.model import Base, Claim, Link
from kb.model.outcomes import Attack, Label
from kb.pipeline import derive
from kb.reading.read import read

ROOT = Path(__file__).parents[2]
BASE = read(files_under(ROOT))
BEFORE = derive(BASE, {})
Flips = dict[str, tuple[str, str]]


def edited(change: Callable[[Link], Link | None]) -> Base:
    """The base with each link as it is changed, or without it."""

    def of(claim: Claim) -> Claim:
        links = tuple(new for link in claim.links if (new := change(link)) is not None)
        return claim if links == claim.links else replace(claim, links=links)

    return replace(BASE, claims=tuple(map(of, BASE.claims)))


def links(verb: str) -> Iterator[Link]:
    return (link for claim in BASE.claims for link in claim.links if link.verb == verb)


def edits() -> list[tuple[str, Callable[[Link], Link | None]]]:
    """Forty edits: attacks and undercuts taken out, supports and relations that become attacks."""
    found: list[tuple[str, Callable[[Link], Link | None]]] = []
    for link in [*list(links("attacks"))[:12], *list(links("undercuts"))[:8]]:
        found.append(
            (f"without {link.address}", lambda one, gone=link: None if one == gone else one)
        )
    among = [link for link in links("supports") if "/" not in link.target and not link.co_premises]
    chosen = [*among[::8][:12], *[link for link in among if link.source == "bounds-not-tight"]]
    for link in [*chosen, *[link for link in links("related") if "/" not in link.target][::16]][
        :20
    ]:
        found.append((
            f"against: {link.address}",
            lambda one, old=link: replace(one, verb="attacks") if one == old else one,
        ))  # fmt: skip
    return found


EDITS = edits()


def labels(elements: frozenset[str], attacks: list[Attack]) -> dict[str, Label]:
    """Grounded labels by the least fixed point: in if every attack on it has a member that is out."""
    held: set[str] = set()
    beaten: set[str] = set()
    while True:
        now = {
            name
            for name in elements
            if all(a.attackers & beaten for a in attacks if a.target == name)
        }
        out = {a.target for a in attacks if a.attackers <= now}
        if now == held and out == beaten:
            break
        held, beaten = now, out
    return {
        name: Label.IN if name in held else Label.OUT if name in beaten else Label.UNDEC
        for name in elements
    }


def words(known: Knowledge) -> dict[str, str]:
    """How each claim fares in debate, in the words of the site."""
    attacks = list(known.standing.attacks)
    found = labels(frozenset(known.standing.labels), attacks)
    said = {Label.OUT: "defeated", Label.UNDEC: "contested"}
    challenged = {attack.target for attack in attacks}
    return {
        claim.id: "held by nobody"
        if claim.id not in found
        else said.get(found[claim.id], "defended" if claim.id in challenged else "unchallenged")
        for claim in known.base.claims
        if not claim.withdrawn
    }


def flips(found: Difference) -> Flips:
    return {
        change.about: (change.before, change.after)
        for change in found.conclusions
        if change.kind == "standing"
    }


def test_there_are_forty_different_edits():
    assert len(EDITS) == len({what for what, _ in EDITS}) == 40
    assert any(
        what == "against: bounds-not-tight/supports/bounds-wrong-object" for what, _ in EDITS
    )


@pytest.mark.parametrize("change", [pytest.param(change, id=what) for what, change in EDITS])
def test_exactly_these_flip_there_and_back(change):
    after = derive(edited(change), {})
    was, now = words(BEFORE), words(after)
    expected = {name: (was[name], now[name]) for name in was if was[name] != now[name]}
    assert flips(difference(BEFORE, after)) == expected
    mirrored = {name: (after_, before) for name, (before, after_) in expected.items()}
    assert flips(difference(after, BEFORE)) == mirrored


MEAN, MEDIAN = "mean-is-always-best", "median-is-always-best"
SMALL = {
    name: text.encode()
    for name, text in base_files(packed("init"), "Middles", __version__).items()
    if name.startswith(("claims/", "literature/"))
}
IN_SMALL: list[tuple[str, str, str, Flips]] = [
    ("outliers/median-resists-outliers", "attacks: mean", "supports: mean",
     {MEAN: ("defeated", "contested"), MEDIAN: ("defended", "contested")}),
    ("outliers/median-resists-outliers", "attacks: mean", "related: mean",
     {MEAN: ("defeated", "contested"), MEDIAN: ("defended", "contested")}),
    ("outliers/median-resists-outliers", "attacks: mean-is", "attacks: median-is",
     {MEAN: ("defeated", "defended"), MEDIAN: ("defended", "defeated")}),
    ("outliers/median-resists-outliers", "stance: asserts", "stance: doubts",
     {"median-resists-outliers": ("unchallenged", "held by nobody"),
      MEAN: ("defeated", "contested"), MEDIAN: ("defended", "contested")}),
    ("estimates/median-is-always-best", "contradicts: mean", "related: mean",
     {MEDIAN: ("defended", "unchallenged")}),
    ("estimates/median-is-always-best", "contradicts: mean", "attacks: mean",
     {MEDIAN: ("defended", "unchallenged")}),
    ("estimates/median-is-always-best", "stance: asserts", "stance: asks",
     {MEDIAN: ("defended", "held by nobody")}),
    ("estimates/mean-is-always-best", "stance: asserts", "stance: doubts",
     {MEAN: ("defeated", "held by nobody"), MEDIAN: ("defended", "unchallenged")}),
    ("estimates/mean-is-always-best", "Of all numbers", "Of all the numbers", {}),
    ("outliers/median-resists-outliers", "because: >-\n      Where a few", "because: >-\n      If a few", {}),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "old", "new", "expected"), IN_SMALL)
def test_in_a_new_base_these_flip_as_written(claim, old, new, expected):
    path = f"claims/{claim}.yaml"
    assert SMALL[path].count(old.encode()) == 1
    changed = {**SMALL, path: SMALL[path].replace(old.encode(), new.encode())}
    before, after = derive(read(SMALL), {}), derive(read(changed), {})
    assert flips(difference(before, after)) == expected
    assert flips(difference(after, before)) == {n: (b, a) for n, (a, b) in expected.items()}
