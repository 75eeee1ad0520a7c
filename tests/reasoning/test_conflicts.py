"""Conflicts as they are reported: whose, how many, by which cause, acknowledged or not."""

from kb.graph import graph_of
from kb.model import Base, Claim, Holding, Link, Position, Tension
from kb.reasoning.budget import Budget
from kb.reasoning.contradictions.conflicts import conflicts_of, roots_of
from kb.reasoning.contradictions.pairs import causes_by_position
from kb.reasoning.rules import Contrary, Rule, strict_from, strict_part
from tests.helpers.example_bases import base_of


def test_single_premises_stay_exact_beside_joint_rules_elsewhere():
    rules = [Rule(("a",), "x", "1"), Rule(("a",), "y", "2"), Rule(("p", "q"), "r", "3")]
    roots = roots_of(
        {"a", "p", "q"}, strict_from(rules, [Contrary("x", "y", "k")]), purse=Budget(0)
    )
    ((each, count),) = roots.found
    assert (each.claims, each.exact, count) == ({"a"}, "smallest", 1)


def test_thousands_of_clashes_with_one_cause_are_one():
    rules = [Rule(("a",), f"x{n}", f"x{n}") for n in range(3000)]
    rules += [Rule(("b",), f"y{n}", f"y{n}") for n in range(3000)]
    rules += [Rule(("c",), f"y{n}", f"z{n}") for n in range(3000)]
    strict = strict_from(rules, [Contrary(f"x{n}", f"y{n}", f"k{n}") for n in range(3000)])
    roots = roots_of({"a", "b", "c"}, strict)
    assert [(sorted(each.claims), count) for each, count in roots.found] == [(["a", "b"], 3000)]
    assert roots.unexplained == 0


def test_a_stem_that_many_clashes_share_is_the_root():
    rules = [Rule((h,), f"{e}{n}", f"{h}{e}{n}") for n in range(500) for h, e in
             (("a", "x"), ("b", "y"), ("h", "x"), ("h", "y"))]  # fmt: skip
    strict = strict_from(rules, [Contrary(f"x{n}", f"y{n}", f"k{n}") for n in range(500)])
    roots = roots_of({"a", "b", "h"}, strict)
    assert [(sorted(each.claims), count) for each, count in roots.found] == [(["h"], 500)]


def test_more_causes_than_are_explained_are_counted():
    rules = [Rule((f"a{n}",), f"x{n}", f"r{n}") for n in range(30)]
    strict = strict_from(rules, [Contrary(f"x{n}", f"y{n}", f"k{n}") for n in range(30)])
    held = {f"a{n}" for n in range(30)} | {f"y{n}" for n in range(30)}
    roots = roots_of(held, strict, most=10)
    assert (len(roots.found), roots.unexplained) == (10, 20)


def test_a_chain_of_thirty_thousand_links_is_walked_without_recursion():
    size = 30_000
    rules = [Rule((f"n{n}",), f"n{n + 1}", f"r{n:05}") for n in range(size)]
    rules += [Rule((f"n{n}", "side"), f"m{n + 1}", f"s{n:05}") for n in range(10)]
    strict = strict_from(rules, [Contrary("m5", f"n{size}", "k")])
    ((each, _),) = roots_of({"n0", "side"}, strict).found
    assert each.size == 2 + 1 + size + 1


def test_a_clash_declared_from_both_sides_is_one_conflict():
    kb = {"claims": ["a", "b"], "contradicts": [["a", "b"], ["b", "a"]]}
    base, _ = base_of(kb, {"p": ["a", "b"]})
    (each,) = conflicts_of(base, strict_part(graph_of(base)))
    assert (each.position, each.claims, each.links) == ("p", ("a", "b"), ("a/contradicts/b",))


def test_what_one_person_denies_and_is_led_to_is_a_conflict_of_that_person_only():
    kb = {"claims": ["a", "b"], "strict": [{"if": ["a"], "then": "b"}]}
    base, _ = base_of(kb, {"p": ["a"]})
    denial = Holding("p", "denies")
    claims = tuple(
        Claim(c.id, c.topic, c.file, c.title, c.statement, c.kind, links=c.links,
              held_by=(*c.held_by, *([denial] if c.id == "b" else [])))
        for c in base.claims
    )  # fmt: skip
    denied = Base(claims, base.positions)
    (each,) = conflicts_of(denied, strict_part(graph_of(denied)))
    assert (each.position, each.claims, each.ends, each.error) == ("p", ("a",), ("b", "b"), True)
    assert each.links == ("a/entails/b",)


def test_people_clash_with_each_other_and_a_group_within_itself_without_error():
    kb = {"claims": ["a", "b"], "contradicts": [["a", "b"]]}
    base, _ = base_of(kb, {"p": ["a"], "q": ["b"]})
    (each,) = conflicts_of(base, strict_part(graph_of(base)))
    assert (each.position, each.error) == ("", False)
    base, _ = base_of(kb, {"p": ["a", "b"]})
    group = Base(base.claims, {"p": Position("p", "p", one=False)})
    (each,) = conflicts_of(group, strict_part(graph_of(base)))
    assert (each.position, each.error) == ("p", False)


def test_a_tension_is_acknowledged_on_a_link_or_between_claims():
    one = Link("a", "contradicts", "b", "Two moods.", tension=("p",))
    held = (Holding("p", "asserts"),)
    blank = {"topic": "t", "file": "f", "title": "t", "statement": "s", "kind": "opinion"}
    ends = (
        (Claim("a", **blank, held_by=held, links=(one,)), Claim("b", **blank, held_by=held)),
        (
            Claim("a", **blank, held_by=held, links=(Link("a", "contradicts", "b", "w"),)),
            Claim("b", **blank, held_by=held, tension=(Tension("p", "a", "Two moods."),)),
        ),
    )
    for claims in ends:
        base = Base(claims, {"p": Position("p", "p", one=True)})
        (each,) = conflicts_of(base, strict_part(graph_of(base)))
        assert each.acknowledged == "Two moods."


def test_of_a_claim_with_several_clashes_each_is_told_for_its_own_pair():
    kb = {"claims": ["a", "b", "c", "d"], "contradicts": [["a", "b"], ["c", "a"]]}
    base, _ = base_of(kb, {"p": ["a", "b", "c"], "q": ["a", "c", "d"]})
    strict = strict_part(graph_of(base))
    holdings = {"p": frozenset("abc"), "q": frozenset("acd")}
    assert causes_by_position("a", "b", holdings, strict) == {"p": (frozenset("ab"),)}
    both = {"p": (frozenset("ac"),), "q": (frozenset("ac"),)}
    assert causes_by_position("a", "c", holdings, strict) == both
    assert causes_by_position("c", "a", holdings, strict) == both
    assert causes_by_position("a", "d", holdings, strict) == {}  # they follow, and do not clash
    found = {conflict.claims: conflict.links for conflict in conflicts_of(base, strict)}
    assert found[("a", "b")] == ("a/contradicts/b",)
    assert found[("a", "c")] == ("c/contradicts/a",)
