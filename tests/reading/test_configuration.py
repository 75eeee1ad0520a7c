"""What a base says of itself: read from kb.toml, and refused with a place where it is wrong."""

import re

import pytest

from kb.model.configuration import SECTIONS, Configuration
from kb.reading.configuration import configuration_of, contrast
from kb.reading.read import read
from kb.reports.text import report

WHOLE = b"""\
title = "Lamps"
long_title = "Lamps: what lasts"
address = "https://lamps.example/base"
repository = "https://git.example/o/lamps"
branch = "trunk"
licence = "CC0"
copyright = "Nobody"
navigation = ["topics", "manual"]
frame = "none"
[colours]
link = "#005a9c"
link-dark = "#9cd0ff"
"""


def told(text: str) -> str:
    files = {"kb.toml": text.encode()}
    return report(read(files).findings, files)


def test_what_is_not_said_has_a_default():
    assert configuration_of({}) == (Configuration(), [])
    assert Configuration().cited_as == "Claims" and Configuration().navigation == SECTIONS


def test_every_field_is_read():
    found, findings = configuration_of({"kb.toml": WHOLE})
    assert not findings
    assert found == Configuration(
        "Lamps", "Lamps: what lasts", Configuration().description, "https://lamps.example/base",
        "https://git.example/o/lamps", "trunk", "CC0", "Nobody", ("topics", "manual"),
        {"link": "#005a9c", "link-dark": "#9cd0ff"}, "none",
    )  # fmt: skip
    assert found.cited_as == "Lamps: what lasts"


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ('title = "A"\ntitel = "B"\n', (2, 1), "kb knows no 'titel' here; did you mean 'title'?"),
        ('title = "A\n', (1, 11), "this is no TOML: illegal character"),
        ("a = [1,\n", (1, 1), "this is no TOML: "),
        ("title = 3\n", (1, 1), "'title' is no line of words"),
        ('title = " "\n', (1, 1), "the title is empty"),
        ('title = "a\\u001b[1m"\n', (1, 1), "'title' is no line of words"),
        ('\naddress = "lamps.example"\n', (2, 1), "'lamps.example' is no address of the web"),
        ('repository = "javascript:alert(1)"\n', (1, 1), "is no address of the web"),
        ('navigation = "map"\n', (1, 1), "'navigation' is no list"),
        ('navigation = ["map", "Map/.."]\n', (1, 1), "'Map/..' names no part of the site"),
        ('navigation = ["map", "map"]\n', (1, 1), "'map' stands here twice"),
        (
            '\nframe = "materiel"\n',
            (2, 1),
            "there is no frame 'materiel'; did you mean 'material'?",
        ),
        ('frame = ["none"]\n', (1, 1), "'frame' is no line of words"),
        ('colours = "red"\n', (1, 1), "'colours' is no table"),
        ('title = "A"\n[colours]\nlnk = "#005a9c"\n', (3, 1), "did you mean 'link'?"),
        ('[colours]\n\n  link = "blue"\n', (3, 3), "'blue' is no colour"),
        ('colours = {link = "blue"}\n', (1, 12), "'blue' is no colour"),
        ('[colours]\nlink = "#cccccc"\n', (2, 1), "'link' has a contrast of 1.6 on its paper"),
        ('[colours]\nlink-dark = "#102030"\n', (2, 1), "'link-dark' has a contrast of"),
    ],
)
def test_what_is_wrong_has_one_finding_with_its_place(text, at, message):
    (finding,) = configuration_of({"kb.toml": text.encode()})[1]
    assert message in finding.message and finding.place.at == at and finding.hint
    assert re.search(rf"kb.toml:{at[0]}:{at[1]}: error: ", told(text))


def test_a_colour_is_judged_on_the_paper_that_goes_with_it():
    dark = '[colours]\npaper = "#101010"\nlink = "#cccccc"\n'
    assert configuration_of({"kb.toml": dark.encode()})[1] == []
    assert round(contrast("#000000", "#ffffff"), 6) == 21 == round(contrast("#ffffff", "#000000"))


def test_what_is_wrong_does_not_hide_what_is_right():
    found, _ = configuration_of({"kb.toml": b'title = "A"\naddress = "nowhere"\n'})
    assert (found.title, found.address) == ("A", "")


def test_a_conflict_of_git_is_told_once():
    text = '<<<<<<< ours\ntitle = "A"\n=======\ntitle = "B"\n>>>>>>> theirs\n'
    assert told(text).count("error:") == 1 and "kb.toml:1:1" in told(text)


def test_other_bytes_than_utf_8_are_a_finding():
    (finding,) = configuration_of({"kb.toml": b'title = "\xff"'})[1]
    assert finding.message == "the text is not UTF-8"
