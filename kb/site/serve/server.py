"""Show the built site on this machine, and tell the browser when it has changed.

What makes a page reload itself is added while it is sent, never written to the site.  Only
this machine is answered, and only under its own name, so no other site can read drafts here.
"""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

EVENTS = "/_kb/events"
SCRIPT = "/_kb/reload.js"
ADDED = f'<script src="{SCRIPT}" data-after="%d"></script>'
RELOAD = b"""
const after = document.currentScript.dataset.after;
const events = new EventSource("/_kb/events?after=" + after);
let left = false;
events.addEventListener("reload", () => location.reload());
events.addEventListener("open", () => { if (left) location.reload(); });
events.addEventListener("error", () => { left = true; });
events.addEventListener("failed", (event) => {
  const old = document.getElementById("kb-failed");
  const shown = old || document.body.appendChild(document.createElement("pre"));
  shown.id = "kb-failed";
  shown.setAttribute("role", "alert");
  shown.style.cssText = "position:fixed;inset:auto 0 0 0;margin:0;padding:1em;max-height:50vh;"
    + "overflow:auto;white-space:pre-wrap;background:#9c2b1f;color:#fff;z-index:99";
  shown.textContent = JSON.parse(event.data);
});
"""
ALIVE = 15.0  # seconds between signs of life, at which a window that was closed is noticed


class Windows:
    """What the open windows are to be told: numbered, so that none is missed or told twice."""

    def __init__(self) -> None:
        """Nothing was told yet."""
        self._news = threading.Condition()
        self._told: tuple[int, str, str] = (0, "", "")

    def tell(self, event: str, words: str = "") -> None:
        """Tell every window that is open: ``reload``, or ``failed`` and why."""
        with self._news:
            self._told = (self._told[0] + 1, event, words)
            self._news.notify_all()

    def seen(self) -> int:
        """The number of what a page that is fetched now shows; it does not show a failure."""
        number, event, _ = self._told
        return number - 1 if event == "failed" else number

    def failing(self) -> bool:
        """Whether the windows show a failure, which only reloading them removes."""
        return self._told[1] == "failed"

    def after(self, number: int, seconds: float) -> tuple[int, str, str] | None:
        """What was told after that number, waiting a while for it."""
        with self._news:
            self._news.wait_for(lambda: self._told[0] > number, seconds)
            return self._told if self._told[0] > number else None


class Answers(SimpleHTTPRequestHandler):
    """Files of the site; pages with the reloading script; and the stream of events."""

    windows: Windows
    policy: str

    def __init__(self, *given: object, windows: Windows, policy: str, **more: object) -> None:
        """Answer one connection."""
        self.windows, self.policy = windows, policy
        super().__init__(*given, **more)  # type: ignore[arg-type]

    def parse_request(self) -> bool:
        """Go on only if it is this machine that was meant."""
        if not super().parse_request():
            return False
        if (self.headers.get("Host") or "").partition(":")[0] in ("127.0.0.1", "localhost"):
            return True
        self.send_error(HTTPStatus.FORBIDDEN, "only 127.0.0.1 and localhost are served")
        return False

    def do_GET(self) -> None:
        """Answer with a file, the script or the events."""
        url = urlsplit(self.path)
        if url.path == EVENTS:
            after = parse_qs(url.query).get("after", [""])[0][:9]
            self._stream(int(after) if after.isascii() and after.isdigit() else 0)
        elif url.path == SCRIPT:
            self._send(RELOAD, "text/javascript")
        else:
            super().do_GET()

    def send_head(self) -> BinaryIO | None:
        """Send a page with the script; anything else as it lies on the disk."""
        url = urlsplit(self.path)
        file = Path(self.translate_path(self.path))
        if file.is_dir() and url.path.endswith("/"):
            file /= "index.html"
        if file.is_dir():  # the library redirects to the path with a slash
            return super().send_head()
        status = HTTPStatus.OK
        if not file.is_file():
            file, status = Path(self.directory) / "404.html", HTTPStatus.NOT_FOUND
        if file.suffix == ".html" and file.is_file():
            added = (ADDED % self.windows.seen()).encode()  # before the file is read
            head, end, tail = file.read_bytes().rpartition(b"</body>")
            self._send(head + added + end + tail, "text/html; charset=utf-8", status)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        """A page that was changed must not come from the browser's store."""
        self.send_header("Cache-Control", "no-store")
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self, number: int) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        line = ": listening\n\n"
        try:
            while True:
                self.wfile.write(line.encode())
                told = self.windows.after(number, ALIVE)
                line = ": still here\n\n"
                if told:
                    number = told[0]
                    line = f"event: {told[1]}\ndata: {json.dumps(told[2])}\n\n"
        except OSError:
            return  # the window was closed


class Server(ThreadingHTTPServer):
    """A server that knows its open windows, and which connections are not worth waiting for."""

    daemon_threads = True

    def __init__(self, site: Path, port: int, policy: str) -> None:
        """Take the port; nothing is answered until the server is told to."""
        self.windows = Windows()
        handler = partial(Answers, directory=str(site), windows=self.windows, policy=policy)
        super().__init__(("127.0.0.1", port), handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a window that was closed in the middle of an answer."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def listen(site: Path, port: int, policy: str = "") -> Server:
    """Take the port, unless another program has it; ``policy`` bounds what pages may ask for."""
    return Server(site, port, policy)


@contextmanager
def answering(server: Server) -> Iterator[None]:
    """Answer requests, for as long as the block lasts, beside what is done in it."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
