"""From files to knowledge to findings: where a newcomer starts.

files -> read -> base -> evidence, conflicts, standing -> knowledge -> checks -> findings
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kb.checks.all import findings_of
from kb.demos.cruxes import contested_cruxes, cruxes_of
from kb.demos.evidence import Manner, gather
from kb.demos.running.libraries import version
from kb.demos.stakes import failed_predictions, measured_attacks
from kb.graph import graph_of
from kb.history.from_git import Registrations, known_registrations
from kb.knowledge import Knowledge
from kb.memory import Memory, code_digest
from kb.model import Base, Finding
from kb.model.outcomes import Judgement, Label
from kb.reading.parsed import Parsed
from kb.reading.read import read
from kb.reasoning.contradictions.conflicts import conflicts_of
from kb.reasoning.rules import strict_part
from kb.reasoning.semantics.standing import standing_of

HERE = Path(__file__).parent
READ_WITH = ("PyYAML", "bibtexparser", "math-core", "pylatexenc", "rapidfuzz")  # distributions


@dataclass(frozen=True)
class Judged:
    """Knowledge, and what the checks say of it."""

    knowledge: Knowledge
    findings: tuple[Finding, ...]


def load(files: Mapping[str, bytes], memory: Memory, unread: Sequence[Finding] = ()) -> Base:
    """The base, with what was parsed before taken from memory; ``unread`` could not be had."""
    parsed = Parsed(memory, reader())
    base = read(files, parsed)
    parsed.save()
    return replace(base, findings=(*base.findings, *unread))


def reader() -> str:
    """What of code, Python and libraries it depends on what a file says."""
    beside = "; ".join(f"{name} {version(name)}" for name in READ_WITH)
    return f"{code_digest(files_that_read())}; Python {sys.version}; {beside}"


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
