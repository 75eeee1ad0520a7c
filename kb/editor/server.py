"""The language server: what a client edits to what it is told of it.

Requests are answered in one thread, from what is known; the whole is judged in another, a while
after the last keystroke, and left where a keystroke makes its answer old.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from kb import __version__
from kb.disk import FOLDERS
from kb.editor import wire
from kb.editor.desk import Desk, Stopped, Whole
from kb.editor.diagnostics import Diagnostic, diagnostics_of
from kb.editor.positions import Lines, changed
from kb.model.misuse import Misuse
from kb.reading.unread import is_yaml

PAUSE = 0.4  # seconds without a keystroke, after which the whole is judged
AT_A_TIME = 20  # files whose diagnostics are sent before requests are looked at again
Opens = Callable[[Sequence[Path]], Desk]  # the base in the first of some folders that has one


class Server:
    """One client, the base on its desk, and what it was told."""

    def __init__(self, opens: Opens) -> None:
        """Nothing is opened before the client says where it is."""
        self.client = LanguageServer("kb", __version__)
        self.opens = opens
        self.desk: Desk | None = None
        self.refused = ""  # why no base was opened
        self.addresses: dict[str, str] = {}  # of files that are open, as the client writes them
        self.told: dict[str, list[Diagnostic] | None] = {}  # what the client shows now
        self.site = ""  # where the base is served: the manual is there too
        self.edits = 0  # keystrokes so far
        self.due: Any = None  # the judgement that comes after the pause
        self.worker = ThreadPoolExecutor(1, "kb")

    @property
    def units(self) -> str:
        """What the client counts letters in."""
        encoding = self.client.workspace.position_encoding
        return str(getattr(encoding, "value", encoding))

    def lines_of(self, path: str) -> Lines:
        """A file as it is now, for looking up places."""
        return lines_of_text(self.desk.text(path) if self.desk else "", self.units, is_yaml(path))

    def path_of(self, uri: str) -> str:
        """The path of a file of the base; "" if it is none."""
        file = wire.file_of(uri)
        return self.desk.path_of(file) if self.desk and file else ""

    def place_of(self, params: Any) -> tuple[str, int]:
        """The file that a request is about, and the letter before which its position is."""
        path = self.path_of(params.text_document.uri)
        given = params.position
        return path, self.lines_of(path).offset((given.line, given.character)) if path else 0

    def uri_of(self, path: str) -> str:
        """The address of a file of the base."""
        assert self.desk
        return self.addresses.get(path) or (self.desk.root.absolute() / path).as_uri()

    def begin(self, params: Any) -> None:
        """Open the base that the client's folders hold."""
        addresses = [folder.uri for folder in params.workspace_folders or ()]
        addresses += [params.root_uri] if params.root_uri else []
        self.open([file for uri in addresses if (file := wire.file_of(uri))])

    def open(self, folders: Sequence[Path]) -> None:
        """Open the base in the first of some folders that has one; without one, say nothing yet."""
        try:
            self.desk = self.opens(folders)
        except Misuse as error:
            self.refused = str(error)

    def ready(self, params: Any) -> None:
        """The client listens: judge what is on the disk, and ask to be told when it changes."""
        self.judge_soon(0.0)
        watched = self.client.client_capabilities.workspace
        watching = watched and watched.did_change_watched_files
        if self.desk and watching and watching.dynamic_registration:
            globs = [types.FileSystemWatcher(glob_pattern=f"**/{at}/**") for at in FOLDERS]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers=globs)
            wanted = types.Registration(
                id="kb", method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES, register_options=options
            )
            self.client.client_register_capability(types.RegistrationParams([wanted]))

    def say(self, message: str) -> None:
        """Show the user a sentence."""
        kind = types.MessageType.Warning
        self.client.window_show_message(types.ShowMessageParams(type=kind, message=message))

    def opened(self, params: Any) -> None:
        """A file was opened."""
        file = wire.file_of(params.text_document.uri)
        if not self.desk and file:
            self.open(file.parents)
            if not self.desk:
                self.say(f"kb: {self.refused}")
        if path := self.path_of(params.text_document.uri):
            self.addresses[path] = params.text_document.uri
            self.write(path, params.text_document.text)

    def edited(self, params: Any) -> None:
        """A file was edited: what can be told of it at once is told, the rest after a pause."""
        path = self.path_of(params.text_document.uri)
        if not path or not self.desk:
            return
        text = self.desk.text(path)
        for change in params.content_changes:
            text = changed(text, wire.change_of(change), self.units)
        self.write(path, text)

    def write(self, path: str, text: str) -> None:
        """Take over a text."""
        assert self.desk
        self.desk.write(path, text)
        self.edits += 1
        found = diagnostics_of(self.desk.at_once(path), {path: self.desk.content(path) or b""},
                               self.lines_of)  # fmt: skip
        self.show(path, found.get(path, []))
        self.judge_soon()

    def closed(self, params: Any) -> None:
        """A file was closed: what is on the disk counts again."""
        if (path := self.path_of(params.text_document.uri)) and self.desk:
            self.desk.leave(path)
            self.judge_soon(0.0)

    def leave(self, params: Any = None) -> None:
        """The client goes: nobody waits for a judgement any more."""
        self.edits += 1
        if self.due:
            self.due.cancel()
        self.worker.shutdown(wait=False, cancel_futures=True)

    def changed_on_disk(self, params: Any) -> None:
        """Something changed on the disk."""
        self.judge_soon(0.0)

    def judge_soon(self, pause: float = PAUSE) -> None:
        """Judge the whole after a pause; a judgement that is on its way is old now."""
        self.edits += 1
        if self.due:
            self.due.cancel()
        if self.desk:
            self.due = asyncio.get_running_loop().call_later(pause, self.judge, self.edits)

    def judge(self, edits: int) -> None:
        """Judge the whole in the other thread, and tell of it if nothing was edited meanwhile."""
        self.due = asyncio.ensure_future(self.judged(edits))

    async def judged(self, edits: int) -> None:
        """The same, waited for."""
        desk = self.desk
        assert desk
        loop = asyncio.get_running_loop()
        try:
            whole, found = await loop.run_in_executor(self.worker, self.judgement, edits)
        except Stopped:
            return
        except Exception as error:  # told, since nobody waits for the answer
            self.say(f"kb: this is a fault of kb itself: {type(error).__name__}: {error}")
            return
        if edits != self.edits:
            return
        desk.judged = whole
        if (site := whole.knowledge.base.configuration.address) != self.site:
            self.site, self.told = site, dict.fromkeys(self.told)  # all of it leads elsewhere
        paths = sorted({*found, *self.told}, key=lambda path: (path not in desk.texts, path))
        for number, path in enumerate(paths):
            self.show(path, found.get(path, []))
            if number % AT_A_TIME == AT_A_TIME - 1:
                await asyncio.sleep(0)
                if edits != self.edits:
                    return

    def judgement(self, edits: int) -> tuple[Whole, Mapping[str, list[Diagnostic]]]:
        """The whole, and what is to be shown of it."""
        assert self.desk
        whole = self.desk.whole(lambda: edits != self.edits)

        def lines_of(path: str) -> Lines:
            text = whole.files.get(path, b"").decode("utf-8", "replace")
            return lines_of_text(text, self.units, is_yaml(path))

        return whole, diagnostics_of(whole.findings, whole.files, lines_of)

    def show(self, path: str, told: list[Diagnostic]) -> None:
        """Tell the client what is found in a file, unless it knows."""
        if self.told.get(path, []) == told:
            return
        self.told[path] = told
        shown = [wire.diagnostic(each, self.uri_of, self.site) for each in told]
        self.client.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=self.uri_of(path), diagnostics=shown)
        )


@lru_cache(maxsize=16)
def lines_of_text(text: str, units: str, is_yaml: bool) -> Lines:
    """Lines of a text, split once while it stays as it is."""
    return Lines(text, units, is_yaml)
