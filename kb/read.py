"""Read files into a base.  Pure: a mapping of paths to bytes in, one frozen value out.

A disk, a git revision, an editor's buffer and a test's dictionary are four makers of
the mapping.  What one content says never changes, so it may be ``remembered`` by hash.
"""

import hashlib
import re
from collections.abc import Mapping, MutableMapping
from dataclasses import asdict

from kb.bibliography import FILE as BIBLIOGRAPHY
from kb.bibliography import references_of
from kb.claimfile import claim_of
from kb.claimshape import CLAIM
from kb.model import (
    Base,
    Claim,
    Discussion,
    Finding,
    Passage,
    Place,
    Position,
    Reference,
    Script,
    Setting,
    Topic,
)
from kb.record import Many, Record, Table
from kb.scripts import script_of
from kb.shape import CLAIM_ID, KEBAB, Json, Number, Reading, Shape, Text, Word, Yes
from kb.yamltext import parse

POSITIONS = "literature/positions.yaml"
LINE = Text(one_line=True)
POSITION_TABLE = Table(
    Record({"title": LINE, "one": Yes(), "about": Text()}, needs=("title", "one")),
    KEBAB,
    "small words joined by -",
)
SILENT = ("thanks", "acknowledgement", "fragment", "disclaimer", "preface", "resource", "remark")
DISCUSSION = Record(
    {
        "title": LINE,
        "where": LINE,
        "salt": Text("[0-9a-f]{16,64}", "16 to 64 hexadecimal digits"),
        "passages": Table(
            Record(
                {
                    "speaker": Text(KEBAB, "the id of a position"),
                    "digest": Text("[0-9a-f]{64}", "64 hexadecimal digits"),
                    "words": Number(1, 100_000, whole=True),
                    "shingles": Text("[0-9a-f ]*", "hexadecimal hashes"),
                    "cut": Many(Word(("start", "middle", "end", "symbols"))),
                    "silent": Word(SILENT),
                    "because": LINE,
                    "pending": Yes(),
                },
                needs=("speaker", "digest", "words"),
            ),
            "[0-9]+",
            "a passage's number",
        ),
    },
    needs=("title", "where", "salt", "passages"),
)
Remembered = MutableMapping[str, Json]


def read(files: Mapping[str, bytes], remembered: Remembered | None = None) -> Base:
    """Everything the files say, with a finding for all that could not be read."""
    memory: Remembered = {} if remembered is None else remembered
    findings: list[Finding] = []
    claims: list[Claim] = []
    broken: set[str] = set()
    for path in sorted(files):
        if not (path.startswith("claims/") and path.endswith((".yaml", ".yml"))):
            continue
        findings += misplaced(path)
        fields, found = typed(path, files[path], CLAIM, memory)
        if found or misplaced(path):
            findings += found
            broken.add(path.rpartition("/")[2].rpartition(".")[0])
        else:
            claims.append(claim_of(path, fields))
    works, works_found = bibliography(files, memory)
    positions, more = positions_of(files, memory)
    discussions, others = discussions_of(files, memory)
    return Base(
        claims=tuple(sorted(claims, key=lambda claim: claim.id)),
        positions=positions,
        references=works,
        discussions=discussions,
        topics=topics_of(files),
        scripts=scripts_of(files, memory),
        files=files,
        broken=frozenset(broken),
        findings=(*findings, *works_found, *more, *others),
    )


def misplaced(path: str) -> list[Finding]:
    """A finding if a claim's file does not stand where claims stand."""
    if re.fullmatch(rf"claims/{KEBAB}/{CLAIM_ID}\.yaml", path):
        return []
    message = (
        "a claim stands at claims/<topic>/<id>.yaml; an id is at least two small words joined by -"
    )
    return [Finding(Place(path), message, "rename the file")]


def content_key(kind: str, content: bytes) -> str:
    """The name under which what a content says is remembered."""
    return f"{kind}-{hashlib.sha256(content).hexdigest()}"


def typed(
    path: str, content: bytes, shape: Shape, memory: Remembered
) -> tuple[Json, list[Finding]]:
    """The typed fields of a YAML file; only a file without findings is remembered."""
    key = content_key("yaml", content)
    if key in memory:
        return memory[key], []
    written = parse(path, content)
    if written.tree is None:
        return {}, list(written.findings)
    reading = Reading(path)
    fields = shape.read(written.tree, (), reading)
    if not reading.findings:
        memory[key] = fields
    return fields, reading.findings


def bibliography(
    files: Mapping[str, bytes], memory: Remembered
) -> tuple[dict[str, Reference], tuple[Finding, ...]]:
    """The works cited, by key."""
    content = files.get(BIBLIOGRAPHY)
    if content is None:
        return {}, ()
    key = content_key("bib", content)
    if key in memory:
        return {
            name: Reference(**{**each, "authors": tuple(each["authors"])})
            for name, each in memory[key].items()
        }, ()
    works, findings = references_of(content)
    if not findings:
        memory[key] = {name: asdict(work) for name, work in works.items()}
    return works, findings


def positions_of(
    files: Mapping[str, bytes], memory: Remembered
) -> tuple[dict[str, Position], list[Finding]]:
    """Who can hold a claim, by id."""
    if POSITIONS not in files:
        return {}, []
    fields, findings = typed(POSITIONS, files[POSITIONS], POSITION_TABLE, memory)
    if findings:
        return {}, findings
    return {
        name: Position(name, each["title"], each["one"], each.get("about", ""))
        for name, each in fields.items()
    }, []


def discussions_of(
    files: Mapping[str, bytes], memory: Remembered
) -> tuple[dict[str, Discussion], list[Finding]]:
    """Discussions by id."""
    found: dict[str, Discussion] = {}
    findings: list[Finding] = []
    for path in sorted(files):
        match = re.fullmatch(rf"literature/discussions/({KEBAB})\.yaml", path)
        if not match:
            continue
        fields, wrong = typed(path, files[path], DISCUSSION, memory)
        findings += wrong
        if not wrong:
            passages = {n: passage_of(n, each) for n, each in fields["passages"].items()}
            found[match[1]] = Discussion(
                match[1], path, fields["title"], fields["where"], fields["salt"], passages
            )
    return found, findings


def passage_of(number: str, fields: Mapping[str, Json]) -> Passage:
    """One passage as recorded."""
    return Passage(
        number=number,
        digest=fields["digest"],
        words=fields["words"],
        shingles=frozenset((fields.get("shingles") or "").split()),
        speaker=fields["speaker"],
        cut=tuple(fields.get("cut", ())),
        silent=fields.get("silent", ""),
        because=fields.get("because", ""),
        pending=fields.get("pending", False),
    )


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
                "settings": [[each.name, each.default] for each in script.settings],
                "imports": script.imports,
                "problem": script.problem,
                "line": script.line,
            }
        said = memory[key]
        settings = tuple(Setting(name, default) for name, default in said["settings"])
        text = files[path].decode("utf-8", errors="replace")
        scripts[path] = Script(
            path, text, settings, tuple(said["imports"]), said["problem"], said["line"]
        )
    return scripts
