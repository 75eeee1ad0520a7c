"""Camps and strengths as a reader meets them."""

from functools import partial
from unittest import mock

from hypothesis import given, settings

from kb.explain.camps import camps_and_strength, lines_of_camps
from kb.explain.case import line_of
from kb.explain.four_words import STANDING
from kb.model.outcomes import Label
from kb.pipeline import derive
from kb.reasoning.semantics.extensions import camps
from tests.helpers.random_debates import measured_bases
from tests.helpers.solar_base import files, know

CLASH = (
    "held_by: [{position: industry, stance: asserts}]\n"
    "demonstrations: {}\n"
    "links: [{contradicts: panels-fade-slowly, because: One lasts and the other fades.}]"
)


def test_a_clash_makes_two_camps():
    knowledge = know(files(CLASH))
    assert lines_of_camps(knowledge) == [
        "2 camps, from 1 independent dispute; 0 claims stand in all of them",
        "dispute 1:",
        "  either panels-fade-slowly",
        "  either panels-last",
    ]
    said = line_of(camps_and_strength(knowledge, knowledge.base.by_id["panels-last"]))
    # The other one, f, has a reason of strength 1/2, so l = 1/2 - h(f)/2 and f = 1/2 + h(1/2 - l)/2
    # with h(x) = x^2 / (1 + x^2); the solution is l = 0.3984.
    assert said.startswith("It is in some coherent camps and not in others. Its strength is 0.3984")


def test_without_a_dispute_there_is_one_camp():
    knowledge = know(files())
    assert lines_of_camps(knowledge) == [
        "1 camp, for no dispute leaves a choice; 2 claims stand in it"
    ]
    said = line_of(camps_and_strength(knowledge, knowledge.base.by_id["panels-last"]))
    # Its own demonstration is a reason for it: h(1/2) = 1/5, so 1/2 + 1/10.
    assert said.startswith("It is in every coherent camp. Its strength is 0.6,")


def test_who_is_not_in_debate_is_in_no_camp():
    knowledge = know(files("held_by: [{position: industry, stance: doubts}]"))
    claim = knowledge.base.by_id["panels-last"]
    assert (
        line_of(camps_and_strength(knowledge, claim)) == "Nobody asserts it, so it is in no camp."
    )
    assert STANDING[knowledge.standing.label(claim.id)][0] == "held by nobody"


def test_a_spent_budget_counts_the_camp_that_there_always_is():
    knowledge = know(files(CLASH))
    with mock.patch("kb.explain.camps.camps", partial(camps, steps=0)):
        first, *_ = lines_of_camps(knowledge)
    assert first.startswith("at least 1 camp; the budget did not tell how many, from ")


def test_where_the_label_leaves_no_choice_no_camp_is_looked_for():
    knowledge = know(files())
    camps_and_strength(knowledge, knowledge.base.by_id["panels-last"])
    assert "acceptance" not in vars(knowledge)


@settings(max_examples=200, deadline=None)
@given(measured_bases())
def test_what_is_in_is_in_every_camp_and_what_is_out_in_none(measured):
    knowledge = derive(measured.base, measured.evidence)
    words = {Label.IN: "every", Label.OUT: "none"}
    for name, label in knowledge.standing.labels.items():
        assert words.get(label, knowledge.acceptance[name]) == knowledge.acceptance[name]
