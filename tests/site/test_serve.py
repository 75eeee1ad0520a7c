"""``kb serve`` as an author uses it: save a file, and the open page is told to reload."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue

import pytest

from tests.helpers.solar_base import files, on_disk

CLAIM = "claims/energy/panels-last.yaml"
PAGE = "/claims/panels-last/"
PATIENCE = 60.0  # only how long a machine may take before the test gives up


def command(root: Path, port: int = 0) -> list[str]:
    code = "from kb.cli import main; main()"
    return [sys.executable, "-c", code, "--root", str(root), "serve", "--port", str(port)]


@dataclass
class Served:
    """A running server, and the lines it has printed."""

    root: Path
    process: subprocess.Popen[str]
    lines: Queue[str]
    port: int = 0

    def until(self, pattern: str) -> str:
        """The first line printed from now on that the pattern is in."""
        while True:
            try:
                line = self.lines.get(timeout=PATIENCE)
            except Empty:
                pytest.fail(f"the server did not print {pattern!r}")
            if re.search(pattern, line):
                return line

    def get(self, path: str, host: str = "") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers={"Host": host or f"127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def save(self, path: str, change: Callable[[str], str]) -> None:
        file = self.root / path
        file.write_text(change(file.read_text()))


class Window:
    """What a browser does: fetch a page, and listen to the events that its script asks for."""

    def __init__(self, served: Served, path: str) -> None:
        status, self.page = served.get(path)
        assert status == 200
        after = re.search(r'<script src="/_kb/reload.js" data-after="(\d+)"></script>', self.page)
        self.connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
        self.connection.request("GET", f"/_kb/events?after={after[1]}")
        self.stream = self.connection.getresponse()

    def event(self) -> tuple[str, str]:
        """The next event, with what it says."""
        event = ""
        for _ in range(20):  # signs of life included: if nothing is told, it ends
            line = self.stream.readline().decode().strip()
            if line.startswith("event: "):
                event = line.removeprefix("event: ")
            elif line.startswith("data: "):
                return event, line.removeprefix("data: ")
        return "nothing", ""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = on_disk(tmp_path_factory.mktemp("served"), files())
    process = subprocess.Popen(
        command(root), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"}, start_new_session=True,
    )  # fmt: skip
    lines: Queue[str] = Queue()

    def listen() -> None:
        for line in process.stdout or ():
            lines.put(line)

    threading.Thread(target=listen, daemon=True).start()
    found = Served(root, process, lines)
    try:
        found.port = int(found.until(r"http://127").split(":")[2].partition("/")[0])
        yield found
    finally:
        process.kill()
        process.wait()


def test_a_saved_claim_changes_its_page_and_reloads_it(served):
    window = Window(served, PAGE)
    assert "Panels outlast us" not in window.page
    served.save(CLAIM, lambda text: text.replace("Panels last", "Panels outlast us"))
    assert window.event() == ("reload", '""')
    assert "Panels outlast us" in served.get(PAGE)[1]
    line = served.until(r"panels-last\.yaml: ")
    assert re.fullmatch(r"panels-last\.yaml: .* written, .* unchanged, .* s\n", line), line


def test_a_saved_title_is_on_every_page(served):
    window = Window(served, "/topics/")
    told = served.root / "kb.toml"
    assert "<title>Topics - Claims</title>" in window.page and not told.exists()
    told.write_text('title = "Roofs"\n')
    assert window.event() == ("reload", '""')
    for path in ("/topics/", PAGE, "/manual/method/"):
        assert " - Roofs</title>" in served.get(path)[1]
    assert served.until(r"^kb\.toml: ")
    told.unlink()
    served.until(r"^kb\.toml: ")
    assert "<title>Topics - Claims</title>" in served.get("/topics/")[1]


def test_what_reloads_a_page_is_not_in_the_site(served):
    assert "reload.js" in served.get("/")[1]
    stored = list((served.root / "site").rglob("*.html"))
    assert stored
    assert not [path for path in stored if "/_kb/" in path.read_text()]
    assert "EventSource" in served.get("/_kb/reload.js")[1]


def test_a_broken_claim_shows_its_findings_until_it_is_mended(served):
    good = (served.root / CLAIM).read_text()
    window = Window(served, PAGE)
    served.save(CLAIM, lambda text: text.replace("'kind': 'empirical'", "'kind': 'odd'"))
    assert window.event()[0] == "reload"
    served.until(r"panels-last\.yaml:\d+:1: error: 'kind' cannot be 'odd'")
    status, page = served.get(PAGE)
    assert (status, "This claim cannot be read" in page) == (200, True)
    assert "claims/panels" in served.get("/findings/")[1]
    served.save(CLAIM, lambda _: good)
    assert window.event()[0] == "reload"
    assert "This claim cannot be read" not in served.get(PAGE)[1]
    assert served.get("/findings/")[0] == 404  # nothing is left of it


def test_what_cannot_be_built_is_told_and_the_old_pages_stay(served):
    energy, aside = served.root / "claims/energy", served.root / "aside"
    window = Window(served, PAGE)
    energy.rename(aside)
    event, why = window.event()
    assert (event, "there is no claim under" in why) == ("failed", True)
    assert served.get(PAGE)[0] == 200
    assert Window(served, PAGE).event()[0] == "failed"  # a window opened later is told too
    aside.rename(energy)
    assert window.event()[0] == "reload"


def test_only_this_machine_is_answered_and_only_the_site(served):
    assert served.get("/", host="example.org")[0] == 403
    assert served.get("/", host=f"localhost:{served.port}")[0] == 200
    assert served.get("/../claims/energy/panels-last.yaml")[0] == 404
    assert served.get("/claims/")[0] == 404  # no listing of a folder


def test_a_port_in_use_is_said_at_once(served):
    done = subprocess.run(
        command(served.root, served.port), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert f"port {served.port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_ends_it_quietly(served):
    window = Window(served, "/")  # an open window does not keep it
    os.killpg(served.process.pid, signal.SIGINT)
    assert served.process.wait(PATIENCE) == 130
    rest = []
    while not served.lines.empty():
        rest.append(served.lines.get())
    assert "Traceback" not in "".join(rest)
    window.connection.close()
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", served.port))  # the port is given back
