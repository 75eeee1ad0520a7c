"""Random edits on both sides of a claim: the merge is what both make of it, item by item."""

from hypothesis import assume, given, settings

from kb.diff.merging.commit import unlike_its_parents
from kb.diff.merging.driver import Merged, fields_of, merged_file
from kb.diff.merging.keys import plain
from kb.diff.merging.three_way import three_way
from tests.helpers.random_claims import (
    CLAIMS,
    EDITS,
    disjoint,
    edited,
    effective,
    tree_of,
    unordered,
    written,
)  # fmt: skip

FILE = "claims/energy/panels-last.yaml"


def merged(*claims) -> Merged | None:
    return merged_file(*(written(claim).encode() for claim in claims))


@settings(max_examples=300, deadline=None)
@given(CLAIMS)
def test_what_is_written_is_what_is_meant(claim):
    assert fields_of(written(claim).encode()) == tree_of(claim)


@settings(max_examples=400, deadline=None)
@given(CLAIMS, EDITS, EDITS)
def test_edits_of_different_items_are_all_there_and_nothing_else(claim, mine, its):
    mine, its = effective(claim, mine), effective(claim, its)
    assume(disjoint(mine, its))
    ours, theirs = edited(claim, mine), edited(claim, its)
    both = edited(ours, its)
    tree = three_way(*map(tree_of, (claim, ours, theirs)))
    assert tree.conflicts == ()
    assert unordered(tree.tree) == unordered(tree_of(both))
    found = merged(claim, ours, theirs)
    assert found and not found.choices
    assert plain(fields_of(found.text.encode())) == tree.tree
    assert merged(claim, theirs, ours) == found
    sides = ({FILE: written(side).encode()} for side in (ours, theirs))
    merge = {FILE: found.text.encode()}
    assert unlike_its_parents([{FILE: written(claim).encode()}], *sides, merge) == []


@settings(max_examples=400, deadline=None)
@given(CLAIMS, EDITS, EDITS)
def test_edits_of_one_item_are_a_conflict_and_both_are_kept(claim, mine, its):
    ours, theirs = edited(claim, mine), edited(claim, its)
    tree = three_way(*map(tree_of, (claim, ours, theirs)))
    mirrored = three_way(*map(tree_of, (claim, theirs, ours)))
    assert [c.address for c in tree.conflicts] == [c.address for c in mirrored.conflicts]
    if not tree.conflicts:
        assert tree == mirrored
    found = merged(claim, ours, theirs)
    assert found is not None
    assert bool(found.choices) == bool(tree.conflicts)
    if tree.conflicts:
        assert found.text.count("<<<<<<< ours\n") == found.text.count(">>>>>>> theirs\n")
        assert found.choices == found.text.count("=======\n") <= len(tree.conflicts)


def test_conflicts_are_told_in_one_order_from_both_sides():
    """However a side orders what it changed: one moved a setting, and the other took it out."""
    base = {"runs": {"off": {"years": "1", "loss": "2"}}}
    ours, theirs = {"years": "3"}, {"loss": "3", "years": "4"}
    sides = [{"runs": {"off": side}} for side in (ours, theirs)]
    told = [
        [conflict.address[-1] for conflict in three_way(base, *pair).conflicts]
        for pair in (sides, sides[::-1])
    ]
    assert told == [["years", "loss"]] * 2


def test_what_only_their_side_keeps_counts_for_the_order_too():
    """One moved a setting and took out another, which the other side moved and changed."""
    base = {"runs": {"off": {"loss": "1", "label": "a", "years": "2"}}}
    sides = [
        {"runs": {"off": {"years": "2", "label": "a"}}},
        {"runs": {"off": {"label": "a", "loss": "3", "years": "2"}}},
    ]
    for pair in (sides, sides[::-1]):
        (conflict,) = three_way(base, *pair).conflicts
        assert conflict.address == ("runs", "off")


@settings(max_examples=100, deadline=None)
@given(CLAIMS, EDITS)
def test_what_one_side_leaves_alone_is_as_the_other_wrote_it(claim, mine):
    ours = edited(claim, mine)
    text = written(ours)
    assert merged(claim, ours, claim) == merged(claim, claim, ours) == Merged(text, 0)
    assert merged(claim, ours, ours) == Merged(text, 0)


@settings(max_examples=300, deadline=None)
@given(CLAIMS, EDITS, EDITS, EDITS)
def test_exactly_what_was_changed_in_a_merge_is_named(claim, mine, its, wrong):
    mine, its = effective(claim, mine), effective(claim, its)
    assume(disjoint(mine, its))
    both = edited(edited(claim, mine), its)
    wrong = effective(both, wrong)
    states = (claim, edited(claim, mine), edited(claim, its), edited(both, wrong))
    base, *rest = ({FILE: written(state).encode()} for state in states)
    found = unlike_its_parents([base], *rest)
    assert {value.address for value in found} == {address for address, _ in wrong}
    assert all(value.is_fault and value.file == FILE for value in found)
