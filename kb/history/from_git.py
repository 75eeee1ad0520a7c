"""The past of a base on disk, as git tells it."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from kb.history.first_runs import COUNTS, Commitment, Commitments, Past, commitments_of
from kb.history.git_log import Touch, all_touches, touches
from kb.history.history import NOTHING, History, history_of
from kb.history.manifest import SUFFIX
from kb.history.registrations import blobs_wanted
from kb.memory import Memory, code_digest
from kb.model import Base
from kb.programs import git_blobs, git_head, git_log, git_pending, why_no_history

KIND = "commitments"


@dataclass(frozen=True)
class Registrations:
    """What is known of every condition that was predicted, or why nothing is."""

    commitments: Commitments = field(default_factory=dict)
    unknown: str = ""  # why registrations cannot be told
    lost: tuple[str, ...] = ()  # files of registrations that were committed, and are not there

    @property
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
        return NOTHING
    return history_of(base, found, git_blobs(root, blobs_wanted(base, found)), git_pending(root))


def known_registrations(root: Path, base: Base, memory: Memory) -> Registrations:
    """Which predictions were registered; remembered as long as neither commits nor files change."""
    if not any(claim.predictions for claim in base.claims):
        return Registrations()
    if why := why_no_history(root):
        return Registrations(unknown=why)
    content = sha256(git_head(root) + code_digest(Path(__file__).parent.glob("*.py")).encode())
    for path, text in sorted(base.files.items()):
        content.update(path.encode() + b"\0" + text + b"\0")
    key = content.hexdigest()
    if isinstance(kept := memory.text(KIND, key), dict):
        return Registrations(unpacked(kept.get("rows", [])), lost=tuple(kept.get("lost", ())))
    touched = all_touches(git_log(root), base)
    blobs = git_blobs(root, sorted({touch.blob for touch in touched if touch.blob}))
    found = commitments_of(base, Past(touched, blobs))
    rows = [
        [claim, name, text, asdict(known)]
        for (claim, name), texts in found.items()
        for text, known in texts.items()
    ]
    lost = lost_registrations(touched, base)
    memory.keep(KIND, key, json.loads(json.dumps({"rows": rows, "lost": lost})))
    return Registrations(found, lost=lost)


def lost_registrations(touched: Iterable[Touch], base: Base) -> tuple[str, ...]:
    """Files of registrations that the past has under a name that no folder has today."""
    here = {path.rpartition("/")[2] for path in base.files}
    past = {touch.path for touch in touched if touch.path.endswith(SUFFIX)}
    return tuple(sorted(path for path in past if path.rpartition("/")[2] not in here))


def unpacked(rows: list[Any]) -> Commitments:
    """What was remembered; nothing, if it was kept in another form."""
    found: dict[tuple[str, str], dict[str, Commitment]] = {}
    try:
        for claim, name, text, known in rows:
            found.setdefault((claim, name), {})[text] = Commitment(**known)
    except (TypeError, ValueError):
        return {}
    return found
