"""Whether two claims clash, against every subset of what is held in small random bases."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.graph import graph_of
from kb.model.denials import denied_claim
from kb.reading.read import read
from kb.reasoning.contradictions.conflicts import conflicts_of
from kb.reasoning.contradictions.disagreements import disagreements_of
from kb.reasoning.contradictions.pairs import pair_of
from kb.reasoning.rules import held_elements, strict_part
from tests.helpers.examples import EXAMPLES
from tests.helpers.random_bases import IDS, PEOPLE, Draft, drafts

BOTH = st.lists(st.sampled_from(IDS), min_size=2, max_size=2, unique=True)


def as_drafted(elements) -> frozenset[str]:
    """Claims, and denials as the draft writes them."""
    return frozenset(f"no {denied_claim(e)}" if denied_claim(e) else e for e in elements)


def conflicts_in(draft: Draft):
    base = read(draft.files())
    assert not base.findings
    graph = graph_of(base)
    return base, graph, conflicts_of(base, strict_part(graph))


@given(drafts(), BOTH)
@settings(max_examples=EXAMPLES, deadline=None)
def test_what_is_said_of_two_claims_is_what_every_subset_says(draft, pair):
    one, other = pair
    base = read(draft.files())
    found = pair_of(one, other, held_elements(base), strict_part(graph_of(base)))
    assert found.complete
    for claim in pair:
        assert (claim in found.alone) == bool(draft.clashing(frozenset({claim})))
    assert (found.alone or found.together) or not draft.clashing(frozenset(pair))
    if found.alone or found.together:
        assert draft.clashing(frozenset(pair))
        return
    sets = draft.minimal_clashing(draft.held_by() | set(pair))
    needed = {some & set(pair) for some in sets if some & set(pair)}
    assert set(found.with_others) == needed
    for need, why in found.with_others.items():
        claims = as_drafted(why.claims)
        assert claims in sets
        assert claims & set(pair) == need


@given(drafts())
@settings(max_examples=EXAMPLES, deadline=None)
def test_conflicts_of_each_person_and_all_the_ways_into_them(draft):
    _, _, conflicts = conflicts_in(draft)
    for person in PEOPLE:
        own = [conflict for conflict in conflicts if conflict.position == person]
        held = draft.held_by(person)
        assert {ends_of(conflict) for conflict in own} == draft.clashing(held)
        for conflict in own:
            if len(held) + len(draft.links) < 12:
                ways = draft.causes(ends_of(conflict), held)
                assert conflict.causes == len(ways)
                assert members_of(conflict) in ways
            tension = any(
                who == person and {one, other} <= {*conflict.claims, *conflict.ends}
                for who, one, other in draft.tensions
                if one not in draft.withdrawn
            )
            assert bool(conflict.acknowledged) == tension


@given(drafts())
@settings(max_examples=EXAMPLES, deadline=None)
def test_what_clashes_among_all_is_told_unless_it_goes_away_with_one(draft):
    base, graph, conflicts = conflicts_in(draft)
    told = {ends_of(conflict) for conflict in conflicts if not conflict.position}
    among_all = draft.clashing(draft.held_by())
    assert told <= among_all
    rest = {
        person: draft.clashing(
            frozenset[str]().union(*(draft.held_by(other) for other in PEOPLE if other != person))
        )
        for person in PEOPLE
    }
    for ends in among_all - told:
        assert any(
            ends not in rest[person] and ends in draft.clashing(draft.held_by(person))
            for person in PEOPLE
        )
    assert all(ends in told for ends in among_all if all(ends in some for some in rest.values()))
    denied = {
        entry.first
        for entry in disagreements_of(base, graph, conflicts, ())
        if entry.kind == "denied"
    }
    assert denied >= {
        claim
        for who, stance, claim in draft.stances
        if stance == "asserts" and claim not in draft.withdrawn
        and any((person, "denies", claim) in draft.stances for person in PEOPLE if person != who)
    }  # fmt: skip


def ends_of(conflict) -> frozenset[str]:
    """The two ends as the draft writes them."""
    denied = conflict.denied
    return frozenset({denied, f"no {denied}"}) if denied else frozenset(conflict.ends)


def members_of(conflict) -> frozenset[str]:
    """The held claims, the denial and the strict links as the draft writes them."""
    held = frozenset(conflict.claims) | ({f"no {conflict.denied}"} if conflict.denied else set())
    links = (link.split("/") for link in conflict.links)
    return held | {name for _, verb, _, name in links if verb != "contradicts"}
