"""Between this room and the protocol: addresses, places and diagnostics in its own types."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from lsprotocol import types

from kb.editor.candidates import Candidate
from kb.editor.diagnostics import Diagnostic
from kb.editor.fixes import Fix, LinesOf
from kb.editor.positions import Change, Lines, Position, Span
from kb.phrasing import anchor

KINDS = {
    "claim": 18, "demonstration": 12, "link": 18, "work": 17, "passage": 18, "position": 7,
    "field": 10, "measure": 6, "setting": 6, "script": 17, "word": 14, "check": 14,
}  # fmt: skip
VALUE = 12
SEVERITIES = {"error": 1, "warning": 2, "note": 3}
UriOf = Callable[[str], str]


def file_of(uri: str) -> Path | None:
    """The file of an address; None if it is no file's."""
    try:
        parts = urlsplit(uri)
        path = url2pathname(parts.path)
    except ValueError:
        return None
    return Path(path) if parts.scheme == "file" and "\0" not in path else None


def position(place: Position) -> Any:
    """A position as the protocol has it."""
    return types.Position(line=place[0], character=place[1])


def range_of(span: Span) -> Any:
    """A span as the protocol has it."""
    return types.Range(start=position(span.start), end=position(span.end))


def span_of(given: Any) -> Span:
    """A span as the client sent it."""
    start, end = given.start, given.end
    return Span((start.line, start.character), (end.line, end.character))


def change_of(given: Any) -> Change:
    """An edit as the client sent it; without a range it is the whole text."""
    where = getattr(given, "range", None)
    return Change(given.text, span_of(where) if where else None)


def diagnostic(told: Diagnostic, uri_of: UriOf, site: str = "") -> Any:
    """A finding as the protocol has it; its check leads to the manual, if the base has a site."""
    page = f"{site.rstrip('/')}/manual/checks/#{anchor(told.check)}"
    related = [
        types.DiagnosticRelatedInformation(
            location=types.Location(uri=uri_of(path), range=range_of(span)), message=said
        )
        for path, span, said in told.others
    ]
    return types.Diagnostic(
        range=range_of(told.span),
        message=told.message,
        severity=types.DiagnosticSeverity(SEVERITIES[told.severity]),
        code=told.check,
        code_description=types.CodeDescription(href=page) if site else None,
        source="kb",
        related_information=related or None,
    )


def completion_item(candidate: Candidate, where: Span, rank: int, word: str) -> Any:
    """Something that could be written, in place of what was begun."""
    named = word.lower() in candidate.label.lower()
    about = types.MarkupContent(kind=types.MarkupKind.PlainText, value=candidate.about)
    return types.CompletionItem(
        label=candidate.label,
        kind=types.CompletionItemKind(KINDS.get(candidate.kind, VALUE)),
        detail=candidate.detail or None,
        documentation=about if candidate.about else None,
        sort_text=f"{rank:04d}",
        filter_text=candidate.label if named else f"{word} {candidate.label}",
        text_edit=types.TextEdit(
            range=range_of(where), new_text=candidate.insert or candidate.label
        ),
    )


def code_action(fix: Fix, told: Diagnostic, lines_of: LinesOf, uri_of: UriOf) -> Any:
    """What can be done about a finding, as the protocol has it."""
    changes: list[Any] = []
    if fix.renamed:
        old, new = fix.renamed
        changes.append(types.RenameFile(old_uri=uri_of(old), new_uri=uri_of(new)))
    for path, start, end, text in fix.edits:
        changes.append(document_edit(uri_of(path), lines_of(path).span(start, end), text))
    return types.CodeAction(
        title=fix.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(told, uri_of)],
        is_preferred=fix.sure or None,
        edit=types.WorkspaceEdit(document_changes=changes),
    )


def document_edit(uri: str, span: Span, text: str) -> Any:
    """New text for what a span of a file has."""
    return edits_of_document(uri, [types.TextEdit(range=range_of(span), new_text=text)])


def edits_of_document(uri: str, edits: list[Any]) -> Any:
    """Edits of one file, whatever its version."""
    where = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=None)
    return types.TextDocumentEdit(text_document=where, edits=edits)


def edits_between(old: str, new: str, units: str) -> list[Any]:
    """What makes one text of another; nothing, if they are the same."""
    start, end, text = difference(old, new)
    span = Lines(old, units).span(start, end)
    return [types.TextEdit(range=range_of(span), new_text=text)] if old != new else []


def renaming(
    changed: Mapping[str, bytes | None],
    text_of: Callable[[str], str | None],
    uri_of: UriOf,
    units: str,
) -> Any:
    """Files that change and files that are called otherwise, in an order that can be followed."""
    gone = [path for path, content in changed.items() if content is None]
    changes: list[Any] = []
    before: dict[str, str] = {}
    for path, content in changed.items():
        if content is not None and text_of(path) is None:
            suffix = path[path.rindex(".") :]
            before[path] = next(old for old in gone if old.endswith(suffix))
            changes.append(types.RenameFile(old_uri=uri_of(before[path]), new_uri=uri_of(path)))
    for path, content in changed.items():
        if content is not None:
            old = text_of(before.get(path, path)) or ""
            new = content.decode("utf-8", "surrogateescape")
            if edits := edits_between(old, new, units):
                changes.append(edits_of_document(uri_of(path), edits))
    return types.WorkspaceEdit(document_changes=changes)


def difference(old: str, new: str) -> tuple[int, int, str]:
    """The letters of the old text that differ, by whole lines, and the new ones in their place."""
    one, other = old.splitlines(keepends=True), new.splitlines(keepends=True)
    first = 0
    while first < min(len(one), len(other)) and one[first] == other[first]:
        first += 1
    last = 0
    while last < min(len(one), len(other)) - first and one[-1 - last] == other[-1 - last]:
        last += 1
    start = len("".join(one[:first]))
    text = "".join(other[first : len(other) - last])
    return start, len("".join(one[: len(one) - last])), text
