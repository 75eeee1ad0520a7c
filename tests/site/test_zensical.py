"""The successor of the frame builds the same pages: all content is Markdown, no hook adds any."""

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kb.site.mkdocs import CONFIG
from tests.helpers.small_site import build

ZENSICAL = shutil.which("zensical", path=str(Path(sys.executable).parent))


class Content(HTMLParser):
    """The words of a page's own article, without scripts, styles, and the sign of a section's link."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.depth, self.silent, self.beside = "", 0, 0, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.depth += 1
        self.silent += tag in ("script", "style")
        self.beside = ("class", "headerlink") in attrs

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.depth -= 1
        self.silent -= tag in ("script", "style")
        self.beside = False

    def handle_data(self, data: str) -> None:
        if self.depth and not self.silent and not self.beside:
            self.words += data


def words(page: Path) -> str:
    found = Content()
    found.feed(page.read_text("utf-8"))
    return re.sub(r"\s+", "", found.words)


@pytest.mark.skipif(not ZENSICAL, reason="zensical is not installed")
def test_zensical_builds_the_same_pages_without_the_hook(tmp_path):
    site = build(tmp_path)
    plain = CONFIG.read_text("utf-8").replace("build/pages", "pages")
    assert plain.count("hooks") == 0
    other = tmp_path / "other"
    other.mkdir()
    shutil.copytree(tmp_path / "build" / "pages", other / "pages")
    (other / "mkdocs.yml").write_text(plain, "utf-8")
    done = subprocess.run(
        [str(ZENSICAL), "build", "-f", "mkdocs.yml"],
        check=False,
        cwd=other,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    pages = [page.relative_to(site) for page in site.rglob("index.html")]
    assert len(pages) > 20
    assert [page for page in pages if words(site / page) != words(other / "site" / page)] == []
