"""The site on disk: pages from knowledge, written where they changed, framed by MkDocs."""

import json
from collections.abc import Sequence
from pathlib import Path

from kb.checks.all import manuals
from kb.history.git_log import touches
from kb.history.history import NOTHING, History, history_of
from kb.history.registrations import blobs_wanted
from kb.knowledge import Knowledge
from kb.memory import Memory
from kb.model import Base, Finding
from kb.programs import git_blobs, git_log, git_pending
from kb.reading.claim_schema import schema
from kb.site.data.font import NAME as FONT
from kb.site.data.font import math_font
from kb.site.figures.cache import remembered
from kb.site.index import CheckPage
from kb.site.mkdocs import put
from kb.site.pages.all import pages
from kb.takeaway.takeaway import takeaways

DOCS = Path(__file__).resolve().parents[2] / "docs"


def build_site(
    root: Path,
    knowledge: Knowledge,
    today: str,
    findings: Sequence[Finding] = (),
    only_changed: bool = False,
) -> tuple[list[str], bool]:
    """Write build/pages and build site/; says how much there was to do, and if there was any."""
    docs = {path.name: path.read_bytes() for path in sorted(DOCS.iterdir()) if path.is_file()}
    manual = [
        CheckPage(each.name, each.severity, each.problem, each.fix, each.passes, each.fails)
        for each in manuals()
    ]
    history = known_history(root, knowledge.base)
    draw = remembered(Memory(root / ".kb"))
    made = pages(knowledge, manual, docs, today, draw=draw, findings=findings, history=history)
    made |= dict(takeaways(knowledge.base))
    made["claim.schema.json"] = json.dumps(schema(), indent=1).encode()
    counts = put(root, made, {FONT: math_font}, only_changed)
    lines = [
        f"{len(made)} files of pages: {counts.written} written, {counts.kept} unchanged,"
        f" {counts.deleted} removed",
        f"the site is in {root / 'site'}; open {root / 'site' / 'index.html'}",
    ]
    return lines, bool(counts.written or counts.deleted)


def known_history(root: Path, base: Base) -> History:
    """What git knows of a base on disk; nothing, if it lies in no whole repository."""
    found = touches(git_log(root), base)
    if not found:
        return NOTHING
    return history_of(base, found, git_blobs(root, blobs_wanted(base, found)), git_pending(root))
