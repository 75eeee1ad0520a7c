"""What git's log says of the claims' files, commit by commit.

Only the branch itself is followed (first parents), so a day is the one on which something
became part of the base; who committed it is not asked.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kb.model import Base
from kb.model.names import CLAIM_ID
from kb.reading.former_names import present_names

FILE = re.compile(rf"claims/[^/]+/(?P<claim>{CLAIM_ID})\.yaml", re.DOTALL)
COMMIT = re.compile(r"(\d+) ([0-9a-f]{40,64})")
SUBMODULE = "160000"  # names a commit of another repository, which is not here
LAST = 253_402_300_799  # seconds: the end of the year 9999, which calendars here cannot pass


@dataclass(frozen=True)
class Touch:
    """A commit's new version of a claim's file; no blob, if it removed the file."""

    commit: int
    date: str  # in UTC, whatever the clock of whoever committed showed
    path: str
    claim: str  # "" for a script, or whatever else lies among the claims
    blob: str
    sha: str = ""  # of the commit
    at: str = ""  # the instant, as feeds write it


def touches(log: bytes, base: Base) -> tuple[Touch, ...]:
    """The claims' files in ``git log --raw -z``, oldest first, under the claims' present names."""
    return tuple(touch for touch in all_touches(log, base) if touch.claim)


def all_touches(log: bytes, base: Base) -> tuple[Touch, ...]:
    """All files among the claims, scripts included, oldest first."""
    found = tuple(_touches(log))
    born: dict[str, int] = {}
    for touch in found:
        if touch.claim:
            born.setdefault(touch.claim, touch.commit)
    names = present_names(base.claims)
    return tuple(replace(touch, claim=_now(touch, names, born)) for touch in found)


def _now(touch: Touch, names: Mapping[str, str], born: Mapping[str, int]) -> str:
    """The claim that a file is the past of: a former name counts until the present one is there."""
    if not touch.claim:
        return ""
    name = names.get(touch.claim, touch.claim)
    birth = born.get(name, touch.commit + 1)
    renaming = touch.commit == birth and not touch.blob
    return name if touch.commit < birth or renaming else touch.claim


def _touches(log: bytes) -> Iterator[Touch]:
    parts = iter(log.decode("utf-8", "replace").split("\0"))
    commit, at, sha = -1, "", ""
    for part in parts:
        line = part.strip("\n")
        if line.startswith(":"):  # what follows is a path, whatever it looks like
            path = next(parts, "")
            _, mode, *_, blob, _status = line.split(" ")
            if at and mode != SUBMODULE:
                blob = blob if blob.strip("0") else ""
                yield Touch(commit, at[:10], path, claim_in(path), blob, sha, at)
        elif head := COMMIT.fullmatch(line):
            commit, at, sha = commit + 1, instant_of(int(head[1])), head[2]


def instant_of(seconds: int) -> str:
    """Seconds since 1970 as a date and time in UTC."""
    return f"{datetime.fromtimestamp(min(seconds, LAST), UTC):%Y-%m-%dT%H:%M:%SZ}"


def claim_in(path: str) -> str:
    """The id of the claim that a file holds; "" if it holds none."""
    found = FILE.fullmatch(path)
    return found["claim"] if found else ""
