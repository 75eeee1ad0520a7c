"""Names that would take the place of another page are found."""

import pytest

from kb.model.outcomes import Crux
from kb.reading import page_paths
from kb.reading.read import read
from kb.site.pages.all import SECTIONS, pages
from tests.helpers.solar_base import POSITIONS, TODAY, files, findings, know

OWN = "the list of all of them"


def found(more):
    every = findings(files("", more))
    return [(f.place.file, f.message) for f in every if f.check == "page-taken"]


def taken(what, other=OWN):
    return f"the page of {what} would take the place of another: {other}"


TALK = files()["literature/discussions/roof-talk.yaml"].decode()
NAMES = {
    "a topic called index": (
        {"claims/index/index.md": "# Index"},
        [("claims/index/index.md", taken("the topic 'index'"))],
    ),
    "a position called index": (
        {"literature/positions.yaml": POSITIONS + "index: {title: All, one: no}\n"},
        [("literature/positions.yaml", taken("the position 'index'"))],
    ),
    "a discussion called index": (
        {"literature/discussions/index.yaml": TALK},
        [("literature/discussions/index.yaml", taken("the discussion 'index'"))],
    ),
    "names that are pages elsewhere": (
        {"claims/map/index.md": "# Maps", "claims/cruxes/index.md": "# Cruxes"}, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_is_taken_is_found(name):
    more, expected = NAMES[name]
    assert found(more) == expected


def test_what_is_found_is_what_the_site_would_lose():
    """Of each case, the pages that are written are fewer than the things that want one."""
    for more, expected in NAMES.values():
        knowledge = know(files("", more))
        base = knowledge.base
        wanted = [
            *(page_paths.section_page(section.name) for section in SECTIONS),
            *map(page_paths.topic_page, base.topics),
            *map(page_paths.position_page, base.positions),
            *map(page_paths.discussion_page, base.discussions),
        ]
        made = pages(knowledge, (), {}, TODAY)
        assert set(wanted) <= set(made)
        assert len(wanted) - len(set(map(page_paths.same_page, wanted))) == len(expected)


def test_two_cruxes_of_one_page_are_found():
    from dataclasses import replace

    from kb.checks.pages import page_taken

    knowledge = know(files())
    names = {"outcome": "open", "verdict": "declared"}
    cruxes = [Crux("panels-last", "a-b", "c-d/life", **names),
              Crux("panels-last", "a-b-c", "d/life", **names)]  # fmt: skip
    (finding,) = page_taken(replace(knowledge, cruxes=tuple(cruxes)))
    assert finding.message.startswith("the page of the crux of 'panels-last' and 'a-b-c'")
    assert read(files()).findings == ()
