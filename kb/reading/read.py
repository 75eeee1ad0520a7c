"""Read files into a base.  Pure: a mapping of paths to bytes in, one frozen value out.

A disk, a git revision, an editor's buffer and a test's dictionary are four makers of
the mapping.  What one content says never changes, so it may be ``remembered`` by hash.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kb.model import Base, Chance, Claim, Finding, Place, Script, Setting, Topic
from kb.model.names import CLAIM_ID, KEBAB
from kb.reading.claim_schema import CLAIM
from kb.reading.claims import claim_of
from kb.reading.conflict_markers import unmerged
from kb.reading.former_names import with_present_names
from kb.reading.literature import bibliography, discussions_of, positions_of
from kb.reading.parsed import Remembered, content_key, typed_fields
from kb.reading.scripts import script_of


def read(files: Mapping[str, bytes], remembered: Remembered | None = None) -> Base:
    """Everything the files say, with a finding for all that could not be read."""
    memory: Remembered = {} if remembered is None else remembered
    conflicts = unmerged(files)
    findings: list[Finding] = list(conflicts.values())
    claims: list[Claim] = []
    broken: set[str] = set()
    for path in sorted(files):
        if not (path.startswith("claims/") and path.endswith((".yaml", ".yml"))):
            continue
        findings += misplacement(path)
        if path in conflicts:  # said once; what the parser would say of it helps nobody
            broken.add(path.rpartition("/")[2].rpartition(".")[0])
            continue
        fields, found = typed_fields(path, files[path], CLAIM, memory)
        if found or misplacement(path):
            findings += found
            broken.add(path.rpartition("/")[2].rpartition(".")[0])
        else:
            claims.append(claim_of(path, fields))
    works, works_found = bibliography(files, memory)
    positions, more = positions_of(files, memory)
    discussions, others = discussions_of(files, memory)
    return Base(
        claims=with_present_names(sorted(claims, key=lambda claim: claim.id)),
        positions=positions,
        references=works,
        discussions=discussions,
        topics=topics_of(files),
        scripts=scripts_of(files, memory),
        files=files,
        broken=frozenset(broken),
        findings=(*findings, *works_found, *more, *others),
    )


def misplacement(path: str) -> list[Finding]:
    """A finding if a claim's file does not stand where claims stand."""
    if re.fullmatch(rf"claims/{KEBAB}/{CLAIM_ID}\.yaml", path):
        return []
    message = (
        "a claim stands at claims/<topic>/<id>.yaml; an id is at least two small words joined by -"
    )
    return [Finding(Place(path), message, "rename the file")]


def topics_of(files: Mapping[str, bytes]) -> dict[str, Topic]:
    """Topics by folder name; the first heading of index.md is the title."""
    topics = {}
    for path in sorted(files):
        parts = path.split("/")
        if parts[0] != "claims" or len(parts) != 3:
            continue
        topic = parts[1]
        text = files.get(f"claims/{topic}/index.md", b"").decode("utf-8", errors="replace").strip()
        first, _, rest = text.partition("\n")
        heading = first.removeprefix("#").strip() if first.startswith("# ") else ""
        title = heading or topic.replace("-", " ").capitalize()
        topics[topic] = Topic(
            topic, title, rest.strip() if heading else text, f"claims/{topic}/index.md"
        )
    return topics


def scripts_of(files: Mapping[str, bytes], memory: Remembered) -> dict[str, Script]:
    """Scripts and helpers by path."""
    scripts = {}
    for path in sorted(files):
        if not (path.startswith("claims/") and path.endswith(".py")):
            continue
        key = content_key("script", files[path])
        if key not in memory:
            script = script_of(path, files[path])
            memory[key] = {
                "settings": [[s.name, s.default, s.choices] for s in script.settings],
                "imports": script.imports,
                "problem": script.problem,
                "line": script.line,
                "chance": asdict(script.chance),
            }
        said = memory[key]
        settings = tuple(
            Setting(name, default, tuple(choices)) for name, default, choices in said["settings"]
        )
        text = files[path].decode("utf-8", errors="replace")
        scripts[path] = Script(
            path,
            text,
            settings,
            tuple(said["imports"]),
            said["problem"],
            said["line"],
            chance_from(said["chance"]),
        )
    return scripts


def chance_from(said: Mapping[str, Any]) -> Chance:
    """What was remembered of a script's random draws."""
    pairs = {
        name: tuple((line, call) for line, call in said[name]) for name in ("undecided", "common")
    }
    return Chance(tuple(said["draws"]), **pairs, seeds_common=said["seeds_common"])
