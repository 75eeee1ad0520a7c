"""A past that is there and cannot be told is said aloud, with the reason and the remedy."""

import os
import shutil
from pathlib import Path

import pytest

from kb.history.from_git import known_history
from kb.history.history import NOTHING
from kb.reading.read import read
from tests.cli.test_commands import kb
from tests.helpers.git_repository import commit, git, started
from tests.helpers.solar_base import files, on_disk
from tests.history.test_first_runs import registrations

SHIM = """#!/bin/sh
GIT_TEST_ASSUME_DIFFERENT_OWNER=1 LC_ALL=C exec {git} "$@"
"""
WITHOUT = "WARNING: dates, what changed day by day, and the feed are left out: "
WHY = {
    "shallow": "the clone is shallow; to get the whole history: git fetch --unshallow"
    " (in a workflow, actions/checkout with fetch-depth: 0)",
    "partial": "the clone is partial, and old versions are not in it; clone anew without --filter",
    "refused": "git refuses this repository, which belongs to somebody else;"
    " to trust it: git config --global --add safe.directory {root}",
}


def clone(source: Path, to: Path, *manner: str) -> Path:
    git(source, "config", "uploadpack.allowFilter", "true")
    git(source.parent, "clone", "--quiet", *manner, source.as_uri(), str(to))
    return to


@pytest.fixture(params=["shallow", "partial", "refused"])
def place(request, tmp_path, monkeypatch):
    """A repository that cannot tell its past, with the reason."""
    started(tmp_path / "whole", prediction="")
    commit(tmp_path / "whole", "2026-03-05", {"claims/energy/index.md": b"# Energy\n\nMore.\n"})
    root = tmp_path / "whole"
    if request.param == "shallow":
        root = clone(root, tmp_path / "part", "--depth", "1")
    elif request.param == "partial":
        root = clone(root, tmp_path / "part", "--filter=tree:0")
    else:
        shim = tmp_path / "bin" / "git"
        shim.parent.mkdir()
        shim.write_text(SHIM.format(git=shutil.which("git")))
        shim.chmod(0o755)
        monkeypatch.setenv("PATH", f"{shim.parent}{os.pathsep}{os.environ['PATH']}")
    return root, WHY[request.param].format(root=root)


def test_a_build_says_that_it_has_no_dates_and_why(place):
    root, why = place
    status, _, told = kb(root, "build", "--no-run")
    assert status == 0
    assert told.splitlines() == [WITHOUT + why]
    assert not (root / "site/feed.xml").exists()


@pytest.mark.parametrize("filtered", ["blob:none", "tree:0"])
def test_a_partial_clone_does_not_take_registrations_for_missing(tmp_path, filtered):
    given = started(tmp_path / "whole")
    lasting = "claims/energy/panels-last.yaml"
    commit(tmp_path / "whole", "2026-03-05", {lasting: given[lasting] + b"# later\n"})
    assert registrations(tmp_path / "whole").unknown == ""
    part = clone(tmp_path / "whole", tmp_path / "part", f"--filter={filtered}")
    found = registrations(part)
    assert found.unknown == WHY["partial"]
    assert not found.too_late
    assert (
        "WARNING: which predictions were registered cannot be told"
        in kb(part, "verify", "--no-run")[2]
    )


def test_where_there_is_no_past_nothing_is_missing(tmp_path):
    root = on_disk(tmp_path, files())
    assert known_history(root, read(files())) == NOTHING
    assert known_history(root, read(files())).missing == ""
    git(root, "init", "--quiet")
    assert known_history(root, read(files())).missing == ""
    (root / "note.txt").write_text("Not a claim.\n")
    git(root, "add", "note.txt")
    git(root, "commit", "--quiet", "--message", "A note")
    assert known_history(root, read(files())).missing == ""


def test_a_repository_within_is_no_missing_version(tmp_path):
    root = tmp_path / "base"
    started(root)
    inner = on_disk(root / "claims/energy/data", {"a.csv": b"1\n"})
    git(inner, "init", "--quiet")
    commit(inner, "2026-03-02", {"b.csv": b"2\n"})
    commit(root, "2026-03-03", {"claims/energy/index.md": b"# Energy\n\nMore.\n"})
    assert "data" in git(root, "ls-files", "--stage", "--", "claims/energy/data")
    assert registrations(root).unknown == ""
