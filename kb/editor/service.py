"""A language server at standard input and output: each method of the protocol to who answers it."""

import sys
from collections.abc import Callable
from typing import Any

from lsprotocol import types

from kb.editor.requests import Requests
from kb.editor.server import Opens, Server

SWITCHING = 0.001  # seconds after which a thread lets the other one go on


def serve(opens: Opens) -> None:
    """Answer the client at standard input and output, until it leaves."""
    sys.setswitchinterval(SWITCHING)
    server = Server(opens)
    answers: dict[str, Callable[[Any], Any]] = {
        types.INITIALIZE: server.begin,
        types.INITIALIZED: server.ready,
        types.SHUTDOWN: server.leave,
        types.TEXT_DOCUMENT_DID_SAVE: server.changed_on_disk,
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES: server.changed_on_disk,
    }
    texts = {
        types.TEXT_DOCUMENT_DID_OPEN: server.opened,
        types.TEXT_DOCUMENT_DID_CHANGE: server.edited,
        types.TEXT_DOCUMENT_DID_CLOSE: server.closed,
    }
    for method, answer in answers.items():
        server.client.feature(method)(unbound(answer))
    # in place of the library's own, which would change the positions that it hands on
    for method, answer in texts.items():
        server.client.protocol.fm.add_builtin_feature(method, unbound(answer))
    for method, (answer, options) in Requests(server).answers().items():
        server.client.feature(method, options)(unbound(answer))
    try:
        server.client.start_io()
    finally:
        server.edits += 1  # a judgement that is on its way is left


def unbound(answer: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same as a function of its own, on which the library leaves its marks."""

    def answered(params: Any) -> Any:
        return answer(params)

    return answered
