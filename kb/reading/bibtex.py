"""The bibliography: works by key, read with bibtexparser.

Braces that only protect capitals are dropped; everything else stays as written.
"""

import re

from kb.model import Finding, Place, Reference

FILE = "literature/references.bib"


def references_of(content: bytes) -> tuple[dict[str, Reference], tuple[Finding, ...]]:
    """Works by key, and findings where an entry could not be read."""
    import logging

    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    text = content.decode("utf-8", errors="replace")
    library = parse_string(text)
    findings = []
    for block in library.failed_blocks:
        error = str(getattr(block, "error", "")).strip()
        twice = "Duplicate" in error or "duplicate" in type(block).__name__.lower()
        message = "two entries have the same key" if twice else "this entry cannot be read"
        place = Place(FILE, at=((block.start_line or 0) + 1, 1))
        findings.append(Finding(place, message, "see how the entries around it are written"))
    works = {}
    for entry in library.entries:
        fields = {field.key.lower(): tidy(str(field.value)) for field in entry.fields}
        works[entry.key] = Reference(
            key=entry.key,
            kind=entry.entry_type,
            title=fields.get("title", ""),
            authors=tuple(
                author_name(author) for author in fields.get("author", "").split(" and ")
            ),
            year=fields.get("year", ""),
            fields=fields,
        )
        for needed in ("title", "author", "year"):
            if not fields.get(needed):
                place = Place(FILE, at=((entry.start_line or 0) + 1, 1))
                findings.append(Finding(place, f"the entry '{entry.key}' has no {needed}"))
    return works, tuple(findings)


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


def author_name(name: str) -> str:
    """'Watanabe, Sumio' as 'Sumio Watanabe'."""
    last, comma, first = name.strip().partition(",")
    return f"{first.strip()} {last}".strip() if comma else last
