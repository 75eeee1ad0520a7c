"""Disagreements are told apart by what is disputed."""

from dataclasses import replace

from hypothesis import given, settings

from kb.graph import graph_of
from kb.model import Base, Link
from kb.model.outcomes import Crux
from kb.pipeline import derive
from kb.reasoning.contradictions.conflicts import conflicts_of
from kb.reasoning.contradictions.disagreements import disagreements_of, number_of_disagreements
from kb.reasoning.rules import strict_part
from tests.helpers.example_bases import base_of
from tests.helpers.random_debates import measured_bases


def told(base: Base, cruxes=()):
    graph = graph_of(base)
    return disagreements_of(base, graph, conflicts_of(base, strict_part(graph)), cruxes)


def split(base: Base, one: str, other: str) -> Base:
    link = Link(one, "compatible-by-scope", other, "w", differs="the regime")
    claims = (replace(c, links=(*c.links, link)) if c.id == one else c for c in base.claims)
    return replace(base, claims=tuple(claims))


CLASH = {
    "claims": ["a", "b", "x", "y"],
    "strict": [{"if": ["a"], "then": "x"}, {"if": ["b"], "then": "y"}],
    "contradicts": [["x", "y"]],
}


def test_a_conflict_between_people_is_a_contradiction_with_its_holders():
    kb = {"claims": ["a", "b"], "contradicts": [["a", "b"]]}
    base, _ = base_of(kb, {"p": ["a"], "q": ["b"]})
    (each,) = told(base)
    assert (each.kind, each.first, each.second) == ("contradiction", "a", "b")
    assert (each.links, each.positions, each.hint) == (("a/contradicts/b",), (("p",), ("q",)), "")


def test_what_one_person_holds_against_themself_is_none():
    kb = {"claims": ["a", "b"], "contradicts": [["a", "b"]]}
    base, _ = base_of(kb, {"p": ["a", "b"]})
    assert told(base) == ()


def test_a_regime_split_never_cancels_a_strict_link():
    base, _ = base_of(CLASH, {"p": ["a"], "q": ["b"]})
    first, second = told(split(base, "b", "a"))
    assert (first.kind, first.first, first.second) == ("contradiction", "x", "y")
    assert first.hint == (
        "'a' and 'b' are compatible by scope: a link is too strong, one of a/entails/x, b/entails/y"
    )
    assert (second.kind, second.first, second.second) == ("regime split", "a", "b")


def test_a_regime_split_of_other_claims_gives_no_hint():
    kb = {**CLASH, "claims": ["a", "b", "c", "x", "y"]}
    base, _ = base_of(kb, {"p": ["a", "c"], "q": ["b"]})
    assert [each.hint for each in told(split(base, "a", "c"))] == ["", ""]


def test_contraries_of_different_scope_are_suspected():
    kb = {"claims": ["a", "b"], "contradicts": [["a", "b"]]}
    base, _ = base_of(kb, {"p": ["a"], "q": ["b"]})
    base = replace(base, claims=tuple(replace(c, scope=f"regime of {c.id}") for c in base.claims))
    (each,) = told(base)
    assert each.hint == "the scopes differ; if that is why, say 'compatible-by-scope'"


def test_undercuts_attacks_and_cruxes_are_kinds_of_their_own():
    kb = {
        "claims": ["a", "b", "u", "v"],
        "attacks": [{"id": "l1", "from": "a", "to": "b"}, {"id": "l3", "from": "v", "to": "b"}],
        "undercuts": [{"id": "l2", "from": "u", "to": "l1"}],
    }
    base, _ = base_of(kb, {"p": ["a"], "q": ["b"], "r": ["u"]})  # nobody asserts v
    crux = Crux("a", "b", "a/d", "incompatible", "first", "it was 3")
    assert [(d.kind, d.first, d.second, d.hint) for d in told(base, [crux])] == [
        ("undercut", "u", "a/attacks/b/l1", ""),
        ("attack", "a", "b", ""),
        ("crux", "a", "b", "it was 3"),
    ]


def test_the_only_claim_in_debate_may_undercut_what_is_measured_of_it():
    base, _ = base_of({"claims": ["a", "b"]}, {"p": ["a"]}, ["a/d"])
    link = Link("a", "undercuts", "a/d", "w")
    claims = (replace(c, links=(link,)) if c.id == "a" else c for c in base.claims)
    found = told(replace(base, claims=tuple(claims)))
    assert [(each.kind, each.first, each.second) for each in found] == [("undercut", "a", "a/d")]


@settings(max_examples=300, deadline=None)
@given(measured_bases())
def test_they_are_counted_without_being_told(measured):
    known = derive(measured.base, measured.evidence)
    told = disagreements_of(known.base, known.graph, known.conflicts, known.cruxes)
    kinds = known.graph.kinds
    said = {name for name in known.standing.labels if kinds.get(name) == "claim"}
    many = number_of_disagreements(known.base, known.graph, known.conflicts, known.cruxes, said)
    assert many == len(told)
