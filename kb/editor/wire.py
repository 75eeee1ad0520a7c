"""Between this room and the protocol: addresses, places and diagnostics in its own types."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from lsprotocol import types

from kb.editor.candidates import Candidate
from kb.editor.diagnostics import Diagnostic
from kb.editor.positions import Change, Position, Span

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


def diagnostic(told: Diagnostic, uri_of: UriOf) -> Any:
    """A finding as the protocol has it."""
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
