"""Camps, and what some or every one of them holds: worked examples, definitions, a second engine."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model.outcomes import Attack
from kb.reasoning.budget import Unknown
from kb.reasoning.semantics.acceptance import (
    acceptance,
    acceptance_of,
    credulously_accepted,
    sceptically_accepted,
)
from kb.reasoning.semantics.extensions import Camps, Dispute, camps
from kb.reasoning.semantics.setaf import numbered_framework
from kb.reasoning.semantics.standing import grounded_labelling
from tests.helpers import by_definition as definitions
from tests.helpers.acceptance_by_extensions import assert_acceptance

HERE = Path(__file__).parent
EXAMPLES = [
    *json.loads((HERE / "semantics_examples.json").read_text()),
    *json.loads((HERE / "more_examples.json").read_text()),
]
ELEMENTS = frozenset("abcdef")
ATTACKS = st.lists(
    st.builds(
        Attack,
        st.sets(st.sampled_from(sorted(ELEMENTS)), max_size=3).map(frozenset),
        st.sampled_from(sorted(ELEMENTS)),
    ).filter(lambda each: each.attackers or each.target < "c"),
    max_size=14,
)


def sets(found: Camps, limit: int = 10_000) -> set[frozenset[str]]:
    listed = found.listed(limit)
    assert not isinstance(listed, Unknown)
    assert len(listed) == found.count == len(set(listed))
    return {frozenset(each) for each in listed}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["id"])
def test_worked_examples(example):
    attacks = [Attack(frozenset(a["attackers"]), a["target"]) for a in example["attack_sets"]]
    expected = example.get("expected", example)
    elements, claims = set(expected["grounded"]), set(example["kb"]["claims"])
    assert grounded_labelling(elements, attacks) == expected["grounded"]
    for kind in ("preferred", "stable"):
        if kind in expected:
            found = sets(camps(elements, attacks, semantics=kind))
            assert found == {frozenset(each) for each in expected[kind]}
    sides = camps(elements, attacks, claims)
    if "camps_claims_only" in expected:
        assert sets(sides) == {frozenset(each) for each in expected["camps_claims_only"]}
        assert sides.credulous == set(expected["credulous"])
        assert sides.sceptical == set(expected["sceptical"])


@settings(max_examples=400, deadline=None)
@given(ATTACKS)
def test_every_semantics_is_what_its_definition_says(attacks):
    preferred = definitions.preferred(ELEMENTS, attacks)
    complete = definitions.complete(ELEMENTS, attacks)
    stable = definitions.stable(ELEMENTS, attacks)
    labels = grounded_labelling(ELEMENTS, attacks)
    stands = definitions.grounded(ELEMENTS, attacks)
    assert {name for name, label in labels.items() if label == "IN"} == stands
    beaten = definitions.attacked(stands, attacks)
    assert {name for name, label in labels.items() if label == "OUT"} == beaten
    assert sets(camps(ELEMENTS, attacks)) == set(preferred)
    assert sets(camps(ELEMENTS, attacks, semantics="complete")) == set(complete)
    assert sets(camps(ELEMENTS, attacks, semantics="stable")) == set(stable)
    claims = sorted(ELEMENTS)[::2]
    assert sets(camps(ELEMENTS, attacks, claims)) == {e & set(claims) for e in preferred}


@settings(max_examples=400, deadline=None)
@given(ATTACKS)
def test_some_camp_and_every_camp(attacks):
    preferred = definitions.preferred(ELEMENTS, attacks)
    names, framework = numbered_framework(ELEMENTS, attacks)
    found = acceptance(framework)
    assert not found.unknown
    assert_acceptance(names, framework, found, preferred)


@pytest.mark.parametrize("seed", range(25))
def test_a_second_engine_agrees_on_larger_debates(seed):
    rng = random.Random(seed)
    names = [f"e{each:02}" for each in range(24)]
    attacks = [
        Attack(frozenset(rng.sample(names, rng.choice((1, 1, 1, 2, 3)))), rng.choice(names))
        for _ in range(rng.randrange(20, 70))
    ]
    elements = frozenset(names)
    complete = definitions.by_clingo(elements, attacks)
    stable = definitions.by_clingo(elements, attacks, definitions.ALL_DECIDED)
    preferred = definitions.maximal(complete)
    assert sets(camps(elements, attacks, semantics="complete")) == set(complete)
    assert sets(camps(elements, attacks, semantics="stable")) == set(stable)
    assert sets(camps(elements, attacks)) == set(preferred)
    names, framework = numbered_framework(elements, attacks)
    found = acceptance(framework)
    assert {names[each] for each in found.credulous} == frozenset.union(*preferred)
    assert {names[each] for each in found.sceptical} == frozenset.intersection(*preferred)


def test_many_camps_are_a_product_and_never_listed_by_accident():
    pairs = [(f"x{each:02}", f"y{each:02}") for each in range(40)]
    attacks = [Attack(frozenset({a}), b) for pair in pairs for a, b in (pair, pair[::-1])]
    found = camps(["z", *(name for pair in pairs for name in pair)], attacks)
    assert found.count == 2**40
    assert found.common == ("z",)
    assert found.disputes[0] == Dispute(("x00", "y00"), (("x00",), ("y00",)))
    assert found.sceptical == {"z"}
    assert len(found.credulous) == 81
    assert found.listed(1000) == Unknown("there are 1099511627776, more than the 1000 asked for")
    assert [len(each) for each in found.some(3)] == [41, 41, 41]


def crowd(size: int) -> tuple[list[str], list[Attack]]:
    """Everybody attacks many; nothing is settled quickly."""
    rng = random.Random(7)
    names = [f"e{each:03}" for each in range(size)]
    pairs = [(a, b) for a in names for b in names if a != b and rng.random() < 0.1]
    return names, [Attack(frozenset({a}), b) for a, b in pairs]


def test_a_spent_budget_is_unknown_and_neither_true_nor_false():
    elements, attacks = crowd(120)
    found = camps(elements, attacks, steps=5)
    assert isinstance(found.count, Unknown)
    assert isinstance(found.credulous, Unknown)
    assert isinstance(found.sceptical, Unknown)
    assert isinstance(found.listed(10), Unknown)
    _, framework = numbered_framework(elements, attacks)
    answer = sceptically_accepted(framework, 0, steps=1)
    assert isinstance(answer, Unknown)
    assert isinstance(credulously_accepted(framework, 0, steps=0), Unknown)
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(answer)
    partly = acceptance(framework, steps=3)
    everything = acceptance(framework)
    assert partly.unknown
    assert partly.credulous <= everything.credulous
    assert partly.sceptical <= everything.sceptical
    assert everything.credulous <= partly.credulous | partly.unknown


def test_acceptance_in_words():
    elements, attacks = crowd(120)
    pair = [Attack(frozenset({"p"}), "q"), Attack(frozenset({"q"}), "p")]
    assert acceptance_of("pqrs", [*pair, Attack(frozenset("r"), "s")]) == {
        "p": "some", "q": "some", "r": "every", "s": "none",
    }  # fmt: skip
    words = acceptance_of([*elements, "r"], attacks, steps=3)
    assert words.pop("r") == "every"
    assert set(words.values()) <= {"unknown", "at least some"}


def test_a_hard_dispute_does_not_starve_an_easy_one():
    elements, attacks = crowd(120)
    easy = [Attack(frozenset({"p"}), "q"), Attack(frozenset({"q"}), "p")]
    found = camps([*elements, "p", "q"], attacks + easy, steps=20)
    assert Dispute(("p", "q"), (("p",), ("q",))) in found.disputes
    assert not found.complete


def test_camps_that_hang_together_are_cut_off_by_what_they_cost():
    pairs = 40  # each pair a dispute of its own, but for one claim that all of them attack
    elements = ["all", *(f"{side}{pair}" for pair in range(pairs) for side in "lr")]
    attacks = [
        attack
        for pair in range(pairs)
        for attack in (
            Attack(frozenset({f"l{pair}"}), f"r{pair}"),
            Attack(frozenset({f"r{pair}"}), f"l{pair}"),
            Attack(frozenset({f"l{pair}"}), "all"),
        )
    ]
    few, more = (camps(elements, attacks, steps=steps) for steps in (1_000, 4_000))
    assert isinstance(few.count, Unknown)
    assert isinstance(more.count, Unknown)
    assert 1 < few.at_least < more.at_least
