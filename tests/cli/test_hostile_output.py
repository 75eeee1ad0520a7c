"""Words and file names of strangers are told, and obeyed by no terminal, log or pipe."""

import json
import os
import re
from xml.etree import ElementTree

import pytest

from kb.phrasing import UNSAFE, harmless
from tests.cli.test_commands import kb, process
from tests.helpers.solar_base import CLAIM, MEASURE, files, on_disk

COMMAND = "::error file=x::you"
FORMATS = ("text", "json", "github", "junit", "markdown", "sarif")
CONTENT = f"""\
title: >
  {COMMAND} ##[error]
statement: |
  ::stop-commands::x
  ##[add-mask]y and ##vso[task.complete]
kind: opinion
short: "::add-mask::x"
sources:
  - cite: nobody-1999
  - {{cite: fraunhofer-2021,
   locator: "##[error]"}}
held_by: [{{position: industry, stance: asserts, note: "::x"}}]
links:
  - contradicts: panels-last
    because: >
      ::notice::x
  - supports: panels-lost
    because: "##[group]x"
  - ::error::: x
predictions: {{}}
"""
HOSTILE = CONTENT.replace("  - ::error::: x\n", "")
NAMES = {  # of files, as a stranger's pull request may bring them
    b"claims/energy/\xff\xfe-b.yaml": HOSTILE.encode(),
    b"claims/energy/a-\x1b[31mred.yaml": b"a: b",
    b"claims/energy/a\n::error::b.yaml": b"a: b",
    b"claims/energy/##[error]a.yaml": b"a: b",
    b"claims/::warning::x/a-b.yaml": b"title: t\n",
    b"claims/energy/\xff-helper.py": b"raise SystemExit\n",
    b"claims/en\xffergy/index.md": b"# x\n",
    b"literature/\xff.yaml": b"",
    b"literature/discussions/::error::.yaml": b"",
}


def hostile(tmp_path, broken=False):
    given = files(more={"claims/energy/panels-obey.yaml": CONTENT if broken else HOSTILE})
    return on_disk(tmp_path, {**given, **{os.fsdecode(name): text for name, text in NAMES.items()}})


def is_obeyed(line):
    """Whether a terminal or a service would take a line for more than words."""
    return bool(
        UNSAFE.search(line) or re.search(r"##\w*\[", line) or line.lstrip().startswith("::")
    )


@pytest.mark.parametrize("broken", [False, True])
@pytest.mark.parametrize("form", FORMATS)
def test_a_report_obeys_nobody(form, broken, tmp_path):
    done = process(hostile(tmp_path, broken), "verify", "--no-run", "--format", form)
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert len(lines) > 8
    if form == "github":  # commands of ours, each on a line, with no other in it
        assert all(re.match("::(error|warning|notice) file=[^:,]+,line=", line) for line in lines)
        lines = [line.removeprefix("::") for line in lines]
        lines = [re.sub(r"##(?=\w*\[)", "", line) for line in lines]  # the first command counts
    assert [line for line in lines if is_obeyed(line)] == []


def test_what_programs_read_is_whole(tmp_path):
    root = hostile(tmp_path)
    sarif = json.loads(process(root, "verify", "--no-run", "--format", "sarif").stdout)
    places = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in sarif["runs"][0]["results"]
    ]
    assert "claims/energy/%FF%FE-b.yaml" in places
    assert "claims/energy/a%0A%3A%3Aerror%3A%3Ab.yaml" in places
    assert "claims/en%FFergy/index.md" in places
    rows = json.loads(process(root, "verify", "--no-run", "--format", "json").stdout)
    assert any("##[group]x" not in row["message"] and "\x1b[31m" in row["file"] for row in rows)
    xml = process(root, "verify", "--no-run", "--format", "junit").stdout
    names = {case.get("file") for case in ElementTree.fromstring(xml).iter("testcase")}
    assert "claims/energy/##[error]a.yaml" in names


COMMANDS = (
    ("explain", "panels-obey"),
    ("explain", "panels-obey", "panels-last"),
    ("explain", "::error::x"),
    ("verify", "--no-run", "--disagreements", "--suspicions"),
    ("verify", "--no-run", "a\n::error::x"),
    ("verify", "--no-run", os.fsdecode(b"claims/energy/\xff\xfe-b.yaml")),
    ("verify", "--no-run", os.fsdecode(b"claims/en\xffergy/gone.yaml")),
    ("demo", "panels-obey"),
    ("demo", "panels-last", "--why"),
    ("camps",),
    ("audit", "panels-obey", "--quick"),
    ("register", "panels-obey"),
    ("new", "energy", "::error::x"),
    ("sources", "check", "/dev/null", "--id", "::error::x"),
    ("build", "--no-run"),
)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_command_obeys(arguments, tmp_path):
    done = process(hostile(tmp_path), *arguments)
    assert done.returncode in (0, 1, 2), done.stderr
    told = (done.stdout + done.stderr).splitlines()
    assert [line for line in told if is_obeyed(line)] == []


FAULTY = MEASURE.replace(
    'return {"half_life": years',
    'raise ValueError("\\n::error::x ##[group]\\x1b[31m")\n    return {"half_life": years',
)


def test_what_a_script_says_when_it_fails_is_words(tmp_path):
    root = on_disk(tmp_path, files(more={"claims/energy/panels-last.py": FAULTY}))
    for arguments in (
        ("demo", "panels-last"),
        ("verify", "panels-last"),
        ("explain", "panels-last"),
    ):
        done = process(root, *arguments)
        assert done.returncode in (0, 1)
        assert "ValueError" in done.stdout
        assert not any(is_obeyed(line) for line in (done.stdout + done.stderr).splitlines())


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("half_life :: 3", "half_life :: 3"),
        ("::error::x", "| ::error::x"),
        ("    ::error::x", "  | ::error::x"),
        ("\u00a0::x", "| ::x"),
        ("a ##[error] b ###vso[c]", "a #\ufffd[error] b ##\ufffdvso[c]"),
        ("## A heading [1]", "## A heading [1]"),
        ("1\u202f000 naïve \u2019", "1\u202f000 naïve \u2019"),
        ("\x1b[31mred\x9b0m\u202e\udcff", "\ufffd[31mred\ufffd0m\ufffd\ufffd"),
        ("one\ntwo\t3", "one\ntwo\t3"),
        ("one\r::two", "one\ufffd::two"),
    ],
)
def test_what_is_shown_is_what_was_written_but_for_what_is_obeyed(line, shown):
    assert harmless(line) == shown


def test_the_source_of_a_finding_keeps_its_caret(tmp_path):
    text = "title: t\nstatement: |\n  x\n kind: y\n".replace(" kind: y", "::kind: y")
    root = on_disk(tmp_path, files(more={CLAIM: text}))
    status, said, _ = kb(root, "verify", "--no-run", "panels-last")
    assert status == 1
    assert "  | ::kind: y\n    ^\n" in said
