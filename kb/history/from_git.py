"""The past of a base on disk, as git tells it."""

from pathlib import Path

from kb.history.git_log import touches
from kb.history.history import NOTHING, History, history_of
from kb.history.registrations import blobs_wanted
from kb.model import Base
from kb.programs import git_blobs, git_log, git_pending


def known_history(root: Path, base: Base) -> History:
    """What git knows of a base on disk; nothing, if it lies in no whole repository."""
    found = touches(git_log(root), base)
    if not found:
        return NOTHING
    return history_of(base, found, git_blobs(root, blobs_wanted(base, found)), git_pending(root))
