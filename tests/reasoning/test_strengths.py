"""Strengths of a base: reasons raise them, attacks lower them, an undercut lessens its link."""

from dataclasses import replace

import pytest

from kb.graph import graph_of
from kb.reasoning.rules import strict_part
from kb.reasoning.semantics.standing import standing_of
from kb.reasoning.semantics.strengths import strengths_of
from tests.helpers.example_bases import base_of, holds
from tests.helpers.solar_base import files, know


def values(kb, demos=(), held=None, decided=()):
    base, _ = base_of(kb, {"p": held or kb["claims"]}, demos)
    graph = graph_of(base)
    evidence = {address: holds(address) for address in demos}
    standing = standing_of(base, graph, evidence, strict_part(graph))
    return strengths_of(base, graph, evidence, standing, decided).values


def test_by_hand():
    """w = 1/2 and one reason of strength 1/2: h = (1/4) / (5/4) = 1/5, so 1/2 +- 1/10."""
    up = values({"claims": ["a", "b"], "supports": [{"id": "s", "from": "a", "to": "b"}]})
    down = values({"claims": ["a", "b"], "attacks": [{"id": "l", "from": "a", "to": "b"}]})
    assert up["a"] == pytest.approx(0.5)
    assert up["b"] == pytest.approx(0.6, abs=1e-5)
    assert down["b"] == pytest.approx(0.4, abs=1e-5)


def test_an_undercut_lessens_what_a_link_passes_on():
    kb = {
        "claims": ["a", "b", "u"],
        "supports": [{"id": "s1", "from": "a", "to": "b"}],
        "undercuts": [{"id": "l1", "from": "u", "to": "s1"}],
    }
    assert 0.5 < values(kb)["b"] < 0.6


def test_evidence_against_lowers_and_contraries_are_alike():
    found = values({"claims": ["x", "y"], "contradicts": [["x", "y"]]}, ["y/demonstration"])
    assert found["y"] < found["x"] < 0.5


def test_strict_links_give_no_strength():
    kb = {"claims": ["a", "b", "c"], "strict": [{"if": ["a"], "then": "b"}],
          "presupposes": [["c", "b"]]}  # fmt: skip
    assert set(values(kb).values()) == {0.5}


def test_equivalent_claims_have_one_strength_and_one_reason_is_one():
    kb = {"claims": ["a", "b", "r"], "equivalent": [["a", "b"]],
          "supports": [{"id": "s", "from": "r", "to": "a"}]}  # fmt: skip
    found = values(kb)
    assert found["a"] == found["b"] == pytest.approx(0.6, abs=1e-5)
    circle = {**kb, "equivalent": [], "strict": [{"if": ["a"], "then": "b"},
                                                 {"if": ["b"], "then": "a"}]}  # fmt: skip
    assert values(circle)["b"] == pytest.approx(0.6, abs=1e-5)
    both = {"claims": ["a", "b", "x"], "equivalent": [["a", "b"]],
            "contradicts": [["a", "x"], ["b", "x"], ["x", "a"]]}  # fmt: skip
    once = {"claims": ["a", "x"], "contradicts": [["a", "x"]]}
    assert values(both)["x"] == pytest.approx(values(once)["x"])


def test_what_merely_follows_and_nobody_asserts_adds_nothing():
    kb = {"claims": ["a", "m", "z"], "strict": [{"if": ["a"], "then": "m"}],
          "supports": [{"id": "s", "from": "m", "to": "z"}]}  # fmt: skip
    assert values(kb, held=["a", "m", "z"])["z"] == pytest.approx(0.6, abs=1e-5)
    assert values(kb, held=["a", "z"])["z"] == 0.5
    same = {**kb, "strict": [], "equivalent": [["a", "m"]]}  # then it is what a says
    assert values(same, held=["a", "z"])["z"] == pytest.approx(0.6, abs=1e-5)


def test_a_decided_prediction_weighs_against_the_claim_that_lost():
    kb = {"claims": ["x", "y"]}
    found = values(kb, ["x/demonstration"], decided=[("x/demonstration", "y")])
    # The measurement's strength is 1/2, so y has 1/2 - 1/10; it also bears against x.
    assert found["y"] == found["x"] == pytest.approx(0.4, abs=1e-5)


@pytest.mark.parametrize(
    ("bears", "value"), [("for", 0.6), ("against", 0.4), ("scopes", 0.5), ("illustrates", 0.5)]
)
def test_evidence_that_bears_neither_way_gives_no_strength(bears, value):
    base, _ = base_of({"claims": ["x"]}, {"p": ["x"]}, ["x/demonstration"])
    (claim,) = base.claims
    (only,) = claim.demonstrations
    base = replace(base, claims=(replace(claim, demonstrations=(replace(only, bears=bears),)),))
    evidence = {"x/demonstration": holds("x/demonstration")}
    graph = graph_of(base)
    standing = standing_of(base, graph, evidence, strict_part(graph))
    assert strengths_of(base, graph, evidence, standing, ()).values["x"] == pytest.approx(
        value, abs=1e-5
    )


def test_evidence_counts_only_if_it_holds():
    missed = "demonstrations: {life: {by: installer, expect: {lasts: half_life > 30}}}"
    known = {word: know(files(changes)).strengths for word, changes in
             {"holds": "", "refuted": missed}.items()}  # fmt: skip
    assert known["holds"].values["panels-last"] > 0.55
    assert known["refuted"].values["panels-last"] == pytest.approx(0.5)
