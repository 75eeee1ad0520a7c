"""From files to knowledge to findings: where a newcomer starts.

files -> read -> base -> evidence, conflicts, standing -> knowledge -> checks -> findings
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

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
SEEN = ("claims/*/*", "literature/*", "literature/discussions/*", "literature/questions/*")
FOLDERS = ("claims", "literature")
KINDS = {".yaml", ".yml", ".py", ".md", ".bib", SUFFIX}
MOST, MOST_BYTES = 16 * 2**20, {".py": 256 * 2**10}  # of one file, by its kind


@dataclass(frozen=True)
class Judged:
    """Knowledge, and what the checks say of it."""

    knowledge: Knowledge
    findings: tuple[Finding, ...]


def files_under(root: Path) -> dict[str, bytes]:
    """The files of a base on disk, by path from its root; no link is followed out of its topic.

    YAML that lies elsewhere among them comes along, so that it can be said that nothing reads it,
    and Python of any depth, since scripts can import it.
    """
    seen = [path for pattern in SEEN for path in root.glob(pattern) if path.suffix in KINDS]
    seen.append(root / CONFIGURATION)
    strays = [path for path in below(root) if is_yaml(path.name) or path.suffix == ".py"]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted({*seen, *strays})
        if path.is_file() and not leads_out(root, path) and not too_large(path)
    }


def below(root: Path) -> Iterator[Path]:
    """Everything among claims and literature at any depth, but what is hidden."""
    for folder in FOLDERS:
        for path in root.glob(f"{folder}/**/*"):
            if not any(part.startswith(".") for part in path.relative_to(root).parts):
                yield path


def leads_out(root: Path, path: Path) -> bool:
    """Whether links lead from a path out of its topic, or out of the literature."""
    own = path.relative_to(root).parts[: 2 if path.is_relative_to(root / "claims") else 1]
    return not path.resolve().is_relative_to(root.resolve().joinpath(*own))


def too_large(path: Path) -> bool:
    """Whether a file is larger than any that is read; asked before it is opened."""
    return path.stat().st_size > MOST_BYTES.get(path.suffix, MOST)


def left_out(root: Path) -> list[Finding]:
    """A finding for each file that is not read for its size, or for where it leads."""
    found = []
    for path in sorted(below(root)):
        place = Place(path.relative_to(root).as_posix())
        known = path.suffix.lower() in KINDS
        if path.is_symlink() and not path.exists():
            if known:
                found.append(Finding(place, "this link leads nowhere", "put the file itself here"))
        elif path.is_symlink() and leads_out(root, path):
            inside = path.resolve().is_relative_to(root.resolve())
            folder = "its topic" if path.is_relative_to(root / "claims") else "the literature"
            message = f"this link leads out of {folder if inside else 'the base'}"
            hint = "put what it leads to here"
            found.append(Finding(place, f"{message}, and is not followed", hint))
        elif known and path.is_file() and too_large(path):
            most = MOST_BYTES.get(path.suffix, MOST) // 2**10
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
    return Knowledge(
        base=base,
        evidence=evidence,
        conflicts=conflicts_of(base, strict),
        standing=standing,
        cruxes=contested_cruxes(cruxes, graph, standing),
        registrations=known,
        measured=measured,
        failed_predictions=failed_predictions(base, uncut, known.too_late),
    )


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
