"""Between this room and the protocol: addresses, places and diagnostics in its own types."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from lsprotocol import types

from kb.editor.diagnostics import Diagnostic
from kb.editor.positions import Change, Position, Span

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
