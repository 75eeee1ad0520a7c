"""What comes back from the two tables is what they hold of a base, and a foreign table is read."""

from dataclasses import replace

import pytest
from hypothesis import given

from kb.importing.naming import Names
from kb.importing.taken import Unreadable
from kb.model import Holding, Link, Source
from tests.helpers.exchanged import TWENTY, hostile, knowledges, real
from tests.helpers.imported import imported, kept_links, links_of, there_and_back


def agrees(knowledge):
    base = there_and_back("csv", knowledge)
    assert base.by_id.keys() == knowledge.base.by_id.keys()
    for claim in knowledge.base.claims:
        back = base.by_id[claim.id]
        for field in ("title", "statement", "kind", "scope", "topic", "tags", "withdrawn"):
            assert getattr(back, field) == getattr(claim, field)
        assert [(s.cite, s.passage, s.locator) for s in back.sources] == [
            (s.cite, s.passage, s.locator) for s in claim.sources
        ]
        assert {(h.position, h.stance) for h in back.held_by} == {
            (h.position, h.stance) for h in claim.held_by
        }
    assert links_of(base) == {replace(link, tension=()) for link in kept_links(knowledge)}


@given(knowledge=knowledges())
@TWENTY
def test_random_bases_come_back(knowledge):
    agrees(knowledge)


@pytest.mark.parametrize("made", [hostile, real], ids=["hostile", "real"])
def test_a_base_comes_back(made):
    agrees(made())


def test_a_table_of_somebody_else_needs_little():
    base = imported("csv", "Statement;Asserted_by;notes\nIt rains.;Ann Smith;x\nIt pours here;;\n")
    rains, pours = base.by_id["it-rains"], base.by_id["pours-here"]
    assert (rains.id, rains.title, rains.statement) == ("it-rains", "It rains", "It rains.")
    assert (rains.held_by, rains.kind, rains.topic) == (
        (Holding("ann-smith", "asserts"),), "opinion", "imported",
    )  # fmt: skip
    assert (pours.id, pours.held_by, pours.sources) == ("pours-here", (), ())
    assert base.positions["ann-smith"].title == "Ann Smith"
    assert not base.positions["ann-smith"].one


def test_names_that_look_alike_are_two_positions():
    base = imported("csv", "title,asserted_by,denied_by\nRain falls,Ann Lee; 漢,ann-lee; Ann Lee\n")
    assert {key: it.title for key, it in base.positions.items()} == {
        "ann-lee": "Ann Lee", "holder-2": "漢", "ann-lee-2": "ann-lee",
    }  # fmt: skip


def test_ids_that_are_none_are_made_anew_and_links_follow():
    table = "id,title,sources\n1,It rains,weather-2020 (p. 3); talk/4\n../x,It pours down,\n"
    links = "source,verb,target\n1,supports,../x\n../x,attacks,1\n../x,attacks,1\n"
    base = imported("csv", table, {"links.csv": links})
    assert base.by_id["it-rains"].sources == (
        Source(cite="weather-2020", locator="p. 3"), Source(passage="talk/4"),
    )  # fmt: skip
    blank = "The warrant is still to be written."
    assert links_of(base) == {
        Link("it-rains", "supports", "pours-down", blank),
        Link("pours-down", "attacks", "it-rains", blank),
        Link("pours-down", "attacks", "it-rains", blank, name="link-2"),
    }


@pytest.mark.parametrize(
    ("table", "links", "said"),
    [
        ("a,b\n1,2\n", "", "file.x:1: no column is called 'title'"),
        ("title\n'x'\n\"y", "", "this is not CSV"),
        (f"title\n{'x' * 200_000}\n", "", "a cell has more than 131,072 letters"),
        ("title,kind\nx,fact\n", "", "file.x:2: there is no kind 'fact'"),
        ("id,title\na,x\na,y\n", "", "file.x:3: the id 'a' is written twice; it stands on line 2"),
        ("title,kind\nx\n", "", "file.x:2: this row has not 2 cells"),
        ("id,title\na,x\n", "source,verb,target\na,proves,b\n", "file.links.csv:2: there is no verb"),
        ("id,title\na,x\n", "source,verb,target\na,supports,b\n", "2: there is no claim 'b' in file.x"),
        ('title,sources\nx,"a, b"\n', "", "no source can be read"),
        ("title,other_stances\nx,ann hopes\n", "", "'ann hopes' is no stance"),
        ("title,statement\n,\nx,\n,y\n,,\n", "", "cells"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(table, links, said):
    with pytest.raises(Unreadable) as raised:
        imported("csv", table, {"links.csv": links} if links else None)
    assert said in str(raised.value)
    assert str(raised.value).endswith("; nothing was written")


def test_a_name_that_is_one_long_word_or_that_of_a_list_becomes_one_that_can_be():
    names = Names()
    assert names.id("", "x" * 200) == "claim-" + "x" * 74
    assert names.position("Index") == "index-2"
