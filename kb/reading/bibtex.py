"""The bibliography: works by key, read with bibtexparser.

Braces that only protect capitals are dropped; everything else stays as written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kb.model import Finding, Place, Reference
from kb.model.sources import VENUES
from kb.reading.bibtex_names import comma_parts, separate_names, spoken
from kb.reading.tex import decoded

FILE = "literature/references.bib"
BY = ("author", "editor", "organization", "institution")  # who stands for the author, in order
BIBLATEX = {"journaltitle": "journal"}  # biblatex's name of a field: BibTeX's
INHERITED = ("year", "date")  # from the entry that crossref names, if it has neither itself
MONTHS = frozenset(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
)
WORD = re.compile(r"[^\s{}\"#,=]+")
LIKE_AN_ENTRY = re.compile(r"\s*@?\s*\w+\s*[{(]\s*[^\s,{}]+\s*,")
SHOWN = {"title", "note", *BY, *VENUES} - {"howpublished"}  # read by people, TeX decoded
FAILED = {
    "DuplicateBlockKeyBlock": "two entries have the same key",
    "DuplicateFieldKeyBlock": "this entry has one field twice",
}


def references_of(content: bytes) -> tuple[dict[str, Reference], tuple[Finding, ...]]:
    """Works by key, and findings where an entry could not be read."""
    import logging

    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    text = content.decode("utf-8", errors="replace")
    library = parse_string(text)
    findings = []
    for block in library.failed_blocks:
        message = FAILED.get(type(block).__name__, "this entry cannot be read")
        place = Place(FILE, at=((block.start_line or 0) + 1, 1))
        findings.append(Finding(place, message, "see how the entries around it are written"))
    works = {}
    parents = {
        entry.key: {field.key.lower(): str(field.value) for field in entry.fields}
        for entry in library.entries
    }
    findings += lost_entries(library.comments)
    strings = {string.key.lower(): str(string.value) for string in library.strings}
    for entry in library.entries:
        written: dict[str, str] = {}
        for name, value, faults in unjoined(entry, strings):
            written[name] = value
            findings += faults
        written |= {BIBLATEX[n]: value for n, value in written.items() if n in BIBLATEX} | written
        inherit(written, parents.get(written.get("crossref", ""), {}))
        works[entry.key] = work = work_of(entry, written)
        line = (entry.start_line or 0) + 1
        findings += unshown(entry.key, line, written)
        told = {"title": work.title, "author": work.authors, "year": work.year}
        findings += [
            Finding(Place(FILE, at=(line, 1)), f"the entry '{entry.key}' has no {needed}")
            for needed, found in told.items()
            if not found
        ]
    return works, tuple(findings)


def inherit(written: dict[str, str], parent: Mapping[str, str]) -> None:
    """What an entry has of the one that its crossref names: the year, and where it appeared."""
    if not set(INHERITED) & set(written):
        written.update({name: parent[name] for name in INHERITED if name in parent})
    if volume := parent.get("booktitle") or parent.get("title"):
        written.setdefault("booktitle", volume)


def work_of(entry: Any, written: Mapping[str, str]) -> Reference:
    """A work as people read it, from the fields of its entry."""
    fields = {
        name: decoded(value)[0] if name in SHOWN else tidy(value) for name, value in written.items()
    }
    people = separate_names(next((written[by] for by in BY if fields.get(by)), ""))
    return Reference(
        key=entry.key,
        kind=entry.entry_type,
        title=fields.get("title", ""),
        authors=tuple(decoded(spoken(name))[0] for name in people),
        year=year_of(fields),
        fields=fields,
        families=tuple(decoded(comma_parts(name)[0])[0] for name in people),
    )


def lost_entries(comments: Iterable[Any]) -> list[Finding]:
    """Findings for text between entries that looks like one."""
    return [
        Finding(
            Place(FILE, at=((comment.start_line or 0) + 1, 1)),
            "this looks like an entry, but is not read as one",
            "an entry is @type{key, field = {value}, ...}",
        )
        for comment in comments
        if LIKE_AN_ENTRY.match(comment.comment)
    ]


def unjoined(entry: Any, strings: Mapping[str, str]) -> Iterator[tuple[str, str, list[Finding]]]:
    """The fields of an entry, those without braces or quotes around them put together.

    Such a value is a number, a string that is defined elsewhere, or several parts joined by '#';
    whatever else it looks like has swallowed the next field.
    """
    bare = entry.parser_metadata.get("removed_enclosing", {})
    for field in entry.fields:
        name, value = field.key.lower(), str(field.value)
        if bare.get(field.key) != "no-enclosing":
            yield name, value, []
            continue
        place = Place(FILE, at=((field.start_line or 0) + 1, 1))
        said, faults = "", []
        for part in parts_of(value):
            if part is None:
                message = f"no comma ends the field '{field.key}' of '{entry.key}'"
                faults.append(Finding(place, message, "put one before the next field"))
            elif part[0] in '{"':
                said += part[1:-1]
            elif part.isdigit() or part.lower() in MONTHS:
                said += part
            elif part.lower() in strings:
                said += strings[part.lower()]
            else:
                message = (
                    f"the {name} of '{entry.key}' uses the string '{part}', which nothing defines"
                )
                hint = f'write @string{{{part} = "..."}} before it, or the words in braces'
                faults.append(Finding(place, message, hint))
        yield name, said, faults


def parts_of(value: str) -> Iterator[str | None]:
    """The parts that '#' joins, with their braces or quotes; None where something else follows."""
    at, rest = 0, value.strip()
    while at < len(rest):
        end = end_of_part(rest, at)
        yield rest[at:end]
        behind = re.compile(r"\s*#\s*").match(rest, end)
        if end < len(rest) and not behind:
            yield None
            return
        at = behind.end() if behind else end


def end_of_part(text: str, at: int) -> int:
    """Where a part in braces, in quotes, or of one word ends."""
    if text[at] == '"':
        return (text.find('"', at + 1) + 1) or len(text)
    if text[at] == "{":
        depth = 0
        for here in range(at, len(text)):
            depth += {"{": 1, "}": -1}.get(text[here], 0)
            if depth == 0:
                return here + 1
        return len(text)
    word = WORD.match(text, at)
    return word.end() if word else len(text)


def unshown(key: str, line: int, written: Mapping[str, str]) -> list[Finding]:
    """Findings for the TeX of an entry that cannot be shown."""
    return [
        Finding(
            Place(FILE, at=(line, 1)),
            f"the {name} of '{key}' has {command}, which cannot be shown",
            "write the letter itself, or a formula between $ and $",
        )
        for name in sorted(SHOWN & set(written))
        for command in decoded(written[name])[1]
    ]


def place_of_entry(content: bytes, key: str) -> Place:
    """The line on which the entry of a work begins; the file, if none is found."""
    begins = re.compile(rf"\s*@\w+\s*[{{(]\s*{re.escape(key)}\s*,")
    for number, line in enumerate(content.decode("utf-8", errors="replace").splitlines(), 1):
        if begins.match(line):
            return Place(FILE, at=(number, 1))
    return Place(FILE)


def tidy(value: str) -> str:
    """A field on one line, without protecting braces."""
    return " ".join(value.replace("{", "").replace("}", "").split())


def year_of(fields: Mapping[str, str]) -> str:
    """The year, or the one that biblatex's date begins with: 2011-03-04, 2011/2012."""
    begins = re.match(r"-?[0-9]{4}", fields.get("date", ""))
    return fields.get("year") or (begins[0] if begins else "")
