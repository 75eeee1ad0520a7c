"""The site on disk: pages from knowledge, written where they changed, framed by MkDocs."""

import json
from dataclasses import dataclass
from pathlib import Path

from kb.checks.all import manuals
from kb.history.from_git import known_history
from kb.memory import Memory
from kb.pipeline import Judged
from kb.reading.claim_schema import schema
from kb.reports.text import report
from kb.site.data.font import NAME as FONT
from kb.site.data.font import math_font
from kb.site.figures.cache import remembered_figures
from kb.site.index import Index
from kb.site.mkdocs import configured, write_and_frame
from kb.site.pages.all import pages
from kb.site.pages.questions import changed_states
from kb.site.text.templates import FOLDER as TEMPLATES
from kb.takeaway.takeaway import takeaways

DOCS = Path(__file__).resolve().parents[2] / "docs"


@dataclass(frozen=True)
class Built:
    """What building came to: lines to print, errors as text, whether any page is another."""

    lines: tuple[str, ...]
    errors: str
    changed: bool
    undated: str = ""  # why there are no dates and no feed, though there is a past


def build_site(
    root: Path,
    judged: Judged,
    today: str,
    only_changed: bool = False,
    site: str = "",
    repository: str = "",
) -> Built:
    """Write build/pages and build site/, errors included."""
    where = configured(site, repository)
    knowledge, findings = judged.knowledge, judged.findings
    history = known_history(root, knowledge.base)
    draw = remembered_figures(Memory(root / ".kb"))
    made = pages(
        knowledge, manuals(), hand_written_files(), today,
        draw=draw, findings=findings, history=history, served=where,
    )  # fmt: skip
    made |= dict(takeaways(knowledge.base))
    made["claim.schema.json"] = json.dumps(schema(), indent=1).encode()
    counts = write_and_frame(root, made, {FONT: math_font}, only_changed, where.site)
    lines = (
        f"{len(made)} files of pages: {counts.written} written, {counts.kept} unchanged,"
        f" {counts.deleted} removed",
        *changed_states(Index(knowledge)),
        f"the site is in {root / 'site'}; open {root / 'site' / 'index.html'}",
    )
    errors = [finding for finding in findings if finding.severity == "error"]
    text = report(errors, knowledge.base.files)
    return Built(lines, text, bool(counts.written or counts.deleted), history.missing)


def hand_written_files() -> dict[str, bytes]:
    """Pages, styles and scripts that were written by hand, by their path in ``docs/``."""
    return {
        path.relative_to(DOCS).as_posix(): path.read_bytes()
        for path in sorted(DOCS.rglob("*"))
        if path.is_file()
    }


def watched_folders(root: Path) -> list[Path]:
    """Folders from which the site is made."""
    return [root / "claims", root / "literature", DOCS, TEMPLATES]
