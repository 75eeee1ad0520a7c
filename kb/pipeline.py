"""From files to knowledge to findings: where a newcomer starts.

files -> read -> base -> evidence, conflicts, standing -> knowledge -> checks -> findings
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from kb.checks.all import findings_of
from kb.demos.cruxes import contested_cruxes, cruxes_of
from kb.demos.evidence import Manner, gather
from kb.demos.stakes import failed_predictions, measured_attacks
from kb.graph import graph_of
from kb.history.from_git import Registrations, known_registrations
from kb.history.manifest import SUFFIX
from kb.knowledge import Knowledge
from kb.memory import Memory, code_digest
from kb.model import Base, Finding, Place
from kb.model.outcomes import Judgement, Label
from kb.reading.configuration import FILE as CONFIGURATION
from kb.reading.read import read
from kb.reading.unread import is_yaml
from kb.reasoning.contradictions.conflicts import conflicts_of
from kb.reasoning.rules import strict_part
from kb.reasoning.semantics.standing import standing_of

HERE = Path(__file__).parent
SEEN = re.compile("(claims/[^/]+|literature(/discussions|/questions)?)/[^/]+", re.DOTALL)
FOLDERS = ("claims", "literature")
SHELVES = ("literature/discussions", "literature/questions")  # may be links within the literature
KINDS = {".yaml", ".yml", ".py", ".md", ".bib", SUFFIX}
MOST, MOST_BYTES = 16 * 2**20, {".py": 256 * 2**10}  # of one file, by its kind


@dataclass(frozen=True)
class Judged:
    """Knowledge, and what the checks say of it."""

    knowledge: Knowledge
    findings: tuple[Finding, ...]


class Entry(NamedTuple):
    """What lies under a base: its path from the root, and whether it is a link."""

    path: str
    is_link: bool
    on_disk: os.DirEntry[str]

    @property
    def is_hidden(self) -> bool:
        """Whether it, or a folder that it lies in, is."""
        return "/." in self.path

    @property
    def is_file(self) -> bool:
        """Whether it is a file, or a link that ends at one."""
        return Path(self.on_disk.path).is_file() if self.is_link else self.on_disk.is_file()

    @property
    def suffix(self) -> str:
        """As pathlib has it: nothing for a name that begins or ends with its only dot."""
        name = self.on_disk.name
        dot = name.rfind(".")
        return name[dot:] if 0 < dot < len(name) - 1 else ""


def files_under(root: Path) -> dict[str, bytes]:
    """The files of a base on disk, by path from its root; no link is followed out of its topic.

    YAML that lies elsewhere among them comes along, so that it can be said that nothing reads it,
    and Python of any depth, since scripts can import it.
    """
    found: dict[str, bytes] = {}
    links = [folder for folder in FOLDERS if (root / folder).is_symlink()]
    shelves = [at for at in SHELVES if (root / at).is_symlink() and (root / at).is_dir()]
    for entry in below(root, enter=shelves):
        suffix = entry.suffix
        seen = suffix in KINDS and SEEN.fullmatch(entry.path)
        place = entry.path.rpartition("/")[0]
        stray = not entry.is_hidden and (is_yaml(entry.on_disk.name) or suffix == ".py")
        stray = stray and place not in shelves
        # only a link leads elsewhere: folders that are links are not gone into
        if (seen or stray) and entry.is_file:
            path = root / entry.path
            leads = entry.is_link or place in shelves or entry.path.partition("/")[0] in links
            if not too_large(entry.on_disk, suffix) and not (leads and leads_out(root, path)):
                found[entry.path] = path.read_bytes()
    own = root / CONFIGURATION
    if own.is_file() and not leads_out(root, own) and not too_large(own, own.suffix):
        found[CONFIGURATION] = own.read_bytes()
    return {path: found[path] for path in sorted(found, key=lambda path: path.split("/"))}


def is_read(path: str) -> bool:
    """Whether a file of that path would be looked at, were it on the disk: not all links are."""
    if path == CONFIGURATION:
        return True
    name = path.rpartition("/")[2]
    suffix = Path(name).suffix
    among = path.partition("/")[0] in FOLDERS and "/." not in path
    stray = among and (is_yaml(name) or suffix == ".py")
    return stray or (suffix in KINDS and SEEN.fullmatch(path) is not None)


def below(root: Path, enter: Sequence[str] = ()) -> Iterator[Entry]:
    """Everything among claims and literature at any depth; of links below only some are entered."""
    waiting = list(FOLDERS)
    for folder in waiting:
        with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
            with os.scandir(root / folder) as entries:
                inside = list(entries)
            for on_disk in inside:
                entry = Entry(f"{folder}/{on_disk.name}", on_disk.is_symlink(), on_disk)
                yield entry
                ends = entry.is_link or folder in enter
                if entry.path in enter or (not ends and on_disk.is_dir()):
                    waiting.append(entry.path)


def leads_out(root: Path, path: Path) -> bool:
    """Whether links lead from a path out of its topic, or out of the literature."""
    own = path.relative_to(root).parts[: 2 if path.is_relative_to(root / "claims") else 1]
    return not path.resolve().is_relative_to(root.resolve().joinpath(*own))


def too_large(file: Path | os.DirEntry[str], suffix: str) -> bool:
    """Whether a file is larger than any that is read; asked before it is opened."""
    return file.stat().st_size > MOST_BYTES.get(suffix, MOST)


def left_out(root: Path) -> list[Finding]:
    """A finding for each file that is not read for its size, or for where it leads."""
    found = []
    seen = (entry for entry in below(root) if not entry.is_hidden)
    for entry in sorted(seen, key=lambda entry: entry.path.split("/")):
        path, place, suffix = root / entry.path, Place(entry.path), entry.suffix
        known = suffix.lower() in KINDS
        if entry.is_link and not path.exists():
            if known:
                found.append(Finding(place, "this link leads nowhere", "put the file itself here"))
        elif entry.is_link and leads_out(root, path):
            inside = path.resolve().is_relative_to(root.resolve())
            folder = "its topic" if entry.path.startswith("claims/") else "the literature"
            message = f"this link leads out of {folder if inside else 'the base'}"
            hint = "put what it leads to here"
            found.append(Finding(place, f"{message}, and is not followed", hint))
        elif known and entry.is_file and too_large(entry.on_disk, suffix):
            most = MOST_BYTES.get(suffix, MOST) // 2**10
            message = f"this file has more than {most:,} KiB, and is not read"
            found.append(Finding(place, message, "split it, or keep its numbers in a file of data"))
    return found


def load(files: Mapping[str, bytes], memory: Memory, unread: Sequence[Finding] = ()) -> Base:
    """The base, with what was parsed before taken from memory; ``unread`` could not be had."""
    parsed = memory.parsed(code_digest(files_that_read()))
    base = read(files, parsed)
    parsed.save()
    return replace(base, findings=(*base.findings, *unread))


def files_that_read() -> list[Path]:
    """The code on which it depends what a file says."""
    rooms = [path for room in ("model", "reading") for path in (HERE / room).glob("*.py")]
    return [*rooms, HERE / "phrasing.py"]


def know(
    base: Base,
    root: Path,
    memory: Memory,
    run: Iterable[str] = (),
    manner: Manner | None = None,
) -> Knowledge:
    """Everything derived from a base; the demonstrations named in ``run`` may be run."""
    evidence = gather(base, root, memory, run, manner or Manner())
    return derive(base, evidence, known_registrations(root, base, memory))


def derive(
    base: Base,
    evidence: Mapping[str, Judgement],
    registrations: Registrations | None = None,
) -> Knowledge:
    """Everything that follows from a base, from what was measured, and what was said before.  Pure.

    Without registrations, every prediction counts.
    """
    known = registrations or Registrations()
    graph = graph_of(base)
    strict = strict_part(graph)
    measured = measured_attacks(base, evidence, known.too_late)
    cruxes = cruxes_of(base, evidence, known.too_late)
    standing = standing_of(base, graph, evidence, strict, measured)
    stands = (Label.IN, Label.NOT_IN_DEBATE)  # of what is unknown it cannot be said
    cut = {name for name in evidence if standing.label(name) not in stands}
    uncut = {name: judgement for name, judgement in evidence.items() if name not in cut}
    knowledge = Knowledge(
        base=base,
        evidence=evidence,
        conflicts=conflicts_of(base, strict),
        standing=standing,
        cruxes=contested_cruxes(cruxes, graph, standing),
        registrations=known,
        measured=measured,
        failed_predictions=failed_predictions(base, uncut, known.too_late),
    )
    vars(knowledge)["graph"] = graph  # as it would say itself, were it asked
    return knowledge


def judge(
    knowledge: Knowledge, today: str, asked: Callable[[Finding], bool] | None = None
) -> Judged:
    """What the checks find; only that about which was asked, if something was."""
    findings = findings_of(knowledge, today)
    return Judged(knowledge, tuple(filter(asked, findings)) if asked else findings)


def demonstrations_of(base: Base, claims: Iterable[str]) -> list[str]:
    """Addresses of the demonstrations of some claims."""
    wanted = set(claims)
    return [
        at for at, demonstration in base.demonstrations.items() if demonstration.claim in wanted
    ]
