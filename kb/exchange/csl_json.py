"""CSL-JSON: every work as citation processors read it."""

import json
import re
from typing import Any

from kb.exchange.exported import Exported
from kb.exchange.works import Person, lost_of, people_of, role_of, works_of
from kb.knowledge import Knowledge
from kb.model import Reference

TYPES = {
    "article": "article-journal", "book": "book", "mvbook": "book", "collection": "book",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "conference": "paper-conference", "proceedings": "book", "techreport": "report",
    "report": "report", "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "patent": "patent", "unpublished": "manuscript", "online": "webpage", "dataset": "dataset",
    "software": "software",
}  # fmt: skip
FIELDS = {
    "volume": "volume", "number": "issue", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN",
    "url": "URL", "note": "note", "edition": "edition", "publisher": "publisher",
    "institution": "publisher", "school": "publisher", "journal": "container-title",
    "booktitle": "container-title", "howpublished": "medium",
}  # fmt: skip
ROLES = {"author": "author", "editor": "editor", "translator": "translator"}


def export(knowledge: Knowledge) -> Exported:
    """The works, an item for each."""
    items = [item(work) for work in works_of(knowledge)]
    text = json.dumps(items, ensure_ascii=False, indent=1) + "\n"
    return Exported(text, lost=lost_of(knowledge))


def item(work: Reference) -> dict[str, Any]:
    """One work; a year that is no number is said in words."""
    found: dict[str, Any] = {"id": work.key, "type": TYPES.get(work.kind, "document")}
    if work.title:
        found["title"] = work.title
    if people := [person(name) for name in people_of(work)]:
        found[ROLES.get(role_of(work), "author")] = people
    if re.fullmatch(r"-?\d{1,4}", work.year):
        found["issued"] = {"date-parts": [[int(work.year)]]}
    elif work.year:
        found["issued"] = {"literal": work.year}
    for name, ours in FIELDS.items():
        if (value := work.fields.get(name)) and ours not in found:
            found[ours] = value
    if pages := work.fields.get("pages"):
        found["page"] = re.sub(r"\s*(?:--+|–)\s*", "-", pages)
    if eprint := work.fields.get("eprint"):
        archive = work.fields.get("archiveprefix") or work.fields.get("eprinttype") or ""
        found["number"] = f"{archive}:{eprint}" if archive else eprint
    return found


def person(name: Person) -> dict[str, str]:
    """A name in parts; several words without parts are the name of a group."""
    if not (name.given or name.suffix) and (" " in name.family or name.family == "others"):
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}
