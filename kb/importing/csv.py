"""CSV: a table of claims, and beside it one of links, as ``kb export csv`` writes them.

Of a table that somebody else wrote a title or a statement is enough; links want ``source``,
``verb`` and ``target``.  What a base derives (standing, labels, forces) is not taken over.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kb.importing.naming import Names, clean, kebab
from kb.importing.taken import Given, Taken, Unreadable, counted, with_links
from kb.model import Claim, Holding, Link, Source
from kb.model.names import KEBAB, did_you_mean
from kb.model.verbs import VERBS
from kb.reading.claim_schema import KINDS, OTHER_VERBS, STANCES

OF_CLAIMS = (
    "id", "topic", "kind", "title", "statement", "scope", "tags", "asserted_by", "denied_by",
    "other_stances", "sources", "withdrawn",
)  # fmt: skip
OF_LINKS = ("address", "source", "verb", "target", "with", "because", "differs")
DERIVED = ("sourced", "demonstrated", "standing", "label", "force")
SOURCE = re.compile(r"([^\s,{};]+)(?: \((.*?)\))?(?:; |$)")
Row = Mapping[str, str]


def take(given: Given, names: Names) -> Taken:
    """The claims of the table, and the links of the one beside it."""
    found: dict[str, Claim] = {}
    lines: dict[str, int] = {}
    unknown: set[str] = set()
    for line, row in rows_of(given, given.text, OF_CLAIMS, ("title", "statement"), unknown):
        title, statement = (clean(row.get(name, "")) for name in ("title", "statement"))
        if not (title or statement):
            raise Unreadable(given, line, "this row has neither title nor statement")
        said = row.get("id", "").strip() or f"row {line}"
        if said in found:
            hint = f"it stands on line {lines[said]}, too: keep one"
            raise Unreadable(given, line, f"the id '{said}' is written twice", hint)
        lines[said] = line
        found[said] = claim_of_row(given, line, row, names)
    ids = {said: claim.id for said, claim in found.items()}
    links, dropped = links_of(given, ids, unknown)
    lost = counted(
        (len(unknown), "column", f"that no claim has a field for: {', '.join(sorted(unknown))}"),
        (dropped, "link", "to demonstrations, which a table of claims does not hold"),
    )
    return Taken(with_links(found.values(), links), tuple(lost), names.positions)


def claim_of_row(given: Given, line: int, row: Row, names: Names) -> Claim:
    """The claim of a row."""
    statement = clean(row.get("statement", ""))
    title = names.title(row.get("title", ""), statement)
    kind = row.get("kind", "").strip().lower()
    if kind and kind not in KINDS:
        hint = f"one of: {', '.join(KINDS)}, or nothing"
        raise Unreadable(given, line, f"there is no kind '{kind}'{did_you_mean(kind, KINDS)}", hint)
    return Claim(
        id=names.id(row.get("id", "").strip(), title),
        topic=row.get("topic", "").strip(),
        file="",
        title=title,
        statement=statement or title,
        kind=kind,
        scope=clean(row.get("scope", "")),
        sources=tuple(sources_of(given, line, row.get("sources", ""))),
        held_by=tuple(holdings_of(given, line, row, names)),
        tags=tuple(dict.fromkeys(filter(None, map(kebab, parts(row.get("tags", "")))))),
        withdrawn=clean(row.get("withdrawn", "")),
    )


def holdings_of(given: Given, line: int, row: Row, names: Names) -> Iterator[Holding]:
    """Who takes which stance: those who assert, those who deny, and the others with their word."""
    said = [(who, "asserts") for who in parts(row.get("asserted_by", ""))]
    said += [(who, "denies") for who in parts(row.get("denied_by", ""))]
    for other in parts(row.get("other_stances", "")):
        who, _, stance = other.rpartition(" ")
        if stance not in STANCES:
            hint = f"write 'who stance', with a stance of {', '.join(STANCES)}"
            raise Unreadable(given, line, f"'{other}' is no stance of anybody", hint)
        said.append((who, stance))
    for who, stance in dict.fromkeys(said):
        yield Holding(names.position(who), stance)


def sources_of(given: Given, line: int, said: str) -> Iterator[Source]:
    """Works and passages, each with a locator in brackets."""
    said, at = clean(said), 0
    while at < len(said):
        found = SOURCE.match(said, at)
        if not found:
            hint = "write 'key (locator); key'"
            raise Unreadable(given, line, f"no source can be read in '{said[at : at + 40]}'", hint)
        at = found.end()
        is_passage = re.fullmatch(rf"{KEBAB}/[0-9]+", found[1])
        yield Source(**{"passage" if is_passage else "cite": found[1]}, locator=found[2] or "")


def links_of(given: Given, ids: Mapping[str, str], unknown: set[str]) -> tuple[list[Link], int]:
    """The links beside the table, and how many point at demonstrations."""
    beside = given.beside.get("links.csv")
    if beside is None:
        return [], 0
    of = replace(given, name=f"{given.name.rpartition('.')[0]}.links.csv")
    links, lines = [], []
    for line, row in rows_of(of, beside, OF_LINKS, ("source",), unknown):
        links.append(link_of_row(of, line, row, ids))
        lines.append(line)
    addresses = {link.address for link in links}
    kept = []
    for line, link in zip(lines, links, strict=True):
        wrong = [name for name in (link.source, *link.co_premises) if name not in ids.values()]
        known = link.target in ids.values() or link.target in addresses
        if wrong or not (known or demonstration_of(link.target, ids)):
            name = (wrong or [link.target])[0]
            close = did_you_mean(name, tuple(ids))
            raise Unreadable(of, line, f"there is no claim '{name}' in {given.name}{close}")
        if known:
            kept.append(link)
    return kept, len(links) - len(kept)


def demonstration_of(target: str, ids: Mapping[str, str]) -> bool:
    """Whether a target has the form of a demonstration's address, of a claim in the table."""
    claim, _, name = target.partition("/")
    return claim in ids.values() and bool(re.fullmatch(r"[a-z][a-z0-9_]*", name))


def link_of_row(given: Given, line: int, row: Row, ids: Mapping[str, str]) -> Link:
    """The link of a row, its ends by the ids that the claims have here."""
    verb = row.get("verb", "").strip().lower()
    if verb not in VERBS:
        hint = OTHER_VERBS.get(verb) or f"one of: {', '.join(VERBS)}"
        message = f"there is no verb '{verb}'{did_you_mean(verb, tuple(VERBS))}"
        raise Unreadable(given, line, message, hint)
    said = [row.get(name, "").strip() for name in ("source", "verb", "target")]
    name = row.get("address", "").strip().removeprefix("/".join(said)).removeprefix("/")
    here = {
        end: ids.get(end) or "/".join(ids.get(part, part) for part in end.split("/"))
        for end in said
    }
    return Link(
        source=here[said[0]],
        verb=verb,
        target=here[said[2]],
        because=clean(row.get("because", "")),
        co_premises=tuple(ids.get(premise, premise) for premise in parts(row.get("with", ""))),
        name=name if re.fullmatch(KEBAB, name) else "",
        differs=clean(row.get("differs", "")),
    )


def parts(cell: str) -> list[str]:
    """What stands in a cell between semicolons."""
    return [part.strip() for part in clean(cell).split(";") if part.strip()]


def rows_of(
    given: Given, text: str, known: tuple[str, ...], needs: tuple[str, ...], unknown: set[str]
) -> Iterator[tuple[int, Row]]:
    """Rows with the line on which each ends; columns that are not known are noted."""
    first = text.partition("\n")[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, delimiter=mark)
    try:
        columns = [str(name).strip().lower() for name in reader.fieldnames or ()]
        reader.fieldnames = columns
        if not set(needs) & {*columns}:
            hint = f"the columns are called: {', '.join(known)}"
            raise Unreadable(given, 1, f"no column is called '{needs[0]}'", hint)
        unknown |= {name for name in columns if name and name not in (*known, *DERIVED)}
        for row in reader:
            line = reader.line_num
            if None in row or None in row.values():
                raise Unreadable(given, line, f"this row has not {len(columns)} cells as the first")
            if any(row.values()):
                yield line, row
    except csv.Error as error:
        if "field limit" in str(error):
            long = f"a cell has more than {csv.field_size_limit():,} letters"
            raise Unreadable(given, reader.line_num, long) from None
        raise Unreadable(given, reader.line_num, f"this is not CSV: {error}") from None
