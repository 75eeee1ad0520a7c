"""Works without a venue, and works that nobody cites: what an author reads of them."""

from kb.reports.text import report
from tests.helpers.solar_base import BIB, files, findings

BARE = """
@misc{sun-1954,
  title  = {A new silicon p-n junction photocell},
  author = {Chapin, D. and Fuller, C.},
  year   = {1954}
}
"""
KNOWN = BARE.replace("{1954}", "{1954},\n  doi    = {10.1063/1.1721711}")
CITED = {"references": [{"cite": "sun-1954"}]}


def shown(changes, works):
    given = files(changes, {"literature/references.bib": BIB + works})
    return report(findings(given), given).splitlines()


def test_a_work_without_a_venue_is_pointed_at_in_the_bibliography():
    assert shown(CITED, BARE) == [
        "literature/references.bib:8:1: warning: 'sun-1954' says neither where it appeared"
        " nor what identifies it [work-without-venue]",
        "    @misc{sun-1954,",
        "    ^",
        "    hint: add one of: journal, booktitle, publisher, school, institution, howpublished,"
        " doi, eprint, isbn, url",
    ]


def test_works_that_nobody_cites_are_named_together():
    more = KNOWN + KNOWN.replace("sun-1954", "sun-1955")
    assert shown({}, more) == [
        "literature/references.bib:8:1: warning: no claim cites 2 works of 3 [uncited-work]",
        "    @misc{sun-1954,",
        "    ^",
        "    hint: cite or remove: sun-1954, sun-1955",
    ]


def test_a_work_that_is_cited_and_can_be_found_is_left_alone():
    assert shown(CITED, KNOWN) == []
