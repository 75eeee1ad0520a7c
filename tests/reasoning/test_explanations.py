"""Strict conflicts against brute force: all of them, each explained, and honestly labelled."""

import json
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.graph import graph_of
from kb.model import Base, Claim, Holding, Link, Position
from kb.model.denials import denied_claim
from kb.reasoning.budget import Budget
from kb.reasoning.contradictions.conflicts import conflicts_of, roots_of
from kb.reasoning.contradictions.explanations import Consequences, explanation_of, trace
from kb.reasoning.contradictions.smallest import Completion
from kb.reasoning.rules import (
    Contrary,
    Rule,
    Strict,
    clashes,
    follows,
    strict_from,
    strict_part,
    with_denials,
)
from tests.helpers.brute_force import (
    NODES,
    all_minimal,
    clashing,
    members_of,
    with_denied,
    worlds,
)
from tests.helpers.example_bases import base_of

PLANTED = sorted((Path(__file__).parent / "planted").glob("*.json"))


def planted(path: Path):
    case = json.loads(path.read_text())
    kb = {"claims": case["nodes"], "strict": case["strict"], "contradicts": case["contradicts"]}
    base, _ = base_of(kb, {p["id"]: p["holds"] for p in case["positions"]})
    return case, base, strict_part(graph_of(base))


@pytest.mark.parametrize("path", PLANTED, ids=lambda p: p.stem)
def test_planted_bases_have_exactly_these_minimal_sets(path):
    case, base, strict = planted(path)
    found = conflicts_of(base, strict)
    for position in case["positions"]:
        expected = {
            frozenset({("claim", c) for c in s["claims"]} | {("link", each) for each in s["links"]})
            for s in case["expected"][position["id"]]["minimal_inconsistent_subsets"]
        }
        near = short(strict, position["holds"])
        assert all_minimal(position["holds"], near) == expected
        mine = [each for each in found if each.position == position["id"]]
        named = {frozenset((k, n.rpartition("/")[2]) for k, n in members_of(e)) for e in mine}
        assert named <= expected
        assert {each.exact for each in mine} <= {"smallest"}
        sizes = [len(each) for each in named]
        assert min(sizes, default=None) == case["expected"][position["id"]]["smallest_size"]


def short(strict: Strict, held: list[str]) -> Strict:
    """Links under the example's names; those that cannot fire are left out of the search."""
    derived = follows(held, strict)
    rules = [r._replace(link=r.link.rpartition("/")[2]) for r in strict.rules]
    return strict_from(
        [r for r in rules if set(r.body) <= set(derived)],
        [c._replace(link=c.link.rpartition("/")[2]) for c in strict.contraries],
    )


@given(worlds())
@settings(max_examples=300, deadline=None)
def test_every_clash_is_explained_by_a_minimal_set_and_labelled_honestly(world):
    held, denials, strict = world
    both = with_denials(strict, denials)
    derived = follows(with_denied(held, denials), both)
    known = Consequences(derived, both)
    found = clashes(derived, both)
    assert bool(found) == bool(all_minimal(held, strict, denials))
    for clash in found:
        alone = Strict(strict.rules, tuple(c for c in strict.contraries if c == clash))
        denial = [] if clash.link else [denied_claim(max(clash.one, clash.other, key=len))]
        every = all_minimal(held, alone, denial)
        each = explanation_of(clash, known, Budget())
        assert members_of(each) in every
        assert each.exact == "smallest"
        assert len(members_of(each)) == min(len(one) for one in every)


@pytest.mark.parametrize("further", [(), ("m",), ("m", "n")])
def test_one_claim_that_leads_to_both_ends_explains_better_than_one_for_each(further):
    chain = ["c", *further]  # what both ways have in common
    rules = [{"if": [one], "then": two} for one, two in pairwise(chain)]
    ends = {"a": "x", "b": "y"} if not further else {"a": "k", "k": "x", "b": "l", "l": "y"}
    rules += [{"if": [one], "then": two} for one, two in ends.items()]
    rules += [{"if": [chain[-1]], "then": end} for end in "xy"]
    claims = sorted({*chain, *ends, *"xy"})
    base, _ = base_of(
        {"claims": claims, "strict": rules, "contradicts": [["x", "y"]]}, {"p": ["a", "b", "c"]}
    )
    strict = strict_part(graph_of(base))
    derived = follows("abc", strict)
    (clash,) = clashes(derived, strict)
    found = explanation_of(clash, Consequences(derived, strict), Budget())
    assert (found.claims, found.exact) == ({"c"}, "smallest")
    assert len(found.links) == len(further) + 3


@given(worlds())
@settings(max_examples=200, deadline=None)
def test_without_a_budget_the_answer_is_still_minimal(world):
    held, denials, strict = world
    both = with_denials(strict, denials)
    derived = follows(with_denied(held, denials), both)
    for clash in clashes(derived, both):
        each = explanation_of(clash, Consequences(derived, both), Budget(0))
        assert clashing(members_of(each), strict)
        for member in members_of(each):
            assert not clashing(members_of(each) - {member}, strict)


@given(worlds())
@settings(max_examples=200, deadline=None)
def test_every_trace_is_minimal_as_it_stands(world):
    held, _, strict = world
    derived = follows(held, strict)
    for clash in clashes(derived, strict):
        ends = (clash.one, clash.other)
        cheap = Consequences(derived, strict).cheapest
        for proof in (trace(ends, derived), trace(ends, cheap)):
            members = {("claim", c) for c in proof.starts} | {("link", r.link) for r in proof.rules}
            members |= {("link", clash.link)}
            assert clashing(members, strict)
            assert not any(clashing(members - {member}, strict) for member in members)


@given(worlds(), st.permutations(NODES), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_names_and_order_do_not_matter(world, others, chance):
    held, denials, strict = world
    new = dict(zip(NODES, others, strict=True))
    rules = [Rule(tuple(sorted(new[b] for b in r.body)), new[r.head], r.link) for r in strict.rules]
    contraries = [Contrary(*sorted((new[c.one], new[c.other])), c.link) for c in strict.contraries]
    chance.shuffle(rules)
    chance.shuffle(contraries)
    renamed = strict_from(rules, contraries)
    before = roots_of(with_denied(held, denials), with_denials(strict, denials))
    again = {new[c] for c in denials}
    after = roots_of(with_denied({new[c] for c in held}, again), with_denials(renamed, again))
    total = sum(count for _, count in before.found) + before.unexplained
    assert total == sum(count for _, count in after.found) + after.unexplained
    assert [e.size for e, _ in before.found][:1] == [e.size for e, _ in after.found][:1]
    sets = all_minimal({new[c] for c in held}, renamed, {new[c] for c in denials})
    assert all(members_of(e) in sets for e, _ in after.found)


@given(worlds(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_files_does_not_matter(world, chance):
    held, denials, strict = world
    claims = [written(name, held, denials, strict) for name in NODES]
    mixed = claims[:]
    chance.shuffle(mixed)
    positions = {"p": Position("p", "p", one=True)}
    found = [
        conflicts_of(base, strict_part(graph_of(base)))
        for base in (Base(tuple(claims), positions), Base(tuple(mixed), positions))
    ]
    assert found[0] == found[1]


def written(name: str, held, denials, strict: Strict) -> Claim:
    """A claim with the links that start at it."""
    links = [
        Link(name, "entails", r.head, "w", r.body[1:], f"{r.link}-{len(r.body)}")
        for r in strict.rules
        if r.body[0] == name
    ]
    links += [Link(name, "contradicts", c.other, "w", (), c.link)
              for c in strict.contraries if c.one == name and c.one != c.other]  # fmt: skip
    stances = [Holding("p", "asserts")] * (name in held) + [Holding("p", "denies")] * (
        name in denials
    )
    return Claim(name, "t", f"claims/t/{name}.yaml", name, name, "opinion",
                 held_by=tuple(stances), links=tuple(links))  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_the_smallest_is_what_optux_finds(seed):
    from pysat.examples.optux import OptUx
    from pysat.formula import WCNF

    chance = random.Random(seed)
    nodes = [f"n{number:02}" for number in range(25)]
    rules = []
    for number in range(60):
        *body, head = chance.sample(nodes, chance.choice([2, 3, 3]))
        rules.append(Rule(tuple(sorted(body)), head, f"r{number}"))
    strict = strict_from(rules, [Contrary(*sorted(chance.sample(nodes[8:], 2)), "k")])
    held = chance.sample(nodes[:8], 6)
    derived = follows(held, strict)
    for clash in clashes(derived, strict):
        number = {node: n for n, node in enumerate(nodes, 1)}
        formula = WCNF()
        formula.append([-number[clash.one], -number[clash.other]])
        for extra, rule in enumerate(strict.rules, len(nodes) + 1):
            formula.append([-extra, *(-number[b] for b in rule.body), number[rule.head]])
            formula.append([extra], weight=1)
        for claim in held:
            formula.append([number[claim]], weight=1)
        with OptUx(formula) as optux:
            size = len(optux.compute())
        each = explanation_of(clash, Consequences(derived, strict), Budget())
        assert (each.exact, each.size) == ("smallest", size + 1)


@pytest.mark.parametrize("seed", range(40))
def test_no_root_stands_for_more_than_follows_from_it(seed):
    """However clashes are grouped: each is counted once, behind claims that yield it, or left."""
    chance = random.Random(seed)
    nodes = [f"n{number:02}" for number in range(14)]
    rules = []
    for number in range(26):
        *body, head = chance.sample(nodes, chance.choice([2, 2, 3]))
        rules.append(Rule(tuple(sorted(body)), head, f"r{number}"))
    pairs = {tuple(sorted(chance.sample(nodes[6:], 2))) for _ in range(8)}
    strict = strict_from(rules, [Contrary(*pair, f"k{n}") for n, pair in enumerate(sorted(pairs))])
    held = chance.sample(nodes[:6], 4)
    every = clashes(follows(held, strict), strict)
    for most in (0, 1, 2):
        roots = roots_of(held, strict, most=most)
        assert sum(count for _, count in roots.found) + roots.unexplained == len(every)
        for why, count in roots.found:
            assert 1 <= count <= len(clashes(follows(why.claims, strict), strict))


def test_what_a_proof_is_written_with_has_a_variable_of_its_own_each():
    rules = tuple(Rule(("a", f"b{n}"), f"c{n}", f"r{n // 2}") for n in range(5))
    written = Completion(("c0", "c1"), ("a", "b0", "b1"), rules)
    used = [written.used(place) for place in range(len(rules))]
    every = [*written.claims.values(), *used, *written.links.values()]
    assert sorted(every) == list(range(1, len(every) + 1))


def circle_of(size: int) -> tuple[Strict, set[str]]:
    """Claims that entail one another in a ring, entered by a long way with joint premises only."""
    ring = [f"ring{number}" for number in range(size)]
    rules = [Rule((one,), ring[number - 1], f"r{number}") for number, one in enumerate(ring)]
    rules += [Rule(("a", "b"), "middle", "s"), Rule(("b", "middle"), ring[0], "t")]
    return strict_from(rules, [Contrary("c", ring[1], "k")]), {"a", "b", "c"}


@pytest.mark.parametrize("size", [2, 3, 7])
def test_claims_that_entail_one_another_are_no_reason_for_themselves(size):
    strict, held = circle_of(size)
    ((found, _),) = roots_of(held, strict).found
    assert (found.claims, found.exact) == ({"a", "b", "c"}, "smallest")
    assert {"s", "t", "k"} < found.links
    assert len(found.links) == 3 + size - 1


def hard_world(seed: int) -> tuple[Strict, list[str]]:
    chance = random.Random(seed)
    nodes = [f"n{number:03}" for number in range(200)]
    rules = [
        Rule(tuple(sorted(chance.sample(nodes, 2))), chance.choice(nodes[20:]), f"r{number}")
        for number in range(1_500)
    ]
    contraries = [Contrary(*sorted(chance.sample(nodes[20:], 2)), f"k{n}") for n in range(10)]
    return strict_from(rules, contraries), nodes[:20]


@pytest.mark.parametrize("seed", range(3))
def test_a_search_that_was_cut_off_says_minimal_and_is_paid_for_by_the_step(seed):
    strict, held = hard_world(seed)
    purse = Budget(3_000)
    cut = roots_of(held, strict, purse=purse)
    assert -50 < purse.left < 3_000  # never much more than was given
    sizes = {why.ends: why.size for why, _ in roots_of(held, strict, purse=Budget(10**7)).found}
    labels = {why.exact for why, _ in cut.found}
    assert "minimal" in labels
    for why, _ in cut.found:
        if why.exact == "smallest" and why.ends in sizes:
            assert why.size == sizes[why.ends]
