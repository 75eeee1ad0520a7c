"""What entries have of others: xdata, crossref, and the members of a set (biblatex)."""

from collections.abc import Iterator, Mapping

from kb.model import Finding
from kb.reading.bibtex_faults import at_line

Fields = dict[str, str]
BIBLATEX = {"journaltitle": "journal"}  # biblatex's name of a field: BibTeX's
# Of the volume that crossref names, what is true of each paper in it; what identifies the
# volume (doi, url) or is said of it (note) is not
OF_A_VOLUME = (
    "year", "date", "editor", "publisher", "organization", "institution", "school",
    "series", "address", "location", "journal", "isbn",
)  # fmt: skip
CHAPTERS = ("inbook", "bookinbook", "suppbook")  # by the authors of the book, if no others
OF_A_SET = ("title", "author", "editor", "year", "date", "journal", "booktitle", "publisher")
DEEPEST = 20  # entries that wait for one another


def completed(entries: Mapping[str, Fields], kinds: Mapping[str, str]) -> dict[str, Fields]:
    """Every entry with what it has of others; a circle of entries adds nothing."""
    known = {key.lower(): key for key in reversed(list(entries))} | {key: key for key in entries}
    done: dict[str, Fields] = {}

    def complete(key: str, waiting: frozenset[str]) -> Fields:
        if key in done:
            return done[key]
        fields = dict(entries[key])
        for relation, name in named_in(fields):
            other = known.get(name) or known.get(name.lower())
            if other and other not in waiting and len(waiting) < DEEPEST:
                add(fields, complete(other, waiting | {other}), relation, kinds[key])
        done[key] = {BIBLATEX[n]: value for n, value in fields.items() if n in BIBLATEX} | fields
        return done[key]

    return {key: complete(key, frozenset({key})) for key in entries}


def named_in(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The other entries that an entry has something of, by the field that names them."""
    for relation in ("xdata", "crossref", "entryset"):
        names = [name.strip() for name in fields.get(relation, "").split(",") if name.strip()]
        for name in names[:1] if relation == "entryset" else names:
            yield relation, name


def add(fields: Fields, theirs: Mapping[str, str], relation: str, kind: str) -> None:
    """Add to the fields of an entry what it has of another."""
    if relation == "xdata":
        wanted = {name: value for name, value in theirs.items() if name != "xdata"}
    elif relation == "entryset":
        wanted = {name: theirs[name] for name in OF_A_SET if name in theirs}
    else:
        wanted = {name: theirs[name] for name in OF_A_VOLUME if name in theirs}
        if kind in CHAPTERS and "author" in theirs:
            wanted["author"] = theirs["author"]
        if volume := theirs.get("booktitle") or theirs.get("title"):
            wanted["booktitle"] = volume
    if {"year", "date"} & set(fields):
        wanted = {name: value for name, value in wanted.items() if name not in ("year", "date")}
    for name, value in wanted.items():
        fields.setdefault(name, value)


def unknown_parents(
    entries: Mapping[str, Fields], lines: Mapping[tuple[str, str], int]
) -> Iterator[Finding]:
    """Findings for entries that are named by others and are not there."""
    known = {key.lower() for key in entries}
    for key, fields in entries.items():
        for relation, name in named_in(fields):
            if name.lower() not in known:
                message = f"the {relation} of '{key}' names '{name}', which no entry is called"
                yield Finding(at_line(lines[key, relation]), message, "correct the key, or add it")
