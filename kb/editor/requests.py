"""What a client asks about a place, answered from what was last known of the base."""

from typing import Any

from lsprotocol import types

from kb.editor import wire
from kb.editor.completion import completion
from kb.editor.server import Server

SIGNS = [":", " ", "[", "{", "/", "-", "."]  # after which a client asks what could follow


class Requests:
    """The requests of one client."""

    def __init__(self, server: Server) -> None:
        """Answer for a server."""
        self.server = server

    def answers(self) -> dict[str, tuple[Any, Any]]:
        """By method, how it is answered and what the client is told of that."""
        return {
            types.TEXT_DOCUMENT_COMPLETION: (
                self.completion,
                types.CompletionOptions(trigger_characters=SIGNS),
            ),
        }

    def completion(self, params: Any) -> Any:
        """What could be written here."""
        path, offset = self.server.place_of(params)
        desk = self.server.desk
        if not desk or not path:
            return None
        lines = self.server.lines_of(path)
        found = completion(desk.judged.known, path, lines.text, offset, desk.edited.get(path))
        where = lines.span(found.start, offset)
        word = lines.text[found.start : offset]
        items = [
            wire.completion_item(candidate, where, number, word)
            for number, candidate in enumerate(found.offered)
        ]
        return types.CompletionList(is_incomplete=not found.whole, items=items)
