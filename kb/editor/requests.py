"""What a client asks about a place, answered from what was last known of the base."""

from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from kb.authoring.canonical import CannotFormat, formatted
from kb.editor import wire
from kb.editor.completion import completion
from kb.editor.desk import in_bytes
from kb.editor.fixes import fixes_of
from kb.editor.hover import told_of
from kb.editor.places import mentions, place_of
from kb.editor.server import Server
from kb.editor.things import Thing, thing_at
from kb.model import Finding, Place
from kb.model.misuse import Misuse
from kb.reading.dependants import is_claim
from kb.reports.locate import Marks, mark_of, marks_of

SIGNS = [":", " ", "[", "{", "/", "-", "."]  # after which a client asks what could follow
REFUSED = -32803  # the protocol's number for a request that was understood and cannot be done


class Requests:
    """The requests of one client."""

    def __init__(self, server: Server) -> None:
        """Answer for a server."""
        self.server = server

    def answers(self) -> dict[str, tuple[Any, Any]]:
        """By method, how it is answered and what the client is told of that."""
        completing = types.CompletionOptions(trigger_characters=SIGNS)
        fixing = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
        renaming = types.RenameOptions(prepare_provider=True)
        return {
            types.TEXT_DOCUMENT_COMPLETION: (self.completion, completing),
            types.TEXT_DOCUMENT_HOVER: (self.hover, None),
            types.TEXT_DOCUMENT_DEFINITION: (self.definition, None),
            types.TEXT_DOCUMENT_REFERENCES: (self.references, None),
            types.TEXT_DOCUMENT_PREPARE_RENAME: (self.prepare_rename, None),
            types.TEXT_DOCUMENT_RENAME: (self.rename, renaming),
            types.TEXT_DOCUMENT_CODE_ACTION: (self.code_actions, fixing),
            types.TEXT_DOCUMENT_FORMATTING: (self.formatting, None),
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

    def thing(self, params: Any) -> tuple[str, Thing | None]:
        """The file, and what is named at the place that a request is about."""
        path, offset = self.server.place_of(params)
        desk = self.server.desk
        if not desk or not path:
            return path, None
        text, known = self.server.lines_of(path).text, desk.judged.known
        return path, thing_at(known, path, text, offset, desk.edited.get(path))

    def hover(self, params: Any) -> Any:
        """What is known of what is named here."""
        path, thing = self.thing(params)
        desk = self.server.desk
        if not desk or not desk.judged.is_judged or not thing:
            return None  # before that, how a claim stands is not known
        if not (told := told_of(desk.judged.known, thing)):
            return None
        where = self.server.lines_of(path).span(thing.start, thing.end)
        content = types.MarkupContent(kind=types.MarkupKind.Markdown, value=told)
        return types.Hover(contents=content, range=wire.range_of(where))

    def definition(self, params: Any) -> Any:
        """Where what is named here is written down."""
        _, thing = self.thing(params)
        desk = self.server.desk
        place = place_of(desk.judged.known, thing) if desk and thing else None
        return self.location(place) if place else None

    def location(self, place: Place) -> Any:
        """A place of the base, as the protocol has it."""
        assert self.server.desk
        lines = self.server.lines_of(place.file)
        files = {place.file: self.server.desk.content(place.file) or b""}
        mark = mark_of(place, marks_of_place(place, files))
        at = lines.offset_of_mark(mark)
        return types.Location(
            uri=self.server.uri_of(place.file), range=wire.range_of(lines.span(at, at))
        )

    def references(self, params: Any) -> Any:
        """Where else what is named here is named."""
        _, thing = self.thing(params)
        desk = self.server.desk
        if not desk or not thing:
            return None
        files = {**desk.judged.files, **{p: desk.content(p) or b"" for p in desk.texts}}
        return [
            types.Location(
                uri=self.server.uri_of(path),
                range=wire.range_of(self.server.lines_of(path).span(start, end)),
            )
            for path, start, end in mentions(desk.judged.known, thing, files)
        ]

    def prepare_rename(self, params: Any) -> Any:
        """What would be renamed: claims can be."""
        path, thing = self.thing(params)
        if not thing or thing.kind != "claim":
            return None
        where = self.server.lines_of(path).span(thing.start, thing.end)
        return types.PrepareRenamePlaceholder(range=wire.range_of(where), placeholder=thing.name)

    def rename(self, params: Any) -> Any:
        """Another id for a claim, everywhere; its old one leads on to it."""
        _, thing = self.thing(params)
        desk = self.server.desk
        try:
            if not desk or not thing or thing.kind != "claim":
                raise Misuse("only a claim can be renamed here: put the cursor on its id")
            edits = self.server.client.client_capabilities.workspace
            operations = edits and edits.workspace_edit and edits.workspace_edit.resource_operations
            if types.ResourceOperationKind.Rename not in (operations or ()):
                ask = f"'kb rename {thing.name} {params.new_name}'"
                raise Misuse(f"this editor cannot rename files; {ask} does all of it")
            changed = desk.renamed(thing.name, params.new_name)
        except Misuse as error:
            raise JsonRpcException(message=str(error), code=REFUSED) from None
        return wire.renaming(changed, self.text_of, self.server.uri_of, self.server.units)

    def text_of(self, path: str) -> str | None:
        """What a file says now, also one beside the base; None if there is none."""
        desk = self.server.desk
        content = desk.content(path) if desk else None
        file = desk.root / path if desk else None
        if content is None and file and file.is_file():
            content = file.read_bytes()
        return None if content is None else content.decode("utf-8", "surrogateescape")

    def formatting(self, params: Any) -> Any:
        """A claim in the form that ``kb fmt`` gives it."""
        path = self.server.path_of(params.text_document.uri)
        text = self.server.lines_of(path).text if path else ""
        if not path or not is_claim(path):
            return None
        try:
            new = formatted(path, in_bytes(text)).decode("utf-8")
        except CannotFormat as error:
            raise JsonRpcException(message=str(error), code=REFUSED) from None
        return wire.edits_between(text, new, self.server.units)

    def code_actions(self, params: Any) -> Any:
        """What can be done about the findings here."""
        path = self.server.path_of(params.text_document.uri)
        asked = wire.span_of(params.range)
        found = []
        for told in self.server.told.get(path) or ():
            if told.span.start[0] <= asked.end[0] and asked.start[0] <= told.span.end[0]:
                for fix in fixes_of(told, self.server.lines_of):
                    found.append(
                        wire.code_action(fix, told, self.server.lines_of, self.server.uri_of)
                    )
        return found


def marks_of_place(place: Place, files: dict[str, bytes]) -> Marks:
    """Where a place is, in the file that is given."""
    return marks_of([Finding(place, "")], files)
