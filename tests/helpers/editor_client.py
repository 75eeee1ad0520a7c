"""A client of the protocol over standard input and output: small, and with nothing of the server's.

It keeps what it was told of each file, and waits for answers by their number.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

PATIENCE = 60.0


class Client:
    """One server, and what it said so far."""

    def __init__(self, root: Path, *words: str, encodings: list[str] | None = None) -> None:
        """Start a server in a folder, and greet it."""
        code = str(Path(__file__).parents[2])
        self.root = root
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kb", *words, "lsp", "--stdio"], cwd=root,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": code, "SOURCE_DATE_EPOCH": "1795564800"},
        )  # fmt: skip
        self.heard: Queue[dict[str, Any]] = Queue()
        self.told: dict[str, list[dict[str, Any]]] = {}  # diagnostics by path
        self.messages: list[str] = []
        self.asked: list[dict[str, Any]] = []  # what the server asked of the client
        self.number = 0
        self.versions: dict[str, int] = {}
        Thread(target=self.listen, daemon=True).start()
        general = {"positionEncodings": encodings} if encodings else {}
        edits = {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"]}
        self.greeted = self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root.absolute().as_uri(),
                "capabilities": {
                    "general": general,
                    "workspace": {
                        "workspaceEdit": edits,
                        "didChangeWatchedFiles": {"dynamicRegistration": True},
                    },
                    "textDocument": {"publishDiagnostics": {"relatedInformation": True}},
                },
            },
        )
        self.tell("initialized", {})

    def listen(self) -> None:
        """Take in all that the server sends."""
        stream = self.process.stdout
        assert stream
        while head := stream.readline():
            length = int(head.split(b":")[1])
            while stream.readline().strip():
                pass
            self.heard.put(json.loads(stream.read(length)))

    def send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        """Send what needs no answer."""
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        """Send a request; the result, or the error as it is."""
        self.number += 1
        number = self.number
        self.send({"id": number, "method": method, "params": params})
        return self.until(lambda message: message.get("id") == number and "method" not in message)

    def until(self, is_it: Any, seconds: float = PATIENCE) -> Any:
        """Hear on until a message is the one that is waited for; its result."""
        ends = time.monotonic() + seconds
        while True:
            try:
                message = self.heard.get(timeout=max(0.01, ends - time.monotonic()))
            except Empty:
                raise AssertionError(f"nothing came; stderr: {self.last_words()}") from None
            self.note(message)
            if is_it(message):
                return message.get("result", message.get("error"))

    def last_words(self) -> str:
        """What the server said of a fault."""
        self.process.kill()
        assert self.process.stderr
        return self.process.stderr.read().decode()[-3000:]

    def note(self, message: dict[str, Any]) -> None:
        """Keep what the server tells, and grant what it asks."""
        method, params = message.get("method"), message.get("params")
        if method == "textDocument/publishDiagnostics":
            self.told[self.path_of(params["uri"])] = params["diagnostics"]
        elif method == "window/showMessage":
            self.messages.append(params["message"])
        elif method and "id" in message:
            self.asked.append(message)
            self.send({"id": message["id"], "result": None})

    def path_of(self, uri: str) -> str:
        return uri.removeprefix(self.root.absolute().as_uri() + "/")

    def uri(self, path: str) -> str:
        return self.root.absolute().as_uri() + "/" + path

    def diagnostics(self, path: str) -> list[dict[str, Any]]:
        """What is told of a file, next time something is."""
        uri = self.uri(path)
        self.until(
            lambda m: (
                m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri
            )
        )
        return self.told[path]

    def wait_for(self, is_so: Any, seconds: float = PATIENCE) -> None:
        """Hear on until something is so."""
        ends = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < ends, f"{self.told} {self.messages}"
            try:
                self.note(self.heard.get(timeout=0.05))
            except Empty:
                continue

    def open(self, path: str, text: str | None = None) -> str:
        """Open a file, with what is on the disk or another text."""
        text = (self.root / path).read_bytes().decode() if text is None else text
        self.versions[path] = 1
        document = {"uri": self.uri(path), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return text

    def change(self, path: str, *changes: dict[str, Any]) -> None:
        """Edit a file: changes as the protocol has them."""
        self.versions[path] += 1
        document = {"uri": self.uri(path), "version": self.versions[path]}
        self.tell(
            "textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)}
        )

    def close(self, path: str) -> None:
        self.tell("textDocument/didClose", {"textDocument": {"uri": self.uri(path)}})

    def at(self, path: str, line: int, character: int, **more: Any) -> dict[str, Any]:
        """What most requests are about."""
        position = {"line": line, "character": character}
        return {"textDocument": {"uri": self.uri(path)}, "position": position, **more}

    def leave(self) -> int:
        """End the server as an editor does; its status."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self.process.wait(PATIENCE)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
