"""The JSON that @argdown/core exports, as a debate."""

from collections.abc import Mapping
from typing import Any

from kb.importing.argdown_document import ARGUMENT, STATEMENT, Document, End, Relation, Said, Step
from kb.importing.naming import clean
from kb.importing.taken import Given, Unreadable, json_of

KINDS = {"equivalence-class": STATEMENT, "argument": ARGUMENT, "inference": ARGUMENT}
RELATIONS = ("support", "attack", "undercut", "contradictory", "entails", "contrary")
Entry = dict[str, Any]


def document_of_json(given: Given) -> Document:
    """The debate; what is not as the exporter writes it is told by the name of its part."""
    content = json_of(given)
    document = Document(headings=len(listed(given, content, "sections")))
    for title, entry in mapping(given, content, "statements").items():
        document.statements[title] = said(given, title, entry)
    for title, entry in mapping(given, content, "arguments").items():
        document.arguments[title] = said(given, title, entry)
        if steps := [step_of(given, step) for step in listed(given, entry, "pcs")]:
            document.steps[title] = steps
    for relation in listed(given, content, "relations"):
        kind = relation.get("relationType")
        if kind not in RELATIONS:
            raise Unreadable(given, 0, f"there is no relation '{str(kind)[:40]}' in Argdown")
        ends = (end_of(given, document, relation, side) for side in ("from", "to"))
        document.relations.append(Relation(str(kind), *ends))
    for steps in document.steps.values():
        for step in steps:
            document.statements.setdefault(step.statement, Said(step.statement))
    return document


def end_of(given: Given, document: Document, relation: Entry, side: str) -> End:
    """A statement or an argument at an end of a relation."""
    kind = KINDS.get(str(relation.get(f"{side}Type")))
    title = str(relation.get(side))
    known = document.statements if kind == STATEMENT else document.arguments
    if kind is None or title not in known:
        raise Unreadable(given, 0, f"a relation leads '{side}' '{title[:60]}', which is not there")
    return kind, title


def said(given: Given, title: str, entry: Entry) -> Said:
    """The text of the last member that is no reference, or of the one that is canonical."""
    every = listed(given, entry, "members")
    members = [member for member in every if not member.get("isReference")]
    marked = [
        m for m in members if isinstance(m.get("data"), dict) and m["data"].get("isCanonical")
    ]
    own = (marked or members or [{}])[-1]
    text = str(own.get("text") or "")
    for tag in sorted(ranges(given, own, "tag"), reverse=True):
        text = text[: tag[0]] + text[tag[1] + 1 :]
    named = entry.get("tags")
    tags = tuple(tag for tag in named if isinstance(tag, str)) if isinstance(named, list) else ()
    data = entry.get("data")
    return Said(
        title, clean(text), tags, data if isinstance(data, dict) else {},
        untitled=title.startswith("Untitled "),
    )  # fmt: skip


def ranges(given: Given, member: Entry, kind: str) -> list[tuple[int, int]]:
    """Where in a text something of a kind stands."""
    return [
        (found["start"], found["stop"])
        for found in listed(given, member, "ranges")
        if found.get("type") == kind
        and isinstance(found.get("start"), int) and isinstance(found.get("stop"), int)
        and 0 <= found["start"] <= found["stop"]
    ]  # fmt: skip


def step_of(given: Given, step: Entry) -> Step:
    """A numbered line of an argument."""
    title = step.get("title")
    if not isinstance(title, str) or not title:
        raise Unreadable(given, 0, "a step of an argument has no title")
    inference = step.get("inference")
    rules = inference.get("inferenceRules") if isinstance(inference, dict) else ()
    named = tuple(clean(str(rule)) for rule in rules) if isinstance(rules, list) else ()
    return Step(title, step.get("role") != "premise", named)


def mapping(given: Given, content: Any, name: str) -> dict[str, Entry]:
    """A part of the content: entries by title."""
    found = content.get(name) if isinstance(content, Mapping) else None
    if not isinstance(found, dict) or not all(isinstance(it, dict) for it in found.values()):
        hint = "@argdown/core writes it with its JSON export"
        raise Unreadable(given, 0, f"'{name}' should hold entries by title", hint)
    return found


def listed(given: Given, content: Any, name: str) -> list[Entry]:
    """A part of the content: a list of entries, which may be missing."""
    found = content.get(name) or [] if isinstance(content, Mapping) else []
    if not isinstance(found, list) or not all(isinstance(it, dict) for it in found):
        raise Unreadable(given, 0, f"'{name}' should be a list of entries")
    return found
