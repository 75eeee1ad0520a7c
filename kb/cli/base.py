"""What commands begin with: a base that is opened, and the claims of it that are meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb import pipeline
from kb.memory import Memory
from kb.model import Base
from kb.model.misuse import Misuse
from kb.model.names import did_you_mean


@dataclass(frozen=True)
class Opened:
    """A base on disk and what is remembered of it."""

    root: Path
    base: Base
    memory: Memory


def open_base(root: Path) -> Opened:
    """Read the base under a folder; without any claim there is nothing to do."""
    files = pipeline.files_under(root)
    if not any(is_claim(path) for path in files):
        raise Misuse(f"there is no claim under {root / 'claims'}; is this the base's folder?")
    memory = Memory(root / ".kb")
    return Opened(root, pipeline.load(files, memory), memory)


def claims_meant(base: Base, words: Sequence[str]) -> list[str]:
    """Claims meant by ids, files or folders, unreadable ones included; all, if nothing is named."""
    files = {id_of(path): path for path in base.files if is_claim(path)}
    if not words:
        return list(files)
    meant: list[str] = []
    for word in words:
        path = word.removeprefix("./").rstrip("/")
        inside = [
            claim for claim, file in files.items() if file == path or file.startswith(f"{path}/")
        ]
        inside += [c.id for c in base.claims if any(d.script == path for d in c.demonstrations)]
        if word in files:
            inside = [word]
        if not inside:
            close = did_you_mean(word, sorted(files))
            raise Misuse(f"'{word}' is no claim, and no file or folder with claims{close}")
        meant += inside
    return list(dict.fromkeys(meant))


def is_claim(path: str) -> bool:
    """Whether a file of the base is a claim's."""
    return path.startswith("claims/") and path.endswith(".yaml")


def id_of(path: str) -> str:
    """The id that a claim's file stands for."""
    return path.rpartition("/")[2].removesuffix(".yaml")
