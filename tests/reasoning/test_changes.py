"""Which labels change with claims and links: as if everything were labelled anew."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model import Link
from kb.model.outcomes import Label
from kb.reasoning.budget import Unknown
from kb.reasoning.semantics.changes import Change, changed_labels
from kb.reasoning.semantics.flips import Flip, flip_of
from kb.reasoning.semantics.shifts import debate_of
from tests.helpers.example_bases import base_of
from tests.helpers.examples import EXAMPLES
from tests.helpers.random_bases import IDS
from tests.helpers.random_debates import measured_bases

CHAIN = {
    "claims": ["a", "b", "c"],
    "attacks": [{"from": "a", "to": "b", "id": "l1"}, {"from": "b", "to": "c", "id": "l2"}],
}


def chain():
    return debate_of(base_of(CHAIN, {"p": CHAIN["claims"]})[0], {})


def test_without_the_first_attack_of_a_chain_all_behind_it_changes():
    assert changed_labels(chain(), Change(removed=("a/attacks/b/l1",))) == {
        "a/attacks/b/l1": (Label.IN, Label.NOT_IN_DEBATE),
        "b": (Label.OUT, Label.IN),
        "c": (Label.IN, Label.OUT),
    }


def test_a_link_leaves_the_debate_with_either_of_its_ends():
    assert changed_labels(chain(), Change(removed=("b",))) == {
        "a/attacks/b/l1": (Label.IN, Label.NOT_IN_DEBATE),
        "b": (Label.OUT, Label.NOT_IN_DEBATE),
        "b/attacks/c/l2": (Label.IN, Label.NOT_IN_DEBATE),
    }


def test_a_link_outlives_what_it_needed_before_it_was_changed():
    debate = chain()
    changed_labels(debate, Change(links=(Link("a", "attacks", "b", "w", ("c",), name="l1"),)))
    changed_labels(debate, Change(links=(Link("a", "attacks", "b", "w", name="l1"),)))
    gone = changed_labels(debate, Change(removed=("c",)))
    assert gone.keys() == {"c", "b/attacks/c/l2"}
    assert debate.label("a/attacks/b/l1") == Label.IN


def test_a_link_that_is_added_attacks_from_then_on():
    debate = chain()
    link = Link("c", "attacks", "a", "w")
    found = changed_labels(debate, Change(links=(link,)))
    assert {name: after for name, (_, after) in found.items()} == {
        "a": Label.UNDEC, "b": Label.UNDEC, "c": Label.UNDEC, link.address: Label.IN,
    }  # fmt: skip
    assert debate.label("a") == Label.UNDEC
    back = changed_labels(debate, Change(removed=(link.address,)))
    assert back == {name: (after, before) for name, (before, after) in found.items()}


def test_what_two_claims_entail_leaves_the_debate_with_the_second():
    rules = [{"if": [name], "then": "c", "id": name} for name in "ab"]
    debate = debate_of(
        base_of({"claims": ["a", "b", "c"], "strict": rules}, {"p": ["a", "b"]})[0], {}
    )
    for first, second in ("ab", "ba"):
        assert "c" not in changed_labels(debate, Change(removed=(f"{first}/entails/c/{first}",)))
        gone = changed_labels(debate, Change(removed=(f"{second}/entails/c/{second}",)))
        assert gone == {"c": (Label.IN, Label.NOT_IN_DEBATE)}
        changed_labels(
            debate, Change(links=tuple(Link(n, "entails", "c", "w", name=n) for n in "ab"))
        )


def test_what_has_no_force_and_what_is_not_written_changes_nothing():
    debate = chain()
    assert changed_labels(debate, Change(removed=("nobody-wrote-it",))) == {}
    assert changed_labels(debate, Change(links=(Link("c", "related", "a", "w"),))) == {}


@pytest.mark.parametrize("steps", range(8))
def test_a_change_that_was_cut_is_unknown_and_changed_nothing(steps):
    debate = chain()
    change = Change(removed=("a/attacks/b/l1",), links=(Link("c", "attacks", "a", "w"),))
    assert isinstance(changed_labels(debate, change, steps), Unknown)
    assert [debate.label(name) for name in "abc"] == [Label.IN, Label.OUT, Label.IN]
    assert changed_labels(debate, change) == changed_labels(chain(), change)


def test_of_a_debate_that_was_cut_no_change_is_told():
    debate = debate_of(base_of(CHAIN, {"p": CHAIN["claims"]})[0], {}, steps=1)
    assert isinstance(changed_labels(debate, Change(removed=("a",))), Unknown)


@st.composite
def changes(draw):
    """A base, what goes of it, what comes from another, and the base that this makes."""
    before, other = draw(measured_bases()), draw(measured_bases())
    removable = before.removable()
    removed = draw(st.lists(st.sampled_from(removable), max_size=3, unique=True))
    replaced = draw(st.frozensets(st.sampled_from(IDS), max_size=2))
    come = [claim for claim in other.base.claims if claim.id in replaced]
    left = before.without([*removed, *replaced])
    living = {claim.id for claim in left.base.claims if not claim.withdrawn}
    free = [link for claim in other.base.claims if claim.id in living for link in claim.links]
    links = draw(st.lists(st.sampled_from(free), max_size=2, unique=True)) if free else []
    claims = []
    for claim in left.without([link.address for link in links]).base.claims:
        mine = tuple(link for link in links if link.source == claim.id)
        claims.append(replace(claim, links=(*claim.links, *mine)))
    base = replace(before.base, claims=(*claims, *come))
    fresh = {
        address: known
        for address, known in other.evidence.items()
        if address.partition("/")[0] in replaced
    }
    after = left.of(base, {**left.evidence, **fresh})
    pairs = tuple(
        pair
        for pair in after.refuted
        if pair[1] in replaced or pair[0].partition("/")[0] in replaced
    )
    return before, Change(tuple(removed), tuple(come), tuple(links), fresh, pairs), after


@settings(max_examples=EXAMPLES, deadline=None)
@given(changes())
def test_changed_labels_are_those_that_differ_when_all_is_labelled_anew(changed):
    before, change, after = changed
    debate = before.debate()
    found = changed_labels(debate, change)
    old, new = before.standing(), after.standing()
    names = old.labels.keys() | new.labels.keys()
    assert found == {
        name: (old.label(name), new.label(name))
        for name in names
        if old.label(name) != new.label(name)
    }
    fresh = after.debate()
    for claim in IDS:
        assert size_of(flip_of(debate, claim)) == size_of(flip_of(fresh, claim))


def size_of(found):
    return len(found.without) if isinstance(found, Flip) else found
