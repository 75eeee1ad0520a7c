"""Reasoning against the worked examples, planted contradictions, and its own definitions."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from kb.demos.stakes import measured_attacks
from kb.graph import graph_of
from kb.reasoning.contradictions.conflicts import conflicts_of
from kb.reasoning.rules import follows, strict_from, strict_part
from kb.reasoning.semantics.standing import standing_of
from tests.helpers.example_bases import base_of, holds, rivals

HERE = Path(__file__).parent
EXAMPLES = [
    *json.loads((HERE / "semantics_examples.json").read_text()),
    *json.loads((HERE / "more_examples.json").read_text()),
]
PLANTED = sorted((HERE / "planted").glob("*.json"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["id"])
def test_attack_sets_and_grounded_labels(example):
    demos = example.get("demonstrations", [])
    base, known = base_of(example["kb"], {"p": example["kb"]["claims"]}, demos)
    evidence = {address: holds(address) for address in demos}
    cruxes = ()
    if example["id"] == "ex13_crux_decided":
        base = rivals(base)
        cruxes = measured_attacks(base, evidence)
    graph = graph_of(base)
    standing = standing_of(base, graph, evidence, strict_part(graph), cruxes)
    names = {address: name for name, address in known.items()}
    attacks = {
        (
            tuple(sorted(names.get(a, a) for a in each.attackers)),
            names.get(each.target, each.target),
        )
        for each in standing.attacks
    }
    wanted = {(tuple(sorted(a["attackers"])), a["target"]) for a in example["attack_sets"]}
    assert attacks == wanted
    labels = {names.get(name, name): label for name, label in standing.labels.items()}
    expected = example.get("expected", example)["grounded"]
    assert labels == expected


@pytest.mark.parametrize("path", PLANTED, ids=lambda p: p.stem)
def test_planted_contradictions_are_found_and_explained(path):
    case = json.loads(path.read_text())
    kb = {"claims": case["nodes"], "strict": case["strict"], "contradicts": case["contradicts"]}
    base, _ = base_of(kb, {p["id"]: p["holds"] for p in case["positions"]})
    graph = graph_of(base)
    found = conflicts_of(base, strict_part(graph))
    for position, expected in case["expected"].items():
        mine = [each for each in found if each.position == position]
        assert bool(mine) != expected["consistent"]
        sets = {
            (frozenset(each["claims"]), frozenset(each["links"]))
            for each in expected["minimal_inconsistent_subsets"]
        }
        for each in mine:
            links = frozenset(link.rpartition("/")[2] for link in each.links)
            assert (frozenset(each.claims), links) in sets
        if mine:
            size = min(len(each.claims) + len(each.links) for each in mine)
            if all(each.exact == "smallest" for each in mine):
                assert size == expected["smallest_size"]


def test_what_stands_is_closed_and_consistent():
    """In the grounded extension every rule is obeyed and no two contraries are both in."""
    for example in EXAMPLES:
        base, _ = base_of(example["kb"], {"p": example["kb"]["claims"]})
        graph = graph_of(base)
        strict = strict_part(graph)
        labels = standing_of(base, graph, {}, strict).labels
        stands = {name for name, label in labels.items() if label == "IN"}
        claims = stands & set(graph.kinds)
        assert set(follows(claims, strict_from(strict.rules, ()))) <= stands
        for one, other in combinations(sorted(stands), 2):
            assert not any({c.one, c.other} == {one, other} for c in strict.contraries)


def test_a_measurement_attacks_only_what_is_in_debate_and_only_when_it_is_in_force():
    def label_of_loser(held: list[str], in_force: bool) -> tuple[object, list[str]]:
        base, _ = base_of({"claims": ["x", "y"]}, {"p": held}, ["x/demonstration"])
        base = rivals(base)
        graph = graph_of(base)
        evidence = {"x/demonstration": holds("x/demonstration")} if in_force else {}
        lost = [("x/demonstration", "y")]
        found = standing_of(base, graph, evidence, strict_part(graph), lost)
        return found.labels.get("y"), [attack.target for attack in found.attacks]

    assert label_of_loser(["x", "y"], True) == ("OUT", ["y"])
    assert label_of_loser(["x", "y"], False) == ("IN", [])
    assert label_of_loser(["x"], True) == (None, [])
