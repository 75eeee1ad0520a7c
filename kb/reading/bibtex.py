"""The bibliography: works by key, read with bibtexparser.

Braces that only protect capitals are dropped; everything else stays as written.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from kb.model import Finding, Place, Reference
from kb.model.sources import IDENTIFIERS, VENUES
from kb.reading.bibtex_faults import (
    FILE,
    LIKE_THIS,
    at_line,
    at_words,
    cut_short,
    faults_of,
    repeated_fields,
)
from kb.reading.bibtex_inheritance import completed, unknown_parents
from kb.reading.bibtex_names import Name, names_of
from kb.reading.bibtex_values import Definitions, joined_fields
from kb.reading.strict_yaml import SAVE, not_text_at
from kb.reading.tex import decoded

# Who stands for the author, in order
BY = ("author", "editor", "translator", "organization", "institution")
NO_WORK = ("xdata",)  # what is there only to be inherited from
# Who wrote these and when is always known; of others, BibTeX or biblatex lets it be open
WRITTEN_BY_SOMEBODY = frozenset(
    ["article", "book", "mvbook", "inbook", "bookinbook", "incollection", "inproceedings",
     "conference", "report", "techreport", "thesis", "phdthesis", "mastersthesis", "patent",
     "unpublished"]
)  # fmt: skip
DATED = WRITTEN_BY_SOMEBODY - {"unpublished"} | {"proceedings", "collection"}
SHOWN = {"title", "subtitle", "note", "year", "pubstate", *BY, *VENUES}  # by people, TeX decoded
WITH_FORMULAS = {"title", "subtitle", "note", *VENUES}
LOOKS = {
    "title": "title = {...}",
    "author": "author = {Family, Given and Family, Given}, or an editor",
    "year": "year = {...}",
}
ENDS = (".", ":", "?", "!", "…")
# an entry's key; what follows it may be anything, the next entry too
BEGINS = re.compile(r"(?m)^[^\S\n]*@\w+\s*[{(]\s*(?=([^,\n]{1,500}?)\s*,)")
YEAR = re.compile(r"[/~]?(-?[0-9][0-9Xxu]{3})")


def references_of(content: bytes) -> tuple[dict[str, Reference], tuple[Finding, ...]]:
    """Works by key, and findings where an entry could not be read."""
    text = content.decode("utf-8", errors="replace")
    library = parsed(text)
    findings = list(faults_of(library, text))
    definitions = Definitions(library)
    entries: dict[str, dict[str, str]] = {}
    kinds: dict[str, str] = {}
    lines: dict[tuple[str, str], int] = {}  # by key and field; of the entry itself without one
    lossy: set[str] = set()
    for entry, raw in entries_of(library):
        if not entry.key:
            findings.append(Finding(at_line(entry.start_line), "this entry has no key", LIKE_THIS))
        if not entry.key or entry.key in entries:
            continue
        lost = list(repeated_fields(entry))
        fields: dict[str, str] = {}
        for name, value, faults in joined_fields(entry, definitions, raw):
            fields.setdefault(name, value)
            lost += faults
        findings += lost
        lossy |= {entry.key} if lost else set()
        entries[entry.key] = fields
        kinds[entry.key] = entry.entry_type.lower()
        lines[entry.key, ""] = entry.start_line or 0
        lines |= {(entry.key, field.key.lower()): field.start_line or 0 for field in entry.fields}
    findings += unknown_parents(entries, lines)
    begins = {lines[key, ""]: key for key in entries}
    lossy |= {begins[line] for line in cut_short(findings, begins) if line in begins}
    works = {}
    for key, fields in completed(entries, kinds).items():
        if kinds[key] in NO_WORK:
            continue
        work, crowded = work_of(key, kinds[key], fields)
        works[key] = replace(work, whole=key not in lossy)
        findings += unshown(key, lines, fields)
        findings += crowded_names(key, lines, crowded)
        findings += lacking(works[key], lines[key, ""]) if works[key].whole else ()
    written = text.splitlines()
    return works, (*not_text(content), *(at_words(finding, written) for finding in findings))


def not_text(content: bytes) -> Iterator[Finding]:
    """A finding if a bibliography is not UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        yield Finding(Place(FILE, at=not_text_at(content, error)), "the text is not UTF-8", SAVE)


def parsed(text: str) -> Any:
    """What bibtexparser reads, its complaints kept to itself."""
    import logging

    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    return parse_string(text)


def entries_of(library: Any) -> Iterator[tuple[Any, bool]]:
    """Every entry; those refused for a field that they have twice too, and that they are raw."""
    for block in library.blocks:
        if type(block).__name__ == "Entry":
            yield block, False
        elif type(block).__name__ == "DuplicateFieldKeyBlock":
            yield block.ignore_error_block, True


def work_of(key: str, kind: str, written: Mapping[str, str]) -> tuple[Reference, list[str]]:
    """A work as people read it, from the fields of its entry; and names that are no names."""
    fields = {name: as_read(name, value) for name, value in written.items()}
    people, crowded = names_of(next((written[by] for by in BY if fields.get(by)), ""))
    names = [Name(*(decoded(part)[0] for part in name)) for name in people]
    work = Reference(
        key=key,
        kind=kind,
        title=title_of(fields),
        authors=tuple(name.spoken() for name in names),
        year=year_of(fields),
        fields=fields,
        families=tuple(name.surname() for name in names),
    )
    return work, crowded


def as_read(name: str, value: str) -> str:
    """A field as it is kept: decoded where people read it, as written where it identifies."""
    if name in IDENTIFIERS and "\\" in value:
        return " ".join(value.split())
    return decoded(value)[0] if name in SHOWN else tidy(value)


def title_of(fields: Mapping[str, str]) -> str:
    """The title, with the subtitle that biblatex keeps apart."""
    title, below = fields.get("title", ""), fields.get("subtitle", "")
    between = " " if title.endswith(ENDS) else ": "
    return f"{title}{between}{below}" if title and below else title


def lacking(work: Reference, line: int) -> Iterator[Finding]:
    """Findings for what an entry does not say; a warning where its kind need not say it."""
    told = {"title": work.title, "author": work.authors, "year": work.year}
    needed = {"title": True, "author": work.kind in WRITTEN_BY_SOMEBODY, "year": work.kind in DATED}
    for name, found in told.items():
        if not found:
            message = f"the entry '{work.key}' has no {name}"
            severity = "error" if needed[name] else "warning"
            yield Finding(at_line(line), message, f"add {LOOKS[name]}", severity=severity)


def crowded_names(
    key: str, lines: Mapping[tuple[str, str], int], crowded: list[str]
) -> Iterator[Finding]:
    """Findings for names that have more commas than a name can have."""
    line = next((lines[key, by] for by in BY if (key, by) in lines), lines[key, ""])
    for name in crowded:
        message = f"one name of '{key}' has too many commas: {name}"
        place = replace(at_line(line), rest=name)
        yield Finding(place, message, "put 'and' between the names of two people")


def unshown(
    key: str, lines: Mapping[tuple[str, str], int], written: Mapping[str, str]
) -> list[Finding]:
    """Findings for the TeX of an entry that cannot be shown."""
    return [
        Finding(
            replace(at_line(lines.get((key, name), lines[key, ""])), rest=words),
            f"the {name} of '{key}' has {kind}{words}, which cannot be shown",
            "use other commands" if kind else "write the letter itself, or a formula in $...$",
        )
        for name in sorted(SHOWN & set(written))
        for kind, words in not_shown(name, written[name])
    ]


def not_shown(name: str, value: str) -> Iterator[tuple[str, str]]:
    """What of a field cannot be shown: commands, and formulas in fields that are set as text."""
    text, commands = decoded(value)
    yield from (("", command) for command in commands)
    if not commands and "$" in text and name in WITH_FORMULAS:
        from kb.reading.formula import mathml
        from kb.reading.formulas_in_text import formulas_in

        yield from (("the formula ", it) for it in formulas_in(text) if mathml(it) is None)


def place_of_entry(content: bytes, key: str) -> Place:
    """The line on which the entry of a work begins; the file, if none is found."""
    line = _begun(content).get(key)
    return Place(FILE, at=(line, 1)) if line else Place(FILE)


@lru_cache(maxsize=2)
def _begun(content: bytes) -> dict[str, int]:
    """The line on which each entry begins, the first of its key; by key."""
    text = content.decode("utf-8", errors="replace")
    found: dict[str, int] = {}
    line, counted = 1, 0
    for begins in BEGINS.finditer(text):
        line, counted = line + text.count("\n", counted, begins.start()), begins.start()
        found.setdefault(begins[1], line)
    return found


def is_begun(content: bytes, key: str) -> bool:
    """Whether an entry of a work begins somewhere, however it goes on."""
    text = content.decode("utf-8", errors="replace")
    return bool(re.search(rf"\w\s*[{{(]\s*{re.escape(key)}(?![^\s,}}])", text))


def tidy(value: str) -> str:
    """A field on one line, without protecting braces."""
    return " ".join(value.replace("{", "").replace("}", "").split())


def year_of(fields: Mapping[str, str]) -> str:
    """The year, or the one that biblatex's date begins with: 2011-03-04, 2011/2012, 19XX.

    Where there is neither, what stands for it: "in press".
    """
    begins = YEAR.match(fields.get("date", ""))
    return fields.get("year") or (begins[1] if begins else "") or fields.get("pubstate", "")
