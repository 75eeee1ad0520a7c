"""What would change a standing: the least that has to go, and honest answers where there is none."""

import json

from kb.graph import graph_of
from kb.reasoning.budget import Unknown
from kb.reasoning.rules import strict_part
from kb.reasoning.semantics.flips import Flip, flip_of
from kb.reasoning.semantics.standing import standing_of
from tests.helpers.example_bases import base_of
from tests.reasoning.test_standing import HERE

EXAMPLES = {each["id"]: each for each in json.loads((HERE / "semantics_examples.json").read_text())}


def flip(name, claim, budget=200):
    kb = EXAMPLES[name]["kb"]
    base, known = base_of(kb, {"p": kb["claims"]})
    graph = graph_of(base)
    standing = standing_of(base, graph, {}, strict_part(graph))
    found = flip_of(base, {}, standing, claim, budget)
    if isinstance(found, Flip):
        names = {address: short for short, address in known.items()}
        return Flip(tuple(names.get(each, each) for each in found.without), found.label)
    return found


def test_without_its_attacker_a_defeated_claim_stands():
    assert flip("ex1_reinstatement", "b") == Flip(("a",), "IN")


def test_without_its_defender_a_claim_falls():
    assert flip("ex1_reinstatement", "c") == Flip(("a",), "OUT")


def test_a_claim_that_nothing_attacks_cannot_be_flipped_by_taking_away():
    assert flip("ex1_reinstatement", "a") is None


def test_the_rule_through_which_an_attack_comes_counts():
    found = flip("ex4_conclusion_attacked_entails", "a")
    assert found.label == "IN"
    assert len(found.without) == 1


def test_a_floating_claim_needs_one_side_to_go():
    assert flip("ex9_floating", "w") in (Flip(("z",), "IN"), Flip(("l3",), "IN"))


def test_with_nothing_to_spend_it_says_so():
    assert isinstance(flip("ex9_floating", "w", budget=0), Unknown)
