"""What a command needs and is not installed is one sentence, with the command that installs it."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.cli.common import EXTRAS, missing

PYPROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))


def bare(requirement: str) -> str:
    return re.split("[<>= ]", requirement)[0]


def installed_by(extra: str) -> list[str]:
    """What an extra asks for, and what the extras that it names ask for."""
    asked = PYPROJECT["project"]["optional-dependencies"][extra]
    names = [one.removeprefix("argument-kb[").removesuffix("]") for one in asked]
    return [
        each
        for name, one in zip(names, asked, strict=True)
        for each in (installed_by(name) if name != one else [one])
    ]


@pytest.mark.parametrize("extra", EXTRAS)
def test_the_modules_of_an_extra_are_those_of_what_it_installs(extra):
    for name in EXTRAS[extra]:
        pytest.importorskip(name)
    of_module = packages_distributions()
    found = {of_module[name][0].lower().replace("_", "-") for name in EXTRAS[extra]}
    wanted = set(map(bare, installed_by(extra)))
    assert wanted <= found and found - wanted <= {"markupsafe", "lsprotocol"}  # others bring them


@pytest.mark.parametrize(
    ("words", "module", "extra"),
    [(["build", "--no-run"], "jinja2", "site"), (["serve"], "watchdog", "site"),
     (["build", "--no-run"], "matplotlib", "site"), (["lsp"], "lsprotocol", "lsp")],
)  # fmt: skip
def test_a_missing_library_is_a_sentence(words, module, extra, tmp_path, monkeypatch):
    claims = tmp_path / "claims" / "lamps"
    claims.mkdir(parents=True)
    (claims / "lamps-last.yaml").write_text("title: Lamps last\n")
    gone = [name for name in sys.modules if name.startswith(("kb.site", "kb.editor", module))]
    for name in gone:  # what a package calls by that name comes back with it
        parent, _, own = name.rpartition(".")
        if own in vars(sys.modules.get(parent, sys)):
            monkeypatch.setattr(sys.modules[parent], own, sys.modules[name])
    for name in gone:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    done = CliRunner().invoke(main, ["--root", str(tmp_path), *words], standalone_mode=False)
    said = f"this needs {module}, which is not installed: pip install 'argument-kb[{extra}]'"
    assert str(done.exception) == said and "Traceback" not in done.output


def test_a_frame_that_is_not_installed_is_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "claims" / "lamps").mkdir(parents=True)
    (tmp_path / "claims" / "lamps" / "lamps-last.yaml").write_text("title: Lamps last\n")
    (tmp_path / "kb.toml").write_text('frame = "zensical"\n')
    monkeypatch.setitem(sys.modules, "zensical", None)
    words = ["--root", str(tmp_path), "build", "--no-run"]
    done = CliRunner().invoke(main, words, standalone_mode=False)
    said = "this needs zensical, which is not installed: pip install 'argument-kb[zensical]'"
    assert str(done.exception) == said and "Traceback" not in done.output


def test_a_module_of_ours_that_is_not_there_is_a_fault_of_ours():
    assert missing(ModuleNotFoundError("none", name="kb.site.nowhere")) == ""
    assert missing(ModuleNotFoundError("none")) == ""
