"""A base's own title, pages, colours and tabs: what it says of itself is shown, and nothing of ours."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from kb.disk import files_under
from kb.memory import Memory
from kb.model.misuse import Misuse
from kb.pipeline import Judged, judge, know, load
from kb.site.build import build_site, hand_written_files
from tests.helpers.solar_base import files

TODAY = "2026-11-25"
SAID = """\
title = "Panels"
description = "What lasts on roofs."
licence = "CC0"
copyright = "Roofs & <sons>"
navigation = ["map", "roofs", "manual"]
[colours]
link = "#005a9c"
link-dark = "#9cd0ff"
"""
OWN = {
    "kb.toml": SAID,
    "docs/about.md": "# About panels\n\nWe look after roofs.\n",
    "docs/roofs.md": "# Roofs\n\nA roof is <b>flat</b>.\n\n## Slopes\n\nNone.\n",
    "docs/assets/ours.css": "h1 { color: inherit; }\n",
    "mkdocs.yml": "extra_css: [assets/ours.css]\ntheme: {features: [navigation.top]}\n",
}


def judged(root: Path, added: dict[str, str]) -> Judged:
    for path, content in {**files(), **{n: t.encode() for n, t in added.items()}}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    memory = Memory(root / ".kb")
    return judge(know(load(files_under(root), memory), root, memory), TODAY)


class Seen(HTMLParser):
    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.words = ""
        self.text = page.read_text("utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += f" {data.strip()}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("own")
    build_site(root, judged(root, OWN), TODAY)
    return root / "site"


def test_a_base_shows_its_own_title_and_nothing_of_ours(built):
    for page in built.rglob("index.html"):
        seen = Seen(page)
        assert "Panels" in seen.text and "Roofs & <sons>" in seen.words, page
        assert "Arguments kept as code" not in seen.words and "CC BY" not in seen.words, page
        assert "kb: arguments" not in seen.text, page
    assert "What lasts on roofs." in Seen(built / "index.html").words
    assert '"licence": "CC0"' in (built / "kb.json").read_text("utf-8")
    (claim,) = (built / "claims/panels-last").glob("cite.bib")
    assert "howpublished = {Panels}" in claim.read_text("utf-8")


def test_own_pages_stand_in_the_manual_and_in_the_bar_of_tabs(built):
    home = Seen(built / "index.html")
    tabs = home.text.split('class="md-tabs__list"')[1].split("</ul>")[0]
    at = [tabs.index(words) for words in ("Home", "Map", "Roofs", "Manual")]
    assert at == sorted(at) and "Positions" not in tabs
    roofs = Seen(built / "manual/roofs/index.html")
    assert "A roof is <b>flat</b>." in roofs.words and "<b>" not in roofs.text
    assert "We look after roofs." in Seen(built / "manual/index.html").words
    assert any("manual/roofs/" in path.read_text("utf-8") for path in built.glob("search/*.js*"))


def test_own_colours_and_sheets_come_after_ours(built):
    sheet = (built / "assets/together.css").read_text("utf-8")
    ours, own = sheet.index("--kb-link: #17508a"), sheet.index("--kb-link:#005a9c")
    assert ours < own < sheet.index("h1 { color: inherit; }")
    assert "--kb-link:#9cd0ff" in sheet


def test_a_base_that_says_nothing_has_a_plain_title(tmp_path):
    build_site(tmp_path, judged(tmp_path, {}), TODAY)
    seen = Seen(tmp_path / "site/index.html")
    assert "Claims, the arguments between them" in seen.words


@pytest.mark.parametrize("name", ["assets/style.css", "method.md", "checks.md", "index.md"])
def test_nothing_of_a_base_takes_a_place_of_ours(name, tmp_path):
    judged(tmp_path, {f"docs/{name}": "x"})
    with pytest.raises(Misuse, match=f"{name} would take the place of a file of the site"):
        hand_written_files(tmp_path)


def test_no_link_is_followed_out_of_the_folder_of_own_pages(tmp_path):
    (tmp_path / "secret.md").write_text("# Secret\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/roofs.md").symlink_to(tmp_path / "secret.md")
    assert "roofs.md" not in hand_written_files(tmp_path)


def test_a_tab_that_is_not_there_is_a_misuse(tmp_path):
    with pytest.raises(Misuse, match="kb.toml: navigation: there is no 'roofs'"):
        build_site(tmp_path, judged(tmp_path, {"kb.toml": 'navigation = ["roofs"]\n'}), TODAY)


def test_a_configuration_that_inherits_is_refused(tmp_path):
    given = judged(tmp_path, {"mkdocs.yml": "INHERIT: other.yml\n"})
    with pytest.raises(Misuse, match="it inherits from kb's frame already"):
        build_site(tmp_path, given, TODAY)


@pytest.mark.parametrize("text", ["a: [1\n", "- a\n"])
def test_a_configuration_that_cannot_be_read_is_a_misuse(text, tmp_path):
    with pytest.raises(Misuse, match=r"mkdocs\.yml: "):
        build_site(tmp_path, judged(tmp_path, {"mkdocs.yml": text}), TODAY)
