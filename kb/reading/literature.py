"""What claims are taken from: discussions, positions, and the bibliography."""

import re
from collections.abc import Mapping
from dataclasses import asdict

from kb.model import Discussion, Finding, Passage, Position, Reference
from kb.model.names import KEBAB
from kb.reading.bibtex import references_of
from kb.reading.bibtex_faults import FILE as BIBLIOGRAPHY
from kb.reading.parsed import Remembered, content_key, typed_fields
from kb.reading.schema import Json, Number, Text, Word, Yes
from kb.reading.schema_records import Many, Record, Table

PEOPLE = ("authors", "families")
POSITIONS = "literature/positions.yaml"
LINE = Text(one_line=True)
POSITION_TABLE = Table(
    Record(
        {"title": LINE, "one": Yes(), "about": Text()},
        needs=("title", "one"),
        about={"one": "whether it is a single person, and no group or tradition"},
    ),
    KEBAB,
    "small words joined by -",
    "curator: {title: The editors, one: no}",
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
    about={"salt": "what the hashes begin with, as 'kb sources add TEXT --id ID' writes it"},
)


def bibliography(
    files: Mapping[str, bytes], memory: Remembered
) -> tuple[dict[str, Reference], tuple[Finding, ...]]:
    """The works cited, by key."""
    content = files.get(BIBLIOGRAPHY)
    if content is None:
        return {}, ()
    key = content_key("works", content)
    if key in memory:
        return {
            name: Reference(**{**work, **{people: tuple(work[people]) for people in PEOPLE}})
            for name, work in memory[key].items()
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
    fields, findings = typed_fields(POSITIONS, files[POSITIONS], POSITION_TABLE, memory)
    if findings:
        return {}, findings
    return {
        name: Position(name, position["title"], position["one"], position.get("about", ""))
        for name, position in fields.items()
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
        fields, wrong = typed_fields(path, files[path], DISCUSSION, memory)
        findings += wrong
        if not wrong:
            passages = {n: passage_of(n, passage) for n, passage in fields["passages"].items()}
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
