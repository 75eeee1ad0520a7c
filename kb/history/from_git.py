"""The past of a base on disk, as git tells it."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from kb.history.committed import Amended, amended
from kb.history.first_runs import COUNTS, Commitment, Commitments, Past, commitments_of
from kb.history.git_log import all_touches, touches
from kb.history.history import NOTHING, History, history_of
from kb.history.manifest import SUFFIX
from kb.history.registrations import blobs_wanted
from kb.memory import Memory, code_digest
from kb.model import Base
from kb.programs import (
    NO_REPOSITORY,
    PARTIAL,
    git,
    git_blobs,
    git_log,
    git_pending,
    why_no_history,
    why_no_log,
)

KIND = "commitments"
NO_ANSWER = "git did not answer; ask again"
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Registrations:
    """What is known of every condition that was predicted, or why nothing is."""

    commitments: Commitments = field(default_factory=dict)
    unknown: str = ""  # why registrations cannot be told
    amended: tuple[Amended, ...] = ()  # digests that are not as they were committed

    @cached_property
    def too_late(self) -> dict[tuple[str, str], frozenset[str]]:
        """By claim and prediction, the conditions that do not count: they were not registered."""
        found = {
            key: frozenset(text for text, known in texts.items() if known.word not in COUNTS)
            for key, texts in self.commitments.items()
        }
        return {key: texts for key, texts in found.items() if texts}


def known_history(root: Path, base: Base) -> History:
    """What git knows of a base on disk; nothing, if it lies in no whole repository."""
    found = touches(git_log(root), base)
    if not found:
        why = why_no_history(root) or why_no_log(root)
        return NOTHING if why == NO_REPOSITORY else History(missing=why)
    return history_of(base, found, git_blobs(root, blobs_wanted(base, found)), git_pending(root))


def known_registrations(root: Path, base: Base, memory: Memory) -> Registrations:
    """Which predictions were registered; remembered as long as neither commits nor files change."""
    if why := why_no_history(root):
        predicted = any(claim.predictions for claim in base.claims)
        return Registrations(unknown=why if predicted else "")
    last = ("rev-parse", "--show-prefix", "HEAD")
    key = key_of(base, git(root, *last))
    if isinstance(kept := memory.text(KIND, key), dict):
        return Registrations(unpacked(kept.get("rows", [])), amended=amended_in(kept))
    log = git_log(root)
    touched = all_touches(log, base)
    wanted = {touch.blob for touch in touched if touch.blob}
    blobs = git_blobs(root, sorted(wanted))
    if why := PARTIAL if wanted - blobs.keys() else "" if log else why_there_was_no_log(root):
        return Registrations(unknown=why if any(claim.predictions for claim in base.claims) else "")
    past = Past(touched, blobs)
    found = commitments_of(base, past)
    rows = [
        [claim, name, {text: asdict(known) for text, known in texts.items()}]
        for (claim, name), texts in found.items()
    ]
    changed = tuple(sorted(amended(base, past)))
    if key == key_of(base, git(root, *last)):  # nobody has committed meanwhile
        memory.keep(KIND, key, json.loads(json.dumps({"rows": rows, "amended": changed})))
    return Registrations(found, amended=changed)


def why_there_was_no_log(root: Path) -> str:
    """Why git listed nothing; empty if there is nothing, and it says so when it is asked again."""
    return why_no_log(root) or (NO_ANSWER if git_log(root) else "")


def key_of(base: Base, past: bytes) -> str:
    """A digest of the past, and of what of a base is asked of it: not of what claims say.

    That is names and former names, predictions, demonstrations, scripts, and registrations.
    ``past`` says which commit is the last, and where in it the base lies.  Old scripts are read
    as far as the Python that runs can read them.
    """
    content = sha256(past + f"{sys.version}\0{code_digest(files_that_ask())}".encode())
    for claim in base.claims:
        said = (claim.id, claim.aliases, claim.file, claim.predictions, claim.demonstrations)
        content.update(repr(said).encode("utf-8", "surrogatepass"))
    for path, text in sorted(base.files.items()):
        if path.endswith((".py", SUFFIX)):
            content.update(f"{path}\0{len(text)}\0".encode("utf-8", "surrogatepass") + text)
    return content.hexdigest()


def files_that_ask() -> list[Path]:
    """The code on which it depends what is said of the past."""
    rooms = (HERE, HERE.parent / "model", HERE.parent / "reading")
    beside = [HERE.parent / name for name in ("phrasing.py", "programs.py")]
    return [*(path for room in rooms for path in room.glob("*.py")), *beside]


def amended_in(kept: Mapping[str, Any]) -> tuple[Amended, ...]:
    """What was remembered of digests; nothing, if it was kept in another form."""
    try:
        return tuple(Amended(path, name, how) for path, name, how in kept.get("amended", ()))
    except (TypeError, ValueError):
        return ()


def unpacked(rows: list[Any]) -> Commitments:
    """What was remembered; nothing, if it was kept in another form."""
    try:
        return {
            (claim, name): {text: Commitment(**known) for text, known in texts.items()}
            for claim, name, texts in rows
        }
    except (AttributeError, TypeError, ValueError):
        return {}
