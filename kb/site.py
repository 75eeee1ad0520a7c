"""The site on disk: pages from knowledge, written where they changed, framed by MkDocs."""

import json
from pathlib import Path

from kb.checks.all import manuals
from kb.claimshape import schema
from kb.exchange.takeaway import takeaways
from kb.knowledge import Knowledge
from kb.outside import frame_pages
from kb.remember import Memory
from kb.render.drawings import remembered
from kb.render.font import NAME as FONT
from kb.render.font import math_font
from kb.render.pages import pages
from kb.render.shelf import CheckPage
from kb.render.write import write_pages

DOCS = Path(__file__).resolve().parents[1] / "docs"
CONFIG = Path(__file__).resolve().parents[1] / "mkdocs.yml"


def build_site(root: Path, knowledge: Knowledge, today: str) -> list[str]:
    """Write build/pages and build site/; says how much there was to do."""
    docs = {path.name: path.read_bytes() for path in sorted(DOCS.iterdir()) if path.is_file()}
    manual = [
        CheckPage(each.name, each.severity, each.problem, each.fix, each.passes, each.fails)
        for each in manuals()
    ]
    made = pages(knowledge, manual, docs, today, draw=remembered(Memory(root / ".kb")))
    made |= dict(takeaways(knowledge.base))
    made["claim.schema.json"] = json.dumps(schema(), indent=1).encode()
    counts = write_pages(made, root / "build" / "pages", {FONT: math_font})
    frame_pages(CONFIG, root / "site")
    return [
        f"{len(made)} files of pages: {counts.written} written, {counts.kept} unchanged,"
        f" {counts.deleted} removed",
        f"the site is in {root / 'site'}; open {root / 'site' / 'index.html'}",
    ]
