"""YAML and bibliographies that stand where nothing reads them are told, wherever they stand."""

import os

import pytest

from kb.reading.read import read
from kb.reports.text import report
from tests.cli.test_commands import kb
from tests.helpers.solar_base import CLAIM, files, on_disk

STANDS = "a claim stands at claims/<topic>/<id>.yaml; an id is at least two small words joined by -"
LITERATURE = (
    "this file is not read: positions stand in literature/positions.yaml,"
    " discussions at literature/discussions/<id>.yaml, questions at literature/questions/<id>.yaml,"
    " synonyms in literature/synonyms.yaml"
)
WORKS = "this file is not read: works stand in literature/references.bib"
STRAYS = {
    "claims/panels-shine.yaml": (STANDS, "move it into the folder of its topic"),
    "claims/energy/roofs/panels-shine.yaml": (STANDS, "move it up: topics have no topics"),
    "claims/energy/roofs/old/panels-shine.yml": (STANDS, "move it up: topics have no topics"),
    "claims/energy/panels-shine.yml": (STANDS, "rename it to panels-shine.yaml"),
    "claims/energy/panels-shine.YAML": (STANDS, "rename it to panels-shine.yaml"),
    "claims/energy/Panels Shine.yaml": (STANDS, "rename it to panels-shine.yaml"),
    "claims/Energy/panels-shine.yaml": (STANDS, "rename the folder"),
    "claims/energy/shine.yaml": (STANDS, "rename the file"),
    "literature/positions.yml": (LITERATURE, "rename it to end in .yaml"),
    "literature/discussions/roof-talk-2.yml": (LITERATURE, "rename it to end in .yaml"),
    "literature/discussions/Roof Talk.yaml": (LITERATURE, "move or rename it"),
    "literature/discussions/2026/roof-talk.yaml": (LITERATURE, "move or rename it"),
    "literature/holders.yaml": (LITERATURE, "move or rename it"),
    "literature/Synonyms.yaml": (LITERATURE, "move or rename it"),
    "literature/more.bib": (WORKS, "move its entries there"),
}


@pytest.mark.parametrize("path", STRAYS)
def test_a_stray_file_is_one_finding_on_disk(path, tmp_path):
    given = files()
    root = on_disk(tmp_path, {**given, path: given[CLAIM]})
    message, hint = STRAYS[path]
    status, said, _ = kb(root, "verify", "--no-run")
    found = [line for line in said.splitlines() if line.startswith(("claims/", "literature/"))]
    assert found == [f"{path}:1:1: error: {message} [read]"]
    assert f"    hint: {hint}" in said.splitlines()
    assert status == 1


def test_what_is_wrong_inside_a_stray_file_is_not_told():
    given = {"claims/panels-shine.yaml": b"titel: [\n"}
    lines = report(read(given).findings, given).splitlines()
    assert [line for line in lines if not line.startswith("    ")] == [
        f"claims/panels-shine.yaml:1:1: error: {STANDS} [read]"
    ]


def test_hidden_folders_and_data_are_nobodys_business(tmp_path):
    more = {
        "claims/energy/.ipynb_checkpoints/panels-last.yaml": "a: [",
        "claims/energy/data/table.csv": "1,2\n",
        "notes/claims/panels-shine.yaml": "a: [",
    }
    status, said, _ = kb(on_disk(tmp_path, files(more=more)), "verify", "--no-run")
    assert (status, said.count("error:")) == (0, 0)


NAMELESS = "the name of this file has characters that cannot be printed"
TOPIC = "a topic is a folder named by small words joined by -"
NAMES = {
    b"claims/energy/panels-\xff.yaml": NAMELESS,
    b"claims/energy/\xff.py": NAMELESS,
    b"claims/en\xffergy/index.md": NAMELESS,
    b"claims/energy/a\nb.py": NAMELESS,
    b"literature/discussions/\x1b[31m.yaml": NAMELESS,
    b"claims/My Topic/index.md": TOPIC,
    b"claims/::error::/helper.py": TOPIC,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_cannot_be_told_is_one_finding(name, tmp_path):
    given = files(more={os.fsdecode(name): "x = 1\n"})
    base = read(given)
    assert [(finding.place.file, finding.message) for finding in base.findings] == [
        (os.fsdecode(name), NAMES[name])
    ]
    assert set(base.topics) == {"energy"}
