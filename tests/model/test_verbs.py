"""The table of verbs is the truth: a new row is all that a new verb needs."""

import pytest

from kb.graph import graph_of
from kb.model import Base, Link
from kb.model.verbs import VERBS, Verb
from kb.pipeline import derive
from kb.reasoning.contradictions.disagreements import disagreements_of
from kb.reasoning.rules import follows, strict_part
from kb.site.maps.relations import relations_of
from tests.helpers.example_bases import claim


@pytest.fixture
def matches(monkeypatch):
    """A verb of which nothing but its row is known."""
    verb = Verb("matches", "strict", "matches", "matches", "one for one", symmetric=True)
    monkeypatch.setitem(VERBS, "matches", verb)


def base(*links, unheld=()):
    names = {end for link in links for end in (link.source, link.target)}
    return Base(
        claims=tuple(
            claim(
                name,
                [] if name in unheld else ["p"],
                [link for link in links if link.source == name],
                [],
            )
            for name in sorted(names)
        )
    )


def test_a_strict_symmetric_verb_works_in_both_directions(matches):
    strict = strict_part(graph_of(base(Link("a", "matches", "b", "w"))))
    assert set(follows(["a"], strict)) == set(follows(["b"], strict)) == {"a", "b"}


def test_and_so_it_does_where_a_regime_split_lies_across_it(matches):
    knowledge = derive(
        base(
            Link("b", "matches", "a", "w"),
            Link("b", "contradicts", "c", "w"),
            Link("a", "compatible-by-scope", "c", "w", differs="size"),
            unheld=("b",),
        ),
        {},
    )
    found = disagreements_of(knowledge.base, knowledge.graph, knowledge.conflicts, ())
    hints = [each.hint for each in found if each.kind == "contradiction"]
    assert any("compatible by scope: a link is too strong" in hint for hint in hints)


def test_every_map_draws_it_by_its_force(matches):
    links = (Link("a", "matches", "b", "w"), Link("a", "attacks", "b", "w"))
    drawn = {one.key: one for one in relations_of(graph_of(base(*links)), (), frozenset("ab"))}
    assert (drawn["a/matches/b"].kind, drawn["a/matches/b"].both) == ("reason", True)
    assert (drawn["a/attacks/b"].kind, drawn["a/attacks/b"].both) == ("against", False)
