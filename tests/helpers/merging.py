"""Merges in a small repository of git's, with and without our driver."""

import shlex
import sys
from pathlib import Path

from kb.authoring.claim import Begun, claim_text
from tests.helpers.git_repository import commit, git

KB = Path(__file__).parents[2]
DRIVER = (
    f"PYTHONPATH={shlex.quote(str(KB))} {shlex.quote(sys.executable)} -m kb"
    " merge-file %O %A %B --path %P"
)
OURS = "claims/**/*.yaml merge=kb\n"  # the attributes that ask for our driver
FIRST, SECOND = "claims/energy/roofs-stay-dry.yaml", "claims/energy/snow-slides-off.yaml"
LEFT = "in their own words, as they left them"

TWO_LINKS = """title: Panels last
statement: A panel keeps half its output for decades.
kind: empirical
sources: [{cite: fraunhofer-2021}]
links:
"""
SAME_REASON = "  - supports: {}\n    because: >-\n      What is measured on roofs bears it out.\n"


def repository(root: Path, given: dict[str, bytes], attributes: str = "") -> Path:
    """A first commit; without a driver, git merges as it does by itself."""
    root.mkdir(parents=True)
    git(root, "init", "--quiet")
    (root / ".gitattributes").write_text(attributes)
    commit(root, "2026-03-01", given)
    return root


def with_driver(root: Path) -> Path:
    """Let our driver merge what its attributes say."""
    git(root, "config", "merge.kb.driver", DRIVER)
    return root


def diverged(root: Path, ours: dict[str, bytes | None], theirs: dict[str, bytes | None]) -> Path:
    """Two branches from where the repository is; ours is checked out, theirs is 'other'."""
    git(root, "checkout", "--quiet", "-b", "other")
    commit(root, "2026-03-03", theirs)
    git(root, "checkout", "--quiet", "main")
    commit(root, "2026-03-04", ours)
    return root


def merge(root: Path, *words: str) -> tuple[int, str]:
    """Merge the other branch; status, and what git and the driver said."""
    from subprocess import CalledProcessError

    try:
        return 0, git(root, "merge", "--quiet", "--no-ff", "--no-edit", *words, "other")
    except CalledProcessError as error:
        return error.returncode, (error.stdout + error.stderr).decode()


def taken_for_a_rename(root: Path, attributes: str = "") -> Path:
    """One branch deletes a claim and adds another from the same template; main edits the first."""
    fresh = claim_text(Begun("roofs-stay-dry")).encode()
    edited = fresh.replace(b"The regime in which it is meant.", LEFT.encode())
    assert edited != fresh
    other = claim_text(Begun("snow-slides-off")).encode()
    repository(root, {FIRST: fresh}, attributes)
    return diverged(root, {FIRST: edited}, {FIRST: None, SECOND: other})


def links_with_an_equal_reason(root: Path, attributes: str) -> Path:
    """Two branches that add a link each, with the same reason."""
    first = SAME_REASON.format("roofs-are-hot")
    repository(root, {"claims/energy/panels-last.yaml": f"{TWO_LINKS}{first}".encode()}, attributes)
    mine, its = (
        f"{TWO_LINKS}{first}{SAME_REASON.format(name)}".encode()
        for name in ("sand-is-mild", "wind-is-weak")
    )
    path = "claims/energy/panels-last.yaml"
    return diverged(root, {path: mine}, {path: its})
