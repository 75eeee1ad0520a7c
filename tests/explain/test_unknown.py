"""A label that the budget cut off is told as unknown, and so is all that hangs on it."""

import json
from functools import partial
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.explain.four_words import standing_word
from kb.explain.standing import reasons_for_standing, would_flip
from kb.model import Base, Link
from kb.model.outcomes import Label
from kb.pipeline import derive
from kb.reasoning.semantics.standing import standing_of
from kb.site.pages.all import pages
from tests.helpers.example_bases import claim
from tests.helpers.examples import EXAMPLES
from tests.helpers.random_bases import IDS
from tests.helpers.random_debates import measured_bases


def derived_within(base, evidence, work):
    """All that is derived, with so many steps for the labels."""
    with mock.patch("kb.pipeline.standing_of", partial(standing_of, work=work)):
        return derive(base, evidence)


def told(sentence) -> str:
    return "".join(part if isinstance(part, str) else part.address for part in sentence)


@settings(max_examples=EXAMPLES, deadline=None)
@given(measured_bases(), st.integers(0, 40))
def test_no_cut_label_is_told_as_a_standing(given_base, work):
    whole = derive(given_base.base, given_base.evidence)
    cut = derived_within(given_base.base, given_base.evidence, work)
    for name, label in cut.standing.labels.items():
        assert label in (Label.UNKNOWN, whole.standing.label(name))
    for written in (cut.base.by_id[name] for name in IDS):
        word = standing_word(cut, written).value
        if cut.standing.label(written.id) == Label.UNKNOWN:
            assert word == "unknown"
            assert told(would_flip(cut, written)) == "Not found within the budget."
        elif not written.withdrawn:
            assert word == standing_word(whole, written).value
            assert would_flip(cut, written) == would_flip(whole, written)
    assert cut.failed_predictions <= whole.failed_predictions


def test_an_attack_that_may_stand_is_not_called_contested():
    rule = Link("a", "entails", "b", "w")
    claims = {name: claim(name, ["p"], [], []) for name in "abc"}
    claims["a"] = claim("a", ["p"], [rule], [])
    claims["c"] = claim("c", ["p"], [Link("c", "attacks", "b", "w")], [])
    base = Base(claims=tuple(claims.values()))
    knowledge = derived_within(base, {}, 0)
    assert knowledge.standing.label("b") == Label.UNKNOWN
    said = [told(sentence) for sentence in reasons_for_standing(knowledge, base.by_id["b"])]
    assert said == [
        "Whether it stands was not found within the budget.",
        "c attacks it, and whether that stands was not found within the budget.",
    ]


def test_programs_and_pages_are_told_that_it_is_unknown():
    rule = Link("a", "entails", "b", "w")
    claims = [claim("a", ["p"], [rule], []), claim("b", ["p"], [], [])]
    claims.append(claim("c", ["p"], [Link("c", "attacks", "b", "w")], []))
    cut = derived_within(Base(claims=tuple(claims)), {}, 0)
    made = pages(cut, [], {}, "2026-11-25")
    data = json.loads(made["kb.json"])["claims"]
    assert data["b"]["words"]["standing"] == "unknown"
    assert b"unknown" in made["claims/b.md"]
