"""Suspicions: what they point at, and that a link between two claims silences them."""

from dataclasses import replace
from pathlib import Path

from kb.disk import files_under
from kb.graph import graph_of
from kb.model import Base, Claim, Link
from kb.reading.read import read
from kb.reasoning.contradictions.suspicions import suspicions_of
from tests.helpers.solar_base import files


def claim(name, statement, *links, scope=""):
    return Claim(
        id=name, topic="t", file=f"claims/t/{name}.yaml", title=statement, statement=statement,
        kind="empirical", scope=scope, links=tuple(links), short=name,
    )  # fmt: skip


def kinds(*claims):
    base = Base(claims=claims)
    return [(each.kind, each.about) for each in suspicions_of(base, graph_of(base))]


ONE = "Solar panels on cool roofs keep half their output for thirty years."
SAME = "Solar panels on cool roofs keep half of their output for thirty years."
DENIED = "Solar panels on cool roofs do not keep half their output for thirty years."


def link(source, verb, target):
    return Link(source, verb, target, "w")


def test_near_duplicates_and_undeclared_contradictions():
    found = kinds(claim("a-one", ONE), claim("b-same", SAME), claim("c-not", DENIED))
    assert found == [
        ("near duplicate", ("a-one", "b-same")),
        ("undeclared contradiction", ("a-one", "c-not")),
        ("undeclared contradiction", ("b-same", "c-not")),
    ]


def test_a_link_between_the_pair_silences_them():
    related = link("a-one", "related", "b-same")
    opposed = link("a-one", "contradicts", "c-not")
    other = link("b-same", "contradicts", "c-not")
    assert not kinds(
        claim("a-one", ONE, related, opposed), claim("b-same", SAME, other), claim("c-not", DENIED)
    )


def test_other_subjects_are_left_alone():
    assert not kinds(claim("a-one", ONE), claim("z-far", "Transformers cannot count parentheses."))


def test_circular_support():
    found = kinds(
        claim("a-one", "x", link("a-one", "supports", "b-two")),
        claim("b-two", "y", link("b-two", "supports", "a-one")),
    )
    assert found == [("circular support", ("a-one", "b-two"))]


def test_for_and_against():
    both = (link("a-one", "supports", "b-two"), link("a-one", "attacks", "b-two"))
    assert kinds(claim("a-one", "x", *both), claim("b-two", "y")) == [
        ("supports and attacks", ("a-one", "b-two"))
    ]


def test_scopes_that_do_not_differ():
    apart = link("a-one", "compatible-by-scope", "b-two")
    found = kinds(
        claim("a-one", "x", apart, scope="All roofs."), claim("b-two", "y", scope="all roofs")
    )
    assert found == [("scopes do not differ", ("a-one/compatible-by-scope/b-two",))]


def test_a_strict_link_that_says_nothing_new():
    found = kinds(
        claim("a-one", "x", link("a-one", "entails", "b-two"), link("a-one", "entails", "c-three")),
        claim("b-two", "y", link("b-two", "entails", "c-three")),
        claim("c-three", "z"),
    )
    assert found == [("superfluous link", ("a-one/entails/c-three",))]


def test_a_claim_without_a_short_name():
    named = claim("a-one", "x")
    long = Claim(
        id="b-two", topic="t", file="claims/t/b-two.yaml", title="Panels fade slowly",
        statement="y", kind="empirical",
    )  # fmt: skip
    base = Base(claims=(named, long))
    assert [(each.kind, each.about, each.why) for each in suspicions_of(base, graph_of(base))] == [
        ("no short name", ("b-two",), "maps and figures show its title of 18 characters, or cut it")
    ]


def test_a_measurement_without_a_title():
    given = {"title": "How long does a panel last?"}
    for title, expected in (({"seeds": 5}, [("no title", ("panels-last/life",))]), (given, [])):
        base = read(files({"demonstrations": {"life": title}}))
        found = [(each.kind, each.about) for each in suspicions_of(base, graph_of(base))]
        assert [each for each in found if each[0] == "no title"] == expected


def test_no_measurement_or_claim_of_our_own_base_lacks_its_name():
    base = read(files_under(Path(__file__).parents[2]))
    kinds = [each.kind for each in suspicions_of(base, graph_of(base))]
    assert not {"no title", "no short name"} & {*kinds}


def test_the_same_title_twice():
    one, other = claim("a-one", "x"), claim("b-two", "y")
    found = kinds(replace(one, title="Panels last."), replace(other, title="panels  LAST"))
    assert ("same title", ("a-one", "b-two")) in found
    assert not kinds(replace(one, title="Panels last", withdrawn="Said twice."), other)


def test_the_same_question_of_two_demonstrations():
    life = {"title": "How long does a panel last?"}
    given = files({"demonstrations": {"life": life}})
    fading = "claims/energy/panels-fade-slowly.yaml"
    given[fading] = given[fading].replace(
        b"How fast does a panel fade?", b"How long does a panel last?"
    )
    base = read(given)
    found = [
        (s.kind, s.about) for s in suspicions_of(base, graph_of(base)) if s.kind == "same title"
    ]
    assert found == [("same title", ("panels-fade-slowly/life", "panels-last/life"))]
