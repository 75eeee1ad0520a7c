"""What is remembered of the past is what git would tell again, whatever was changed since."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from kb.history import from_git
from tests.helpers.examples import EXAMPLES
from tests.helpers.git_repository import FADING, SOON, commit, git
from tests.helpers.solar_base import SCRIPT, files, on_disk
from tests.history.test_first_runs import BEARS, LASTING, RUN, registrations
from tests.history.test_registering import PATH, registered

RUN_ON = BEARS + b"\n    " + RUN
CHANGES: dict[str, tuple[str, bytes, bytes, bool]] = {  # and whether the past must be asked again
    "a statement": (FADING, b"Output falls", b"What is left falls", False),
    "a condition": (FADING, b"half_life < 5", b"half_life < 6", True),
    "what it is of": (FADING, b"of: panels-last/life", b"of: panels-last/strife", True),
    "a former name": (FADING, b"kind: empirical", b"kind: empirical\naliases: [panels-dim]", True),
    "a run that is published": (LASTING, BEARS, RUN_ON, True),
    "the seeds": (LASTING, b"'seeds': '5'", b"'seeds': '6'", True),
    "the script": (SCRIPT, b"0.001 *", b"0.002 *", True),
    "a registration": (PATH, b"half_life", b"half_live", True),
}  # fmt: skip
COMMIT = "all is committed"


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a prediction and its registration, committed."""
    root = tmp_path_factory.mktemp("past")
    registered(root)
    commit_all(root)
    return root


def commit_all(root: Path) -> None:
    git(root, "add", "--all", "--", ".", ":!.kb")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "All", day="2026-05-01")


def change(root: Path, name: str) -> None:
    """One text for another, and back the next time."""
    if name == COMMIT:
        commit_all(root)
        return
    path, one, other, _ = CHANGES[name]
    content = (root / path).read_bytes()
    there = other in content
    assert there or one in content
    (root / path).write_bytes(content.replace(*((other, one) if there else (one, other))))


@pytest.mark.parametrize("name", CHANGES)
def test_git_is_asked_again_only_for_what_hangs_on_it(started, tmp_path, monkeypatch, name) -> None:
    root = Path(shutil.copytree(started, tmp_path / "base"))
    registrations(root)
    asked: list[Path] = []
    log = from_git.git_log
    monkeypatch.setattr(from_git, "git_log", lambda root: asked.append(root) or log(root))
    registrations(root)
    assert asked == []
    change(root, name)
    registrations(root)
    assert bool(asked) == CHANGES[name][-1]


def test_a_copy_of_a_base_has_no_past_though_its_memory_came_along(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    given = files()
    given[FADING] += SOON.encode()
    commit(tmp_path, "2026-03-01", {f"base/{path}": content for path, content in given.items()})
    assert "not run yet" in repr(registrations(tmp_path / "base"))
    shutil.copytree(tmp_path / "base", tmp_path / "copy")
    assert "not committed" in repr(registrations(tmp_path / "copy"))


def test_files_that_pass_for_a_repository_are_no_past(tmp_path: Path) -> None:
    registered(tmp_path / "theirs")
    root = tmp_path / "ours/base"
    given = files()
    given[FADING] += SOON.encode()
    on_disk(root, given)
    git(tmp_path / "ours", "init", "--quiet")
    for name in ("HEAD", "config", "objects", "refs"):
        from_theirs = tmp_path / "theirs/.git" / name
        copy = shutil.copytree if from_theirs.is_dir() else shutil.copy
        copy(from_theirs, root / name)
    git(root, "config", "--file", "config", "core.bare", "true")
    found = registrations(root)
    assert "pass for a repository" in found.unknown
    assert not found.commitments


def test_where_git_does_not_answer_once_nothing_is_said_and_nothing_kept(started, monkeypatch):
    calm = registrations(started)
    shutil.rmtree(started / ".kb")
    log, silent = from_git.git_log, [b""]
    monkeypatch.setattr(from_git, "git_log", lambda root: silent.pop() if silent else log(root))
    assert registrations(started).unknown == from_git.NO_ANSWER
    assert repr(registrations(started)) == repr(calm)


def test_a_commit_that_comes_meanwhile_is_not_taken_for_the_last(started, tmp_path, monkeypatch):
    root = Path(shutil.copytree(started, tmp_path / "base"))
    change(root, "a condition")
    before = repr(registrations(root))
    shutil.rmtree(root / ".kb")
    log = from_git.git_log
    with monkeypatch.context() as patched:
        patched.setattr(from_git, "git_log", lambda root: commit_all(root) or log(root))
        assert repr(registrations(root)) != before
    git(root, "reset", "--quiet", "--soft", "HEAD~1")
    assert repr(registrations(root)) == before


@settings(max_examples=EXAMPLES // 10, deadline=None)
@drawn(names=st.lists(st.sampled_from([*CHANGES, COMMIT]), min_size=1, max_size=6))
def test_what_is_remembered_is_what_would_be_told(started, tmp_path_factory, names) -> None:
    root = Path(shutil.copytree(started, tmp_path_factory.mktemp("any") / "base"))
    for name in names:
        registrations(root)
        change(root, name)
        remembered = registrations(root)
        shutil.rmtree(root / ".kb")
        assert repr(remembered) == repr(registrations(root))
    shutil.rmtree(root)
