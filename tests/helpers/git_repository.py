"""A small repository with the base about panels, committed on days of one's choice."""

import os
import subprocess
from pathlib import Path

from tests.helpers.solar_base import files, on_disk

FADING = "claims/energy/panels-fade-slowly.yaml"
SOON = (
    "predictions: {soon: {of: panels-last/life, expect: {gone: half_life < 5}, because: Wear.}}\n"
)
PERSON = "Committer Nobody"


def git(root: Path, *arguments: str, day: str = "2026-01-01") -> str:
    at = day if "T" in day else f"{day}T23:30:00 +0000"
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(root), "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": PERSON, "GIT_AUTHOR_EMAIL": "nobody@example.org",
        "GIT_COMMITTER_NAME": PERSON, "GIT_COMMITTER_EMAIL": "nobody@example.org",
        "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at,
    }  # fmt: skip
    command = ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always"]
    done = subprocess.run(
        [*command, *arguments], cwd=root, env=environment, check=True, capture_output=True
    )
    return done.stdout.decode()


def commit(root: Path, day: str, changes: dict[str, bytes | None]) -> None:
    for path, content in changes.items():
        if content is None:
            (root / path).unlink()
        else:
            on_disk(root, {path: content})
    git(root, "add", "--all", "--", ".", ":!.kb")  # as the base's .gitignore has it
    git(root, "commit", "--quiet", "--message", f"By {PERSON}\n\n2020-02-02", day=day)


def started(root: Path, prediction: str = SOON, day: str = "2026-03-01") -> dict[str, bytes]:
    """A repository whose first commit is the whole base."""
    root.mkdir(parents=True, exist_ok=True)
    given = files()
    given[FADING] += prediction.encode()
    git(root, "init", "--quiet")
    commit(root, day, given)
    return given
