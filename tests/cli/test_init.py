"""``kb init`` writes a base that passes at once, has one of each kind, and harms nothing."""

import json
import re
from pathlib import Path

import pytest
import yaml

from kb.authoring.base import title_of
from tests.cli.test_commands import kb
from tests.helpers.git_repository import git


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "deep-nets"
    status, out, err = kb(folder.parent, "init", str(folder))
    assert (status, err) == (0, ""), err
    assert out.startswith("wrote a base, 'Deep nets', in ")
    return folder


def words(base: Path) -> dict[str, str]:
    """How each claim stands, from the data of a built site."""
    told = json.loads((base / "site/kb.json").read_text("utf-8"))
    return {name: claim["words"]["standing"] for name, claim in told["claims"].items()}


def test_it_passes_at_once_without_an_error_or_a_warning(base):
    status, out, _ = kb(base, "verify")
    assert status == 0 and "3 claims, 2 demonstrations (2 holds)" in out
    assert "0 errors, 0 warnings" in out


def test_its_site_has_a_claim_that_stands_one_that_falls_and_a_clash(base):
    assert kb(base, "build")[0] == 0
    found = words(base)
    assert found["mean-is-always-best"] == "defeated"
    assert found["median-resists-outliers"] == "stands"
    assert "contradicts" in (base / "claims/estimates/median-is-always-best.yaml").read_text()
    assert "Deep nets" in (base / "site/index.html").read_text("utf-8")


def test_its_readme_leads_to_a_crux_that_is_decided(tmp_path):
    base = tmp_path / "base"
    kb(tmp_path, "init", str(base))
    git(base, "init", "-q", "-b", "main")
    git(base, "add", "-A")
    git(base, "commit", "-qm", "A base of claims")
    assert "[no-first-run]" in kb(base, "verify")[1]
    claim = base / "claims/estimates/median-is-always-best.yaml"
    text = claim.read_text("utf-8")
    claim.write_text(
        text.replace("    bears:", "    first_run: 2026-01-02\n    bears:", 1), "utf-8"
    )
    git(base, "commit", "-qam", "The run is published", day="2026-01-02")
    assert "0 errors, 0 warnings" in kb(base, "verify")[1]
    told = kb(base, "diff", "HEAD~1")[1]
    assert "open -> speaks for mean-is-always-best" in told
    assert "first_run:" in (base / "README.md").read_text("utf-8")


def test_every_command_of_its_readme_is_there(base):
    readme = (base / "README.md").read_text("utf-8")
    commands = re.findall(r"(?:\.venv/bin/|\")kb ([a-z-]+)", readme)
    assert {"verify", "build", "serve", "new", "diff", "merge-file"} <= set(commands)
    for command in commands:
        assert kb(base, command, "--help")[0] == 0


def test_its_workflow_has_no_secret_and_pins_its_actions(base):
    text = (base / ".github/workflows/verify.yml").read_text("utf-8")
    flow = yaml.safe_load(text)
    assert flow["permissions"] == {"contents": "read"} and "secrets." not in text
    assert all(re.search(r"@[0-9a-f]{40} ", line) for line in text.splitlines() if "uses:" in line)
    assert re.fullmatch(
        r"argument-kb\[demos,site\]==\S+\n", (base / "requirements.txt").read_text()
    )


@pytest.mark.parametrize("there", ["kb.toml", ".gitignore", "claims/mine/a-b.yaml"])
def test_what_is_there_is_left_as_it_is(there, tmp_path):
    path = tmp_path / "base" / there
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    status, out, err = kb(tmp_path, "init", str(tmp_path / "base"))
    assert status == 2 and "is there already; nothing was written" in err and out == ""
    assert [file for file in (tmp_path / "base").rglob("*") if file.is_file()] == [path]


@pytest.mark.parametrize("title", ['a "b"', "a\nb", "a\\b"])
def test_a_title_that_would_end_its_line_is_refused(title, tmp_path):
    assert kb(tmp_path, "init", str(tmp_path / "base"), "--title", title)[0] == 2


def test_a_title_comes_from_the_name_of_the_folder():
    assert [title_of(name) for name in ("deep-nets", "a_b", "-")] == ["Deep nets", "A b", "Claims"]
