"""The bibliography: works by key, read with bibtexparser.

Braces that only protect capitals are dropped; everything else stays as written.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kb.model import Finding, Place, Reference
from kb.model.sources import VENUES
from kb.reading.bibtex_names import comma_parts, separate_names, spoken
from kb.reading.tex import decoded

FILE = "literature/references.bib"
BY = ("author", "editor", "organization", "institution")  # who stands for the author, in order
BIBLATEX = {"journaltitle": "journal"}  # biblatex's name of a field: BibTeX's
INHERITED = ("year", "date")  # from the entry that crossref names, if it has neither itself
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
    for entry in library.entries:
        written = {field.key.lower(): str(field.value) for field in entry.fields}
        for name, classic in BIBLATEX.items():
            if name in written:
                written.setdefault(classic, written[name])
        parent = parents.get(written.get("crossref", ""), {})
        own = set(written)
        for name in INHERITED:
            if name in parent and not own & set(INHERITED):
                written[name] = parent[name]
        fields = {
            name: decoded(value)[0] if name in SHOWN else tidy(value)
            for name, value in written.items()
        }
        people = separate_names(next((written[by] for by in BY if fields.get(by)), ""))
        works[entry.key] = Reference(
            key=entry.key,
            kind=entry.entry_type,
            title=fields.get("title", ""),
            authors=tuple(decoded(spoken(name))[0] for name in people),
            year=year_of(fields),
            fields=fields,
            families=tuple(decoded(comma_parts(name)[0])[0] for name in people),
        )
        told = {"title": fields.get("title"), "author": people, "year": works[entry.key].year}
        findings += unshown(entry.key, (entry.start_line or 0) + 1, written)
        for needed, value in told.items():
            if not value:
                place = Place(FILE, at=((entry.start_line or 0) + 1, 1))
                findings.append(Finding(place, f"the entry '{entry.key}' has no {needed}"))
    return works, tuple(findings)


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
