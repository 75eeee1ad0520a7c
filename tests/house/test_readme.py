"""What the repository says of kb: its README's result and commands, and how to cite it."""

import re
import tomllib
from pathlib import Path

import yaml
from click.testing import CliRunner

from kb import __version__
from kb.cli import COMMANDS, main
from kb.phrasing import chance_in_words, fresh_draw

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text()


def test_every_command_named_exists():
    named = set(re.findall(r"^\.venv/bin/kb (\w+)", TEXT, re.MULTILINE))
    assert named
    assert named <= set(COMMANDS)


def test_the_result_shown_is_the_one_that_the_base_expects(monkeypatch):
    """Expectations and controls as written in the claim; the numbers are checked by the run."""
    shown = re.search(r"```\n(slt-adds-nothing.*?)```", TEXT, re.DOTALL)[1]
    monkeypatch.delenv("KB_MEMORY_KEY")  # what was measured here was signed by the user
    done = CliRunner().invoke(
        main, ["--root", str(ROOT), "explain", "slt-adds-nothing-beyond-regularization"]
    )
    assert done.exit_code == 0
    claim = (
        ROOT / "claims/slt-and-regularisation/slt-adds-nothing-beyond-regularization.yaml"
    ).read_text()
    for name, text in re.findall(r"holds: ([a-z-]+): (.*?) \(", shown):
        assert f"{name}: {text}" in claim
    tells = f", {chance_in_words(0)} missed by {fresh_draw(5)})"
    assert shown.count(tells) == shown.count("  holds: ") > 0
    for run, name in re.findall(r"control (\w+) breaks ([a-z-]+)", shown):
        assert re.search(rf"      {run}:\n(?:.*\n)*?.*breaks: \[[^\]]*{name}", claim)
    # Across machines only verdicts are promised, so the numbers themselves are left out.
    said = re.findall(r"^  ((?:holds|control)[^(\n]*)", shown, re.MULTILINE)
    remembered = done.output
    if "holds: smaller-norm-first" in remembered:  # it has been run here
        assert all(each.strip() in remembered for each in said)


def test_how_to_cite_kb_names_the_version_and_the_licence_that_it_has():
    """The file that repositories read: software, which converters take every file of its kind for."""
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert said["version"] == __version__
    assert (said["license"], said["type"]) == (told["license"], "software")
    assert {"cff-version", "message", "title", "authors"} <= said.keys()
