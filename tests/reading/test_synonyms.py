"""Names of one thing: read strictly, or with findings that say where and what to do."""

from pathlib import Path

import pytest

from kb.reading.read import read
from kb.reading.synonyms import FILE
from kb.reports.text import report

ROOT = Path(__file__).parents[2]
CASES = {
    "each group begins with the words in full": (
        "solar panel: [PV, photovoltaic panel]\nheat pump: [HP]\n",
        (("solar panel", "PV", "photovoltaic panel"), ("heat pump", "HP")),
        [],
    ),
    "a name stands for one thing, however it is written": (
        "heat pump: [HP]\nhorse power: [hp]\nHeat-pump: [warmth]\n",
        (),
        [
            f"{FILE}:2:15: error: 'hp' stands for 'heat pump' already [read]",
            f"{FILE}:3:1: error: 'Heat-pump' stands for 'heat pump' already [read]",
        ],
    ),
    "a name is not its own other name": (
        "heat pump: [Heat pump]\n",
        (),
        [f"{FILE}:1:13: error: 'Heat pump' stands for 'heat pump' already [read]"],
    ),
    "a single name is not a list": (
        "heat pump: HP\n",
        (),
        [f"{FILE}:1:1: error: 'heat pump' should be a list and is text [read]"],
    ),
    "a group of one": (
        "heat pump: []\n",
        (),
        [f"{FILE}:1:1: error: 'heat pump' has no other name [read]"],
    ),
    "a group is written once": (
        "heat pump: [HP]\nheat pump: [WP]\n",
        (),
        [f"{FILE}:2:1: error: 'heat pump' is written twice (first on line 1) [read]"],
    ),
    "a name has a letter or a digit in front": (
        "heat pump: ['-', HP]\n",
        (),
        [
            f"{FILE}:1:13: error: an item of 'heat pump' should be a word or a few, that begin with a letter"
            " or a digit, and is '-' [read]"
        ],
    ),
    "a list of lists": (
        "- [heat pump, HP]\n",
        (),
        [f"{FILE}:1:1: error: the file should be a mapping and is a list [read]"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_names_of_one_thing(name):
    text, groups, findings = CASES[name]
    given = {FILE: text.encode()}
    remembered = {}
    for _ in range(2):  # what was read once is remembered
        base = read(given, remembered)
        said = [line for line in report(base.findings, given).splitlines() if line[:1] != " "]
        assert (base.synonyms, said) == (groups, findings)


def test_the_base_knows_the_abbreviations_of_its_field():
    groups = read({FILE: (ROOT / FILE).read_bytes()}).synonyms
    of = {name: group[0] for group in groups for name in group}
    assert [of[name] for name in ("SLT", "RLCT", "NTK", "OOD", "PAC")] == [
        "singular learning theory", "real log canonical threshold", "neural tangent kernel",
        "out of distribution", "probably approximately correct",
    ]  # fmt: skip
