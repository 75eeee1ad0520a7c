"""A denial is an element like any other: as if whoever denies a claim asserted its contrary."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from kb.explain.camps import camps_and_strength, lines_of_camps
from kb.explain.sentence import Mention
from kb.explain.standing import reasons_for_standing, would_flip
from kb.knowledge import Knowledge
from kb.model import Base, Holding, Link
from kb.model.denials import denial_of, denied_claim
from kb.pipeline import derive
from kb.reading.read import read
from kb.reasoning.contradictions.disagreements import disagreements_of
from kb.site.data.kb_json import kb_json
from kb.site.index import Index
from tests.helpers.examples import EXAMPLES
from tests.helpers.random_bases import IDS, Draft, drafts


def know(draft: Draft) -> Knowledge:
    return derive(read(draft.files()), {})


def line(sentence) -> str:
    return "".join(part.address if isinstance(part, Mention) else part for part in sentence)


def with_contraries(base: Base) -> Base:
    """The base with a claim for each denial, asserted by whoever denies."""
    claims = []
    for claim in base.claims:
        deniers = [holding for holding in claim.held_by if holding.stance == "denies"]
        kept = tuple(holding for holding in claim.held_by if holding.stance != "denies")
        claims.append(replace(claim, held_by=kept))
        if deniers and not claim.withdrawn:
            link = Link(f"zz-{claim.id}", "contradicts", claim.id, "It says the contrary.")
            held = tuple(Holding(holding.position, "asserts") for holding in deniers)
            contrary = replace(claim, id=f"zz-{claim.id}", held_by=held, links=(link,))
            claims.append(replace(contrary, tension=(), aliases=()))
    return replace(base, claims=tuple(sorted(claims, key=lambda claim: claim.id)))


@given(drafts())
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_denial_is_labelled_and_weighs_as_an_asserted_contrary(draft):
    base = read(draft.files())
    denials, contraries = derive(base, {}), derive(with_contraries(base), {})
    named = {denial_of(claim): f"zz-{claim}" for claim in IDS}
    labels = {named.get(name, name): label for name, label in denials.standing.labels.items()}
    assert labels == contraries.standing.labels
    strengths = {named.get(name, name): value for name, value in denials.strengths.values.items()}
    assert strengths == pytest.approx(contraries.strengths.values, abs=1e-4)
    # Not how often: that one denies what another asserts is told beside what either is led to.
    ends = {conflict_ends(conflict, named) for conflict in denials.conflicts}
    assert ends == {frozenset(conflict.ends) for conflict in contraries.conflicts}


def conflict_ends(conflict, named) -> frozenset[str]:
    denied = conflict.denied
    return frozenset({denied, named[denial_of(denied)]} if denied else conflict.ends)


@given(drafts())
@settings(max_examples=max(EXAMPLES // 3, 1), deadline=None)
def test_a_denial_is_nowhere_taken_for_a_claim(draft):
    knowledge = know(draft)
    assert "not claim" not in "\n".join(lines_of_camps(knowledge))
    assert b"not claim" not in kb_json(Index(knowledge))
    for claim in knowledge.base.claims:
        said = [*reasons_for_standing(knowledge, claim), would_flip(knowledge, claim)]
        assert not any("not claim" in line(sentence) for sentence in said)
        assert not denied_claim(claim.id)


def test_who_denies_is_named_and_what_would_change_it_is_the_denial():
    stances = {("ann", "asserts", "claim-a"), ("ben", "denies", "claim-a"),
               ("cleo", "denies", "claim-a")}  # fmt: skip
    knowledge = know(Draft((), frozenset(stances)))
    claim = knowledge.base.by_id["claim-a"]
    assert knowledge.standing.label("claim-a") == "UNDEC"
    assert [line(reason) for reason in reasons_for_standing(knowledge, claim)] == [
        "The denial of claim-a by Ben and Cleo contradicts it,"
        " and whether that stands is itself contested."
    ]
    assert line(would_flip(knowledge, claim)) == (
        "Without the denial of claim-a it would be: stands."
    )
    assert lines_of_camps(knowledge) == [
        "2 camps, from 1 independent dispute; 0 claims stand in all of them",
        "dispute 1:",
        "  either none of them",
        "  either claim-a",
    ]


def test_a_denial_reaches_what_leads_to_the_claim():
    links = (("claim-a", "entails", "claim-b", ()),)
    stances = {("ann", "asserts", "claim-a"), ("ben", "denies", "claim-b")}
    knowledge = know(Draft(links, frozenset(stances)))
    assert knowledge.standing.label("claim-a") == "UNDEC"
    (said,) = reasons_for_standing(knowledge, knowledge.base.by_id["claim-a"])
    assert line(said) == (
        "The denial of claim-b by Ben contradicts what follows from it"
        " (through claim-a/entails/claim-b/link-0), and whether that stands is itself contested."
    )
    (told,) = disagreements_of(
        knowledge.base, knowledge.graph, knowledge.conflicts, knowledge.cruxes
    )
    assert (told.kind, told.first, told.second) == ("denied", "claim-b", "not claim-b")
    assert told.positions == (("ann",), ("ben",))


def test_what_attacks_the_one_leaves_the_other():
    links = (("claim-b", "attacks", "claim-a", ()),)
    stances = {("ann", "asserts", "claim-a"), ("ben", "denies", "claim-a"),
               ("cleo", "asserts", "claim-b")}  # fmt: skip
    knowledge = know(Draft(links, frozenset(stances)))
    assert knowledge.standing.labels == {
        "claim-a": "OUT", "claim-b": "IN", "claim-b/attacks/claim-a/link-0": "IN",
        "not claim-a": "IN",
    }  # fmt: skip
    said = camps_and_strength(knowledge, knowledge.base.by_id["claim-a"])
    assert said == ("It is in no coherent camp. What is defeated has no strength.",)


@pytest.mark.parametrize("deniers", [("ann",), ("ann", "ben")])
def test_what_is_only_denied_is_not_in_debate(deniers):
    knowledge = know(Draft((), frozenset((who, "denies", "claim-a") for who in deniers)))
    assert knowledge.standing.label("claim-a") == "not in debate"
    assert knowledge.conflicts == ()
    assert disagreements_of(knowledge.base, knowledge.graph, (), ()) == ()
