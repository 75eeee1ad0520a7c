"""``kb diff`` between revisions of a repository, folders, and files as they are."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from tests.helpers.git_repository import commit, git, started
from tests.helpers.solar_base import on_disk

FADING = "claims/energy/panels-fade-slowly.yaml"
ATTACK = b"links: [{attacks: panels-last, because: What fades does not last.}]\n"
FLIP = "panels-last: unchallenged -> defeated"


def diff(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "diff", *words])


@pytest.fixture
def root(tmp_path):
    """A repository of two commits, the second of which lets one claim attack the other."""
    given = started(tmp_path / "base")
    commit(tmp_path / "base", "2026-03-02", {FADING: given[FADING] + ATTACK})
    return tmp_path / "base"


def test_two_revisions_are_compared_and_nothing_in_the_repository_changes(root):
    state = (("status", "--porcelain", "--", ".", ":!.kb"), ("for-each-ref",), ("stash", "list"))
    before = [git(root, *words) for words in state]
    told = diff(root, "HEAD~1", "HEAD")
    assert told.exit_code == 0
    assert told.stdout.splitlines()[:2] == ["2 conclusions change", f"  {FLIP}"]
    assert [git(root, *words) for words in state] == before
    assert not (root / ".git/worktrees").exists()


def test_without_a_second_revision_the_files_are_meant_as_they_are(root):
    assert diff(root, "HEAD").stdout == "nothing changes\n"
    text = (root / FADING).read_bytes()
    (root / FADING).write_bytes(text.replace(ATTACK, b""))
    assert "panels-last: defeated -> unchallenged" in diff(root, "HEAD").stdout
    assert FLIP in diff(root, "HEAD~1", "HEAD").stdout


def test_a_folder_is_compared_with_a_revision(root, tmp_path):
    other = on_disk(tmp_path / "other", {})
    for path in sorted(root.glob("*/**/*")):
        if path.is_file() and ".git" not in path.parts:
            on_disk(other, {path.relative_to(root).as_posix(): path.read_bytes()})
    (other / FADING).write_bytes((root / FADING).read_bytes().replace(ATTACK, b""))
    assert FLIP in diff(root, str(other), "HEAD").stdout


def test_the_status_tells_whether_a_conclusion_changes(root):
    assert diff(root, "HEAD~1", "--exit-code").exit_code == 1
    assert diff(root, "HEAD", "--exit-code").exit_code == 0
    (root / "claims/energy/index.md").write_text("# Energy\n\nAbout panels and roofs.\n")
    assert diff(root, "HEAD", "--exit-code").exit_code == 0


def test_from_where_two_parted_only_the_own_change_is_told(root):
    git(root, "checkout", "--quiet", "-b", "mine", "HEAD~1")
    text = (root / FADING).read_bytes()
    commit(root, "2026-03-03", {FADING: text.replace(b"every year", b"each year")})
    assert "panels-last: defeated -> unchallenged" in diff(root, "main", "mine").stdout
    told = diff(root, "main", "mine", "--merge-base")
    assert "panels-last" not in told.stdout and "each year" in told.stdout


def test_programs_get_every_field(root):
    told = json.loads(diff(root, "HEAD~1", "--format", "json").stdout)
    assert told["version"] == 1 and told["suspects"] == told["moved"] == []
    first = told["conclusions"][0]
    assert (first["about"], first["after"]) == ("panels-last", "defeated")
    assert first["cause"]["steps"][0]["fresh"] == ["panels-fade-slowly/attacks/panels-last"]


def test_a_comment_holds_authors_words_as_code(root):
    text = (root / FADING).read_bytes()
    hostile = b"'@everyone <img src=x> [go](http://x) | --> `x`'"
    (root / FADING).write_bytes(text.replace(b"Output falls a little every year.", hostile))
    told = diff(root, "HEAD~1", "--format", "markdown").stdout
    assert told.startswith("### 2 conclusions change\n\n- `panels-last`: ")
    (line,) = (line for line in told.splitlines() if "@everyone" in line)
    assert line.count("``") == 2 and "|" not in line and told.count("-->") == 1


@pytest.mark.parametrize("word", ["nonsense", "--", "HEAD~7", "HEAD:claims"])
def test_what_is_no_revision_is_said(root, word):
    told = diff(root, "HEAD", "--", word) if word != "--" else diff(root, "x y")
    assert told.exit_code == 2
    assert "is neither a folder with a base nor a revision that git knows" in told.output


def test_outside_a_repository_a_revision_is_no_revision(tmp_path):
    root = on_disk(tmp_path / "base", {"claims/energy/index.md": b"# Energy\n\nA.\n"})
    assert diff(root, "HEAD").exit_code == 2


def verify(root: Path, *words: str) -> str:
    told = CliRunner().invoke(main, ["--root", str(root), "verify", "--no-run", *words]).stdout
    return "\n".join(line for line in told.splitlines() if "since the last commit" in line)


def test_an_author_is_told_which_badges_a_change_turns(root):
    assert verify(root) == ""
    text = (root / FADING).read_bytes()
    (root / FADING).write_bytes(text.replace(ATTACK, b""))
    said = "since the last commit: panels-last: defeated -> unchallenged (kb diff HEAD says why)"
    assert verify(root) == verify(root, "panels-fade-slowly") == said
    (root / FADING).write_bytes(text.replace(b"every year", b"each year"))
    assert verify(root) == ""


def test_a_claim_that_git_does_not_know_yet_is_a_change_too(root):
    on_disk(root, {"claims/energy/panels-are-replaced.yaml": b"""
title: Panels are replaced early
statement: Owners replace panels before they fade.
kind: empirical
sources: [{cite: fraunhofer-2021}]
held_by: [{position: industry, stance: asserts}]
links: [{attacks: panels-fade-slowly, because: They are gone by then.}]
"""})  # fmt: skip
    assert "panels-fade-slowly: unchallenged -> defeated; panels-last: defeated" in verify(root)
    other = ("--format", "github")
    assert verify(root, *other) == ""


def test_what_only_one_side_remembers_is_said_beside_the_conclusions(root):
    measured = CliRunner().invoke(main, ["--root", str(root), "verify", "-j", "1"])
    assert "2 holds" in measured.output
    assert diff(root, "HEAD").stderr == ""
    script = root / "claims/energy/panels-last.py"
    script.write_text(script.read_text() + "\n# another\n")
    told = diff(root, "HEAD")
    assert told.stderr == (
        "of 1 demonstration one side remembers no measurement:"
        " what hangs on them may be told as changed\n"
    )
    assert "demonstrated: panels-last: holds -> unmeasured" in told.stdout
