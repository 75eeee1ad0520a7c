"""What the commands do with a base: open it, choose from it, derive and judge it."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from kb import pipeline
from kb.demos.evidence import Manner
from kb.knowledge import Knowledge
from kb.memory import Memory
from kb.model import Base
from kb.pipeline import Judged
from kb.reading.schema import did_you_mean


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
        raise click.UsageError(
            f"there is no claim under {root / 'claims'}; is this the base's folder?"
        )
    memory = Memory(root / ".kb")
    return Opened(root, pipeline.load(files, memory), memory)


def named(base: Base, what: Sequence[str]) -> list[str]:
    """Claims meant by ids, files or folders, unreadable ones included; all, if nothing is named."""
    files = {ident_of(path): path for path in base.files if is_claim(path)}
    if not what:
        return list(files)
    found: list[str] = []
    for each in what:
        path = each.removeprefix("./").rstrip("/")
        inside = [
            ident for ident, file in files.items() if file == path or file.startswith(f"{path}/")
        ]
        inside += [c.id for c in base.claims if any(d.script == path for d in c.demonstrations)]
        if each in files:
            inside = [each]
        if not inside:
            close = did_you_mean(each, sorted(files))
            raise click.UsageError(
                f"'{each}' is no claim, and no file or folder with claims{close}"
            )
        found += inside
    return list(dict.fromkeys(found))


def is_claim(path: str) -> bool:
    """Whether a file of the base is a claim's."""
    return path.startswith("claims/") and path.endswith(".yaml")


def ident_of(path: str) -> str:
    """The id that a claim's file stands for."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def demonstrations(base: Base, claims: Iterable[str]) -> list[str]:
    """Addresses of the demonstrations of some claims."""
    return pipeline.demonstrations_of(base, claims)


def know(opened: Opened, run: Iterable[str] = (), manner: Manner | None = None) -> Knowledge:
    """Derive everything, running what may be run."""
    return pipeline.know(opened.base, opened.root, opened.memory, run, manner)


def cores() -> int:
    """How many runs fit side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def judge(knowledge: Knowledge, today: str, only: Sequence[str] = ()) -> Judged:
    """What the checks say."""
    return pipeline.judge(knowledge, today, only)


def status(judged: Judged, strict: bool) -> int:
    """0 without errors, 1 with; warnings count if strict."""
    bad = {"error", "warning"} if strict else {"error"}
    return int(any(each.severity in bad for each in judged.findings))


@dataclass(frozen=True)
class Built:
    """What building came to: lines to print, errors as text, whether any page is another."""

    lines: tuple[str, ...]
    errors: str
    changed: bool


def build(root: Path, judged: Judged, today: str, only_changed: bool = False) -> Built:
    """Write the pages and build the site, errors included."""
    from kb.reports.locate import text
    from kb.site.build import build_site

    knowledge = judged.knowledge
    lines, changed = build_site(root, knowledge, today, judged.findings, only_changed)
    errors = [each for each in judged.findings if each.severity == "error"]
    return Built(tuple(lines), text(errors, knowledge.base.files), changed)


def watched(root: Path) -> list[Path]:
    """Folders from which the site is made."""
    from kb.site.build import DOCS
    from kb.site.text.templates import FOLDER

    return [root / "claims", root / "literature", DOCS, FOLDER]
