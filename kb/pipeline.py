"""From files to knowledge to findings: where a newcomer starts.

files -> read -> base -> evidence, conflicts, standing -> knowledge -> checks -> findings
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.checks.all import findings_of
from kb.demos.cruxes import crux_attacks, cruxes_of
from kb.demos.evidence import Manner, gather
from kb.graph import graph_of
from kb.knowledge import Knowledge
from kb.memory import Memory
from kb.model import Base, Finding
from kb.reading import bibtex as bibliography
from kb.reading import claim_schema as claimshape
from kb.reading import claims as claimfile
from kb.reading import literature, read, scripts
from kb.reading import parsed as typed
from kb.reading import schema as shape
from kb.reading import schema_records as record
from kb.reading import strict_yaml as yamltext
from kb.reading import yaml_traps as yamltraps
from kb.reasoning.contradictions.conflicts import conflicts_of
from kb.reasoning.rules import strict_part
from kb.reasoning.semantics.standing import standing_of

READERS = (
    bibliography, claimshape, claimfile, literature, read, record, scripts, shape, typed,
    yamltext, yamltraps,
)  # fmt: skip
SEEN = ("claims/*/*", "literature/*", "literature/discussions/*")


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
            if path.is_file() and inside and path.suffix in {".yaml", ".yml", ".py", ".md", ".bib"}:
                found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found


def load(files: Mapping[str, bytes], memory: Memory) -> Base:
    """The base, with what was parsed before taken from memory."""
    code = b"".join(Path(each.__file__ or "").read_bytes() for each in READERS)
    parsed = memory.parsed(hashlib.sha256(code).hexdigest())
    base = read.read(files, parsed)
    parsed.save()
    return base


def know(
    base: Base,
    root: Path,
    memory: Memory,
    run: Iterable[str] = (),
    manner: Manner | None = None,
) -> Knowledge:
    """Everything derived from a base; the demonstrations named in ``run`` may be run."""
    graph = graph_of(base)
    strict = strict_part(graph)
    evidence = gather(base, root, memory, run, manner or Manner())
    cruxes = cruxes_of(base, evidence)
    return Knowledge(
        base=base,
        evidence=evidence,
        conflicts=conflicts_of(base, strict),
        standing=standing_of(base, graph, evidence, strict, crux_attacks(cruxes)),
        cruxes=cruxes,
    )


def judge(knowledge: Knowledge, today: str, only: Sequence[str] = ()) -> Judged:
    """What the checks find, about the claims named only (about all, if none is)."""
    found = findings_of(knowledge, today)
    if only:
        # By the file's name, since a claim that could not be read is known by nothing else.
        named = {f"{each}.yaml" for each in only}
        found = tuple(each for each in found if each.place.file.rpartition("/")[2] in named)
    return Judged(knowledge, found)


def demonstrations_of(base: Base, claims: Iterable[str]) -> list[str]:
    """Addresses of the demonstrations of some claims."""
    wanted = set(claims)
    return [address for address, each in base.demonstrations.items() if each.claim in wanted]
