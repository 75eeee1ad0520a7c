"""A browser window that tells of every error, and lets no request leave the host."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.helpers.small_site import build

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desk": (1400, 900), "phone": (375, 812)}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        return


@dataclass
class Visit:
    """A page in a browser, and what went wrong on it."""

    page: Any
    host: str
    complaints: list[str] = field(default_factory=list)
    received: dict[str, int] = field(default_factory=dict)

    def go(self, path: str) -> None:
        self.page.goto(f"http://{self.host}/{path}")
        self.page.wait_for_load_state("networkidle")


@pytest.fixture(scope="session")
def site_of_material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def site(site_of_material: Path) -> Path:
    """The site that tests look at; a module may put one in another frame in its place."""
    return site_of_material


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The host and port of a server of a folder."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    driver = pytest.importorskip("playwright.sync_api")
    with driver.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


def visit(
    browser: Any, host: str, size: str = "desk", palette: str = "light", **more: Any
) -> Visit:
    """A new window that tells of every error, and lets no request leave the host."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=palette, **more
    )
    found = Visit(context.new_page(), host)

    def asked(route: Any) -> None:
        url = urlsplit(route.request.url)
        if url.netloc == host or url.scheme in {"data", "blob"}:
            route.continue_()
        else:
            found.complaints.append(f"asked another host: {route.request.url}")
            route.abort()

    def answered(response: Any) -> None:
        if response.status >= 400:
            found.complaints.append(f"{response.status}: {response.url}")
        elif urlsplit(response.url).netloc == host:
            found.received[urlsplit(response.url).path] = len(response.body())

    context.route("**/*", asked)
    found.page.on("response", answered)
    found.page.on("pageerror", lambda error: found.complaints.append(f"error: {error}"))
    found.page.on(
        "console",
        lambda said: found.complaints.append(said.text) if said.type == "error" else None,
    )
    return found


def inaccessible(page: Any) -> list[str]:
    """What axe complains of, in what is folded too; it must have looked at something to count."""
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found = Axe().run(page).response
    assert len(found["passes"]) > 10, "axe looked at hardly anything"
    return [
        f"{each['id']}: {node['html'][:120]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def too_wide(page: Any) -> list[str]:
    seen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [f"{seen[0]} pixels wide in a window of {seen[1]}"] if seen[0] > seen[1] else []


def unsound(
    browser: Any, host: str, size: str, palette: str, paths: Iterable[str]
) -> dict[str, list[str]]:
    """What is wrong with each of some pages: complaints, too wide for the window, inaccessible."""
    opened = visit(browser, host, size, palette)
    found: dict[str, list[str]] = {}
    for path in paths:
        opened.go(path)
        said = [*opened.complaints, *too_wide(opened.page), *inaccessible(opened.page)]
        opened.complaints.clear()
        if said:
            found[path] = said
    opened.page.context.close()
    return found
