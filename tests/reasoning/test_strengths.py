"""Strengths of a base: reasons raise them, attacks lower them, an undercut lessens its link."""

import pytest

from kb.graph import graph_of
from kb.reasoning.rules import strict_part
from kb.reasoning.semantics.standing import standing_of
from kb.reasoning.semantics.strengths import strengths_of
from tests.helpers.example_bases import base_of, holds


def values(kb, demos=()):
    base, _ = base_of(kb, {"p": kb["claims"]}, demos)
    graph = graph_of(base)
    evidence = {address: holds(address) for address in demos}
    standing = standing_of(base, graph, evidence, strict_part(graph))
    return strengths_of(base, graph, evidence, standing).values


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
