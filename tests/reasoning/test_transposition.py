"""Labels, camps and acceptance by propagation, against attacks that are listed one by one."""

from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model.outcomes import Attack, Label
from kb.reasoning.budget import Budget
from kb.reasoning.rules import Rule
from kb.reasoning.semantics.acceptance import (
    acceptance,
)
from kb.reasoning.semantics.attacks import transpose
from kb.reasoning.semantics.extensions import camps
from kb.reasoning.semantics.materialised import WORK
from kb.reasoning.semantics.setaf import numbered_framework
from kb.reasoning.semantics.standing import grounded_labelling
from tests.helpers import by_definition as definitions
from tests.helpers.acceptance_by_extensions import assert_acceptance

NAMES = list("abcdefg")
RULES = st.builds(
    lambda body, head: Rule(tuple(sorted(body)), head, "rule"),
    st.sets(st.sampled_from(NAMES), min_size=1, max_size=3),
    st.sampled_from(NAMES),
)
ATTACKS = st.builds(
    Attack,
    st.sets(st.sampled_from(NAMES), max_size=2).map(frozenset),
    st.sampled_from(NAMES),
).filter(lambda attack: attack.attackers or attack.target < "c")
DEBATES = st.tuples(st.lists(ATTACKS, max_size=7), st.lists(RULES, max_size=7))


@settings(max_examples=300, deadline=None)
@given(DEBATES)
def test_grounded_labels_are_those_of_the_listed_attacks(debate):
    attacks, rules = debate
    listed, capped = transpose(attacks, rules)
    assert not capped
    labels = grounded_labelling(NAMES, attacks, rules, Budget(10_000))
    assert labels == grounded_labelling(NAMES, listed)
    stands = definitions.grounded(frozenset(NAMES), list(listed))
    assert {name for name, label in labels.items() if label == Label.IN} == stands


@settings(max_examples=300, deadline=None)
@given(DEBATES)
def test_camps_are_those_of_the_listed_attacks(debate):
    attacks, rules = debate
    listed = list(transpose(attacks, rules)[0])
    names = frozenset(NAMES)
    for semantics, defined in (
        ("preferred", definitions.preferred),
        ("complete", definitions.complete),
        ("stable", definitions.stable),
    ):
        wanted = sorted(tuple(sorted(held)) for held in defined(names, listed))
        for work in (WORK, 0):  # with the sets listed, and with the rules as clauses
            with mock.patch("kb.reasoning.semantics.materialised.WORK", work):
                found = camps(names, attacks, semantics=semantics, rules=rules).listed(1_000)
            assert sorted(found) == wanted


@settings(max_examples=300, deadline=None)
@given(DEBATES)
def test_acceptance_is_that_of_the_listed_attacks(debate):
    attacks, rules = debate
    preferred = definitions.preferred(frozenset(NAMES), list(transpose(attacks, rules)[0]))
    names, framework = numbered_framework(NAMES, attacks, rules)
    found = acceptance(framework)
    assert not found.unknown
    with mock.patch("kb.reasoning.semantics.materialised.WORK", 0):
        assert acceptance(framework) == found
    assert_acceptance(names, framework, found, preferred)


@settings(max_examples=300, deadline=None)
@given(DEBATES, st.integers(0, 40))
def test_a_cut_label_is_unknown_and_all_others_are_right(debate, steps):
    attacks, rules = debate
    exact = grounded_labelling(NAMES, attacks, rules)
    cut = grounded_labelling(NAMES, attacks, [*rules, Rule(("a",), "a", "rule")], Budget(steps))
    assert {name: label for name, label in cut.items() if label != Label.UNKNOWN}.items() <= (
        exact.items()
    )


@given(DEBATES, st.integers(0, 12))
def test_a_list_of_attacks_that_was_cut_says_so_and_holds_some_of_them(debate, steps):
    attacks, rules = debate
    every, _ = transpose(attacks, rules)
    some, cut = transpose(attacks, rules, budget=Budget(steps))
    assert set(some) <= set(every)
    assert cut or set(some) == set(every)


def test_a_budget_of_nothing_cuts_the_first_attack():
    one = Attack(frozenset({"a"}), "b")
    assert transpose([one], [], budget=Budget(0)) == ((), True)
    assert transpose([one], [], budget=Budget(1)) == ((one,), False)
