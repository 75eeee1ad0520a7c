"""What the commands do with a base: open it, choose from it, put results into lines.

Nothing is printed here, so that tests can ask for the same lines.
"""

import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from kb import pipeline, scaffold
from kb.checks.all import manuals
from kb.demos.evidence import Manner, reasons_of
from kb.knowledge import Knowledge
from kb.model import Base
from kb.narrate import about_claim, about_judgement, about_pair
from kb.passages import compare, fingerprint, numbered
from kb.pipeline import Judged
from kb.read import read
from kb.reasoning.disagreements import KINDS, disagreements_of
from kb.reasoning.suspicions import suspicions_of
from kb.remember import Memory
from kb.shape import CLAIM_ID, KEBAB, did_you_mean


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


def summary(judged: Judged, claims: Sequence[str]) -> str:
    """The last line: how much was looked at, and what was found."""
    base = judged.knowledge.base
    addresses = set(demonstrations(base, claims))
    words = [e.word for a, e in judged.knowledge.evidence.items() if a in addresses]
    order = ("holds", "fragile", "refuted", "unclear", "faulty", "unmeasured")
    counts = ", ".join(f"{words.count(word)} {word}" for word in order if word in words)
    pending = sum(p.pending for d in base.discussions.values() for p in d.passages.values())
    errors, warnings = (
        sum(each.severity == severity for each in judged.findings)
        for severity in ("error", "warning")
    )
    conflicts = judged.knowledge.conflicts
    accepted = sum(bool(each.acknowledged) for each in conflicts)
    known = judged.knowledge
    between = disagreements_of(base, known.graph, conflicts, known.cruxes)
    return (
        f"{counted(len(claims), 'claim')}, {counted(len(words), 'demonstration')}"
        f"{f' ({counts})' if counts else ''}; "
        f"{counted(len(between), 'disagreement')}, {counted(accepted, 'acknowledged tension')}; "
        f"{counted(pending, 'passage')} pending; "
        f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    )


def counted(count: int, noun: str) -> str:
    """'1 claim', '2 claims'."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def results(knowledge: Knowledge, claims: Iterable[str]) -> list[str]:
    """Measured against expected, demonstration by demonstration."""
    lines = []
    for address in demonstrations(knowledge.base, claims):
        judgement = knowledge.evidence[address]
        lines.append(f"{address}: {judgement.word}")
        lines += [f"  {line}" for line in about_judgement(judgement)]
    return lines or ["no demonstration to run"]


def demo_status(knowledge: Knowledge, claims: Iterable[str], partly: bool = False) -> int:
    """1 if one is faulty, or came out otherwise than its claim says; or unmeasured, if all ran."""
    for address in demonstrations(knowledge.base, claims):
        word = knowledge.evidence[address].word
        if partly and word == "unmeasured":
            continue
        if word not in ("holds", "fragile", knowledge.base.demonstrations[address].outcome):
            return 1
    return 0


def reasons(opened: Opened, claims: Iterable[str]) -> list[str]:
    """Why each call is remembered or must be run."""
    addresses = demonstrations(opened.base, claims)
    return reasons_of(opened.base, opened.root, opened.memory, addresses)


def explained(root: Path, what: str, other: str = "") -> list[str]:
    """A check's page of the manual, what is known of a claim, or how two claims are related."""
    pages = {page.name: page for page in manuals()}
    if what in pages and not other:
        page = pages[what]
        snippets = [*indented("Passes", page.passes), *indented("Fails", page.fails)]
        head = f"{page.name} ({page.severity}): {page.summary}"
        return [head, "", f"Problem: {page.problem}", f"Fix: {page.fix}", *snippets]
    opened = open_base(root)
    known = opened.base.by_id
    for each in filter(None, (what, other)):
        if each not in known:
            close = did_you_mean(each, [*pages, *known])
            raise click.UsageError(f"'{each}' is neither a claim nor a check{close}")
    knowledge = know(opened)
    if other:
        return about_pair(knowledge, known[what], known[other])
    return about_claim(knowledge, known[what])


def indented(title: str, text: str) -> list[str]:
    """A titled snippet."""
    return ["", f"{title}:", "", *(f"    {line}" for line in text.splitlines())]


@dataclass(frozen=True)
class Built:
    """What building came to: lines to print, errors as text, whether any page is another."""

    lines: tuple[str, ...]
    errors: str
    changed: bool


def build(root: Path, judged: Judged, today: str, only_changed: bool = False) -> Built:
    """Write the pages and build the site, errors included."""
    from kb.report import text
    from kb.site import build_site

    knowledge = judged.knowledge
    lines, changed = build_site(root, knowledge, today, judged.findings, only_changed)
    errors = [each for each in judged.findings if each.severity == "error"]
    return Built(tuple(lines), text(errors, knowledge.base.files), changed)


def watched(root: Path) -> list[Path]:
    """Folders from which the site is made."""
    from kb.render.templates import FOLDER
    from kb.site import DOCS

    return [root / "claims", root / "literature", DOCS, FOLDER]


def new_claim(root: Path, topic: str, ident: str) -> list[str]:
    """Write a claim and its script, unless something is there."""
    import re

    if not re.fullmatch(CLAIM_ID, ident):
        raise click.UsageError(f"'{ident}' is no id: at least two small words joined by -")
    if not re.fullmatch(KEBAB, topic):
        raise click.UsageError(f"'{topic}' is no topic: small words joined by -")
    folder = root / "claims" / topic
    written = []
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (
        (f"{ident}.yaml", scaffold.claim_text(ident)),
        (f"{ident}.py", scaffold.SCRIPT),
    ):
        path = folder / name
        if path.exists():
            raise click.UsageError(f"{path} is there already; nothing was changed")
        path.write_text(text, "utf-8")
        written.append(f"wrote {path.relative_to(root)}")
    return [*written, f"fill it in, then: kb verify {ident}"]


def add_source(root: Path, text: Path, ident: str, title: str | None, where: str) -> list[str]:
    """Write the hashes of a text's passages."""
    files = pipeline.files_under(root)
    known = read(files).discussions.get(ident)
    passages = numbered(text.read_text("utf-8"))
    if not passages:
        raise click.UsageError(f"{text} has no passage; each begins with its number and '|'")
    salt = known.salt if known else secrets.token_hex(8)
    name = title or (known.title if known else ident.replace("-", " ").capitalize())
    found = [fingerprint(number, each, salt) for number, each in passages.items()]
    path = root / "literature" / "discussions" / f"{ident}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(scaffold.discussion_text(name, where, salt, found, known), "utf-8")
    return [f"wrote {path.relative_to(root)}: {counted(len(found), 'passage')}, no text"]


def check_source(root: Path, text: Path, ident: str) -> list[str]:
    """Differences between a text and what is recorded."""
    known = read(pipeline.files_under(root)).discussions.get(ident)
    if known is None:
        raise click.UsageError(f"there is no discussion '{ident}'")
    return compare(known, numbered(text.read_text("utf-8")))


def disagreements(knowledge: Knowledge) -> list[str]:
    """Who is against what, by kind."""
    base = knowledge.base
    found = disagreements_of(base, knowledge.graph, knowledge.conflicts, knowledge.cruxes)
    lines = []
    for kind in KINDS:
        some = [each for each in found if each.kind == kind]
        lines.append(f"{kind}: {len(some) or 'none'}")
        for each in some:
            first, second = (", ".join(who) or "nobody" for who in each.positions)
            lines.append(f"  {each.first} ({first}) / {each.second} ({second})")
            lines += [f"    through {link}" for link in each.links]
            lines += [f"    {each.hint}"] if each.hint else []
    return lines


def suspicions(knowledge: Knowledge) -> list[str]:
    """What looks wrong and may be right."""
    found = suspicions_of(knowledge.base, knowledge.graph)
    if not found:
        return ["suspicions: none"]
    return [f"suspicion: {each.kind}: {' / '.join(each.about)}: {each.why}" for each in found]
