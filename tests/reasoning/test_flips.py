"""What would change a standing: the least that has to go, and honest answers where there is none."""

import json
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model.outcomes import Label
from kb.reasoning.budget import Unknown
from kb.reasoning.semantics.flips import Flip, flip_of
from kb.reasoning.semantics.shifts import debate_of
from tests.helpers.example_bases import base_of
from tests.helpers.examples import EXAMPLES as TRIED
from tests.helpers.random_bases import IDS
from tests.helpers.random_debates import measured_bases
from tests.reasoning.test_standing import HERE

EXAMPLES = {each["id"]: each for each in json.loads((HERE / "semantics_examples.json").read_text())}


def flip(name, claim, steps=10_000):
    kb = EXAMPLES[name]["kb"]
    base, known = base_of(kb, {"p": kb["claims"]})
    found = flip_of(debate_of(base, {}), claim, steps)
    if isinstance(found, Flip):
        names = {address: short for short, address in known.items()}
        return Flip(tuple(names.get(name, name) for name in found.without), found.label)
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
    assert isinstance(flip("ex9_floating", "w", steps=0), Unknown)


def attacked(count):
    """A claim with some attackers, each alone enough."""
    names = [f"a{number}" for number in range(count)]
    kb = {"claims": ["c", *names], "attacks": [{"from": n, "to": "c", "id": n} for n in names]}
    return base_of(kb, {"p": kb["claims"]})[0]


def test_of_two_attackers_both_must_go_and_of_three_no_two_suffice():
    assert flip_of(debate_of(attacked(2), {}), "c") == Flip(("a0", "a1"), "IN")
    assert flip_of(debate_of(attacked(3), {}), "c") is None


def test_what_is_in_debate_by_what_entails_it_leaves_with_that():
    kb = {"claims": ["a", "b"], "strict": [{"if": ["a"], "then": "b", "id": "r"}]}
    base, _ = base_of(kb, {"p": ["a"]})
    debate = debate_of(base, {})
    assert flip_of(debate, "b").label == Label.NOT_IN_DEBATE
    assert flip_of(debate, "a") is None


def test_two_attackers_that_are_in_debate_by_one_claim_go_with_it():
    kb = {
        "claims": ["c", "x", "y", "z"],
        "strict": [{"if": ["z"], "then": name, "id": f"r-{name}"} for name in "xy"],
        "attacks": [{"from": name, "to": "c", "id": name} for name in "xy"],
    }
    base, _ = base_of(kb, {"p": ["c", "z"]})
    assert flip_of(debate_of(base, {}), "c") == Flip(("z",), "IN")


def test_a_premise_that_two_contested_heads_share_is_less_than_both_their_rules():
    kb = {
        "claims": ["e", "p", "h1", "h2", "y1", "y2"],
        "strict": [{"if": ["e", "p"], "then": f"h{n}", "id": f"r{n}"} for n in (1, 2)],
        "attacks": [
            {"from": one, "to": other, "id": f"{one}{other}"}
            for n in (1, 2) for one, other in ((f"h{n}", f"y{n}"), (f"y{n}", f"h{n}"))
        ],
    }  # fmt: skip
    base, _ = base_of(kb, {"q": kb["claims"]})
    debate = debate_of(base, {})
    assert debate.label("e") == Label.UNDEC
    assert flip_of(debate, "e") == Flip(("p",), "IN")


def test_a_clash_that_two_links_declare_goes_with_both():
    kb = {
        "claims": ["a", "b", "c"],
        "equivalent": [{"pair": ["a", "b"], "id": "same"}],
        "contradicts": [{"pair": ["a", "b"], "id": "one"}, {"pair": ["b", "a"], "id": "other"}],
        "attacks": [{"from": "c", "to": "a", "id": "l1"}, {"from": "a", "to": "c", "id": "l2"}],
    }
    base, _ = base_of(kb, {"p": ["b", "c"]})
    found = flip_of(debate_of(base, {}), "c")
    assert found == Flip(("a/contradicts/b/one", "b/contradicts/a/other"), "UNDEC")


@settings(max_examples=TRIED, deadline=None)
@given(measured_bases())
def test_a_flip_is_a_smallest_removal_that_changes_the_label(given_base):
    debate, labels = given_base.debate(), {}

    def label_without(claim, names):
        if names not in labels:
            labels[names] = given_base.without(names).standing()
        return labels[names].label(claim)

    for claim in IDS:
        before = label_without(claim, ())
        others = [name for name in given_base.removable() if name != claim]
        found = None if before == Label.NOT_IN_DEBATE else flip_of(debate, claim)
        size = len(found.without) if found else 3  # no one and no two
        if found:
            assert label_without(claim, found.without) == found.label != before
        if before != Label.NOT_IN_DEBATE:
            for smaller in range(1, size):
                for names in combinations(others, smaller):
                    assert label_without(claim, names) == before, (claim, names)


@settings(max_examples=TRIED, deadline=None)
@given(measured_bases(), st.integers(0, 60))
def test_an_answer_within_a_budget_is_the_answer_and_leaves_the_debate_as_it_was(given_base, steps):
    debate, fresh = given_base.debate(), given_base.debate()
    labels = {name: debate.label(name) for name in debate.names}
    for claim in IDS:
        found = flip_of(debate, claim, steps)
        assert isinstance(found, Unknown) or found == flip_of(fresh, claim)
    assert labels == {name: debate.label(name) for name in debate.names}


@settings(max_examples=TRIED, deadline=None)
@given(measured_bases(), st.integers(0, 60))
def test_of_labels_that_were_cut_nothing_is_told(given_base, steps):
    whole = given_base.standing().labels
    debate = debate_of(given_base.base, given_base.evidence, given_base.refuted, steps)
    told = {name: debate.label(name) for name in debate.names}
    known = {name: label for name, label in told.items() if label != Label.NOT_IN_DEBATE}
    if debate.cut:
        assert known == dict.fromkeys(whole, Label.UNKNOWN)
        assert all(isinstance(flip_of(debate, claim), Unknown) for claim in IDS if claim in whole)
    else:
        assert known == whole


@pytest.mark.parametrize("claim", ["c", "nobody-wrote-it"])
def test_what_is_not_in_debate_cannot_be_flipped_by_taking_away(claim):
    base, _ = base_of({"claims": ["c"]}, {"p": []})
    assert flip_of(debate_of(base, {}), claim) is None
