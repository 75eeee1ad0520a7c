"""Conflict markers are one clear error wherever they stand."""

import pytest

from kb.reading.conflict_markers import MESSAGE
from kb.reading.read import read
from tests.helpers.solar_base import files

BOTH = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n"
MARKED = {
    "literature/references.bib": "@misc{a, title = {A}, author = {B, C}, year = 2001}",
    "literature/positions.yaml": "installer: {title: An installer, one: yes}",
    "literature/discussions/roof-talk.yaml": "title: Roof talk",
    "claims/energy/index.md": "Of panels.",
    "claims/energy/panels-last.yaml": "title: Panels last",
    "claims/energy/panels-last.py": "LOSS = 0.02",
    "claims/energy/hum.py": "LOSS = 0.02",
}


@pytest.mark.parametrize("path", MARKED)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_conflict_is_found_at_its_first_line(path, ends):
    given = files()
    marked = given[path].decode() + "\n" + BOTH.format(MARKED[path], MARKED[path])
    line = given[path].decode().count("\n") + 2
    found = read({**given, path: marked.replace("\n", ends).encode()}).findings
    said = [(each.place.file, each.place.at) for each in found if each.message == MESSAGE]
    assert said == [(path, (line, 1))]


def test_a_claim_with_a_conflict_has_no_other_fault():
    path = "claims/energy/panels-last.yaml"
    given = files()
    base = read({**given, path: given[path] + BOTH.format("kind: a", "kind: b").encode()})
    assert [each.message for each in base.findings] == [MESSAGE]
    assert base.broken == {"panels-last"}


def test_a_heading_that_is_underlined_and_quoted_marks_are_none():
    text = b"Energy\n=======\n\nIn git, `<<<<<<< HEAD` begins one.\n\n    >>>>>>> other\n"
    assert read({**files(), "claims/energy/index.md": text}).findings == ()
