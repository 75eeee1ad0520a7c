"""From files to knowledge to findings: where a newcomer starts.

files -> read -> base -> evidence, conflicts, standing -> knowledge -> checks -> findings
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from kb.model import Base, Finding
from kb.model.outcomes import Judgement, Label
from kb.reading.read import read
from kb.reasoning.contradictions.conflicts import conflicts_of
from kb.reasoning.rules import strict_part
from kb.reasoning.semantics.standing import standing_of

HERE = Path(__file__).parent
SEEN = ("claims/*/*", "literature/*", "literature/discussions/*")
KINDS = {".yaml", ".yml", ".py", ".md", ".bib", SUFFIX}


@dataclass(frozen=True)
class Judged:
    """Knowledge, and what the checks say of it."""

    knowledge: Knowledge
    findings: tuple[Finding, ...]


def files_under(root: Path) -> dict[str, bytes]:
    """The files of a base on disk, by path from its root; links out of it are not followed."""
    home = root.resolve()
    found = {}
    for pattern in SEEN:
        for path in sorted(root.glob(pattern)):
            inside = path.resolve().is_relative_to(home)
            if path.is_file() and inside and path.suffix in KINDS:
                found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found


def load(files: Mapping[str, bytes], memory: Memory) -> Base:
    """The base, with what was parsed before taken from memory."""
    parsed = memory.parsed(code_digest(files_that_read()))
    base = read(files, parsed)
    parsed.save()
    return base


def files_that_read() -> list[Path]:
    """The code on which it depends what a file says."""
    return [path for room in ("model", "reading") for path in (HERE / room).glob("*.py")]


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


def judge(knowledge: Knowledge, today: str, only: Sequence[str] = ()) -> Judged:
    """What the checks find, about the claims named only (about all, if none is)."""
    findings = findings_of(knowledge, today)
    if only:
        # By the file's name, since a claim that could not be read is known by nothing else.
        named = {f"{claim}.yaml" for claim in only}
        findings = tuple(f for f in findings if f.place.file.rpartition("/")[2] in named)
    return Judged(knowledge, findings)


def demonstrations_of(base: Base, claims: Iterable[str]) -> list[str]:
    """Addresses of the demonstrations of some claims."""
    wanted = set(claims)
    return [
        at for at, demonstration in base.demonstrations.items() if demonstration.claim in wanted
    ]
