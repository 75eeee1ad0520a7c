"""What git's log says of the claims' files, commit by commit.

Only the branch itself is followed (first parents), so a day is the one on which something
became part of the base; who committed it is not asked.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.model import Base
from kb.model.names import CLAIM_ID
from kb.reading.former_names import present_names

FILE = re.compile(rf"claims/[^/]+/(?P<claim>{CLAIM_ID})\.yaml", re.DOTALL)
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Touch:
    """A commit's new version of a claim's file; no blob, if it removed the file."""

    commit: int
    date: str
    path: str
    claim: str
    blob: str


def touches(log: bytes, base: Base) -> tuple[Touch, ...]:
    """The claims' files in ``git log --raw -z``, oldest first, under the claims' present names."""
    found = tuple(_touches(log))
    born: dict[str, int] = {}
    for touch in found:
        born.setdefault(touch.claim, touch.commit)
    names = present_names(base.claims)
    return tuple(
        Touch(touch.commit, touch.date, touch.path, _now(touch, names, born), touch.blob)
        for touch in found
    )


def _now(touch: Touch, names: Mapping[str, str], born: Mapping[str, int]) -> str:
    """The claim that a file is the past of: a former name counts until the present one is there."""
    name = names.get(touch.claim, touch.claim)
    birth = born.get(name, touch.commit + 1)
    renaming = touch.commit == birth and not touch.blob
    return name if touch.commit < birth or renaming else touch.claim


def _touches(log: bytes) -> Iterator[Touch]:
    parts = iter(log.decode("utf-8", "replace").split("\0"))
    commit, date = -1, ""
    for part in parts:
        line = part.strip("\n")
        if line.startswith(":"):  # what follows is a path, whatever it looks like
            path = next(parts, "")
            *_, blob, _status = line.split(" ")
            if (claim := claim_in(path)) and date:
                yield Touch(commit, date, path, claim, blob if blob.strip("0") else "")
        elif DAY.fullmatch(line):
            commit, date = commit + 1, line


def claim_in(path: str) -> str:
    """The id of the claim that a file holds; "" if it holds none."""
    found = FILE.fullmatch(path)
    return found["claim"] if found else ""
