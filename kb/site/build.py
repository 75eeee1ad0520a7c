"""The site on disk: pages from knowledge, written where they changed, and framed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kb._data import packed
from kb.checks.all import manuals
from kb.graph import Graph
from kb.history.from_git import Registrations, known_history
from kb.history.history import History
from kb.knowledge import Knowledge
from kb.memory import Memory, code_digest
from kb.model import Base
from kb.model.misuse import Misuse
from kb.model.outcomes import Standing
from kb.pipeline import Judged
from kb.reading.claim_schema import schema
from kb.reports.text import report
from kb.site.data.font import NAME as FONT
from kb.site.data.font import math_font
from kb.site.figures.cache import remembered_contests, remembered_figures
from kb.site.frame import write_and_frame
from kb.site.framing import COLOURS_CSS, served_at
from kb.site.index import Index
from kb.site.jobs import Job, done
from kb.site.pages.all import jobs, titles_of_tabs
from kb.site.pages.questions import changed_states
from kb.site.recalled import Recalled
from kb.site.traced import Traced
from kb.site.write import Seen
from kb.takeaway.takeaway import takeaway_of

DARK = "-dark"
VIEWED = (Index, Knowledge, Base, Standing, Graph, History, Registrations)
ABOUT = "about.md"  # a base replaces ours, which says little
OWN = "docs"  # the folder of a base in which its own pages lie


@dataclass(frozen=True)
class Built:
    """What building came to: lines to print, errors as text, whether any page is another."""

    lines: tuple[str, ...]
    errors: str
    changed: bool
    undated: str = ""  # why there are no dates and no feed, though there is a past


class Kept:
    """What a site that is served keeps from one building to the next, in memory."""

    def __init__(self, root: Path, memory: Memory | None = None) -> None:
        """Nothing was built yet."""
        self.memory = memory or Memory(root / ".kb")
        self.draw = remembered_figures(self.memory)
        self.draw_contest = remembered_contests(self.memory)
        self.templates, self.traced, self.seen = "", Traced(*VIEWED), Seen()
        self.recalled = Recalled()

    def as_of(self, templates: str) -> Traced:
        """What was made with these templates; with others, all is made again."""
        if templates != self.templates:
            self.templates, self.traced = templates, Traced(*VIEWED)
        return self.traced


def build_site(
    root: Path,
    judged: Judged,
    today: str,
    only_changed: bool = False,
    site: str = "",
    repository: str = "",
    kept: Kept | None = None,
) -> Built:
    """Write build/pages and build site/, errors included; of what is kept only what changed."""
    knowledge, findings = judged.knowledge, judged.findings
    told = knowledge.base.configuration
    where = served_at(told, site, repository)
    docs = hand_written_files(root)
    history = known_history(root, knowledge.base)
    keeping = kept or Kept(root)
    given = tuple(findings or knowledge.base.findings)
    index = Index(
        knowledge, tuple(manuals()), today, history, keeping.draw, given, where,
        keeping.draw_contest,
    )  # fmt: skip
    traced = kept.as_of(code_digest(packed("templates").iterdir())) if kept else None
    every = [*jobs(index), *(takeaway_job(name) for name in knowledge.base.demonstrations)]
    made = done(every, index, docs, traced)
    made["claim.schema.json"] = json.dumps(schema(), indent=1).encode()
    if told.colours:
        made[COLOURS_CSS] = style_of(told.colours)
    counts = write_and_frame(
        root, made, {FONT: math_font}, only_changed, told, titles_of_tabs(docs), where.site,
        kept.seen if kept else None,
    )  # fmt: skip
    files = counts.written + counts.kept
    lines = (
        f"{files} files of pages: {counts.written} written, {counts.kept} unchanged,"
        f" {counts.deleted} removed",
        *changed_states(index),
        f"the site is in {root / 'site'}; open {root / 'site' / 'index.html'}",
    )
    errors = [finding for finding in findings if finding.severity == "error"]
    text = report(errors, knowledge.base.files)
    changed = bool(counts.written or counts.deleted or counts.framed_anew)
    return Built(lines, text, changed, history.missing)


def takeaway_job(address: str) -> Job:
    """What makes the downloads of a demonstration."""
    return Job(f"takeaway {address}", lambda index, _: takeaway_of(index.knowledge.base, address))


def hand_written_files(root: Path) -> dict[str, bytes]:
    """Manual, styles and scripts that come with kb, then pages and assets of the base, by path.

    No link is followed out of the base's folder, and nothing of the base takes a place of kb's.
    """
    manual, assets = packed("manual"), packed("assets")
    found = {path.name: path.read_bytes() for path in sorted(manual.glob("*.md"))}
    found |= {f"assets/{path.name}": path.read_bytes() for path in sorted(assets.iterdir())}
    folder = root / OWN
    for path in sorted([*folder.glob("*.md"), *folder.glob("assets/**/*")]):
        name = path.relative_to(folder).as_posix()
        inside = path.resolve().is_relative_to(folder.resolve())
        if not path.is_file() or not inside or "/." in f"/{name}":
            continue
        if name in ({*found, COLOURS_CSS, FONT, "checks.md", "index.md"} - {ABOUT}):
            raise Misuse(f"{path} would take the place of a file of the site; call it otherwise")
        found[name] = path.read_bytes()
    return found


def style_of(colours: Mapping[str, str]) -> bytes:
    """The colours of a base, in place of ours, as a style sheet."""
    light = "".join(f"--kb-{name}:{said};" for name, said in colours.items() if DARK not in name)
    dark = "".join(
        f"--kb-{name.removesuffix(DARK)}:{said};" for name, said in colours.items() if DARK in name
    )
    usual = f':root,[data-md-color-scheme="default"]{{{light}}}\n' if light else ""
    other = f'@media screen{{[data-md-color-scheme="slate"]{{{dark}}}}}\n' if dark else ""
    return f"{usual}{other}".encode()


def watched_folders(root: Path) -> list[Path]:
    """Folders from which the site is made, as far as they are there."""
    own = [root / name for name in ("claims", "literature", OWN)]
    return [*(folder for folder in own if folder.is_dir()), packed("")]


def watched_files(root: Path) -> list[Path]:
    """Files at the base's root from which the site is made, whether or not they are there."""
    return [root / "kb.toml", root / "mkdocs.yml"]
