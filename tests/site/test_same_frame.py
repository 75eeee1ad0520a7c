"""A page put into the frame that it has is, byte for byte, the page that MkDocs makes."""

from pathlib import Path

import pytest

from kb.checks.all import manuals
from kb.site.build import hand_written_files
from kb.site.frame import write_and_frame
from kb.site.framing import site_file
from kb.site.pages.all import pages, titles_of_tabs
from kb.site.same_frame import framed_before, with_page
from kb.site.text.served import Served
from kb.site.write import Seen, write_pages
from tests.helpers import small_site
from tests.helpers.solar_base import CLAIM, TODAY, know

FADING = "claims/energy/panels-fade-slowly.yaml"
DOCS = {
    name: content
    for name, content in hand_written_files(small_site.ROOT).items()
    if name in ("words.md", "about.md") or name.startswith("assets/")
}


def made(*changes: tuple[str, str, str]) -> dict[str, bytes]:
    """The pages of the small base after some replacements in its files."""
    given = small_site.given()
    for path, old, new in changes:
        assert old.encode() in given[path], old
        given[path] = given[path].replace(old.encode(), new.encode())
    return pages(know(given), manuals()[:2], DOCS, TODAY, served=Served(small_site.SITE))


def build(root: Path, files: dict[str, bytes], seen: Seen, again: bool) -> int:
    (root / "build").mkdir(exist_ok=True)
    titles = titles_of_tabs(DOCS)
    return write_and_frame(root, files, {}, again, titles=titles, seen=seen).written


def site_of(root: Path) -> dict[str, bytes]:
    left = ("sitemap.xml", "sitemap.xml.gz")  # which tell the day
    return {
        path.relative_to(root / "site").as_posix(): path.read_bytes()
        for path in (root / "site").rglob("*")
        if path.is_file() and path.name not in left
    }


WORDS = "A panel keeps half its output for decades."
EDITS = {
    "a statement": [(CLAIM, WORDS, 'It <b>keeps</b> "half" & more: $x < 2$, [see](panels-last).')],
    "a reason": [(CLAIM, "One lasts, the other fades.", "Both [last](panels-last) & {{ none }}.")],
    "what a demonstration shows": [(CLAIM, "How long a panel keeps half its output.", "How long.")],
    "a place that comes": [(FADING, "s\n    does_not_show", "More.\n    does_not_show")],
}
TITLES = {"a title": [(CLAIM, "Panels last", "Panels stay")]}


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    root = tmp_path_factory.mktemp("first")
    build(root, made(), Seen(), again=False)
    return site_of(root)


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    root = tmp_path_factory.mktemp("edited")
    every = [change for changes in EDITS.values() for change in changes]
    build(root, made(*every), Seen(), again=False)
    return site_of(root)


def test_pages_in_the_frames_that_they_had_are_what_mkdocs_makes(first, edited):
    before = made()
    after = made(*(change for changes in EDITS.values() for change in changes))
    changed = [name for name in after if before.get(name) != after[name] and name.endswith(".md")]
    assert {"claims/panels-last.md", "claims/panels-fade-slowly.md"} <= {*changed}
    for name in changed:
        old, new = before[name].decode(), after[name].decode()
        again = with_page(first[site_file(name)].decode(), old, new, "Claims")
        assert again is not None, name
        assert again.encode() == edited[site_file(name)], name


def test_mkdocs_is_not_started_for_an_edit_of_a_text(tmp_path, monkeypatch):
    seen = Seen()
    build(tmp_path, made(), seen, again=False)
    monkeypatch.setattr("kb.site.frame.put_frame", pytest.fail)
    every = [change for changes in EDITS.values() for change in changes]
    assert build(tmp_path, made(*every), seen, again=True) > 2
    told = (tmp_path / "site" / "claims" / "panels-last" / "index.html").read_text()
    assert "Both <a" in told and "How long." in told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title: "A"', 'title: "B"'),
        ("## One", "## Two"),
        ("<p id=", "<p>\n\n## Three\n\n<p id="),
        ("<p>", "<h1>"),
        ('id="here"', 'id="one"'),
        ("<p>A block that is long enough.</p>", "<p>No.</p>"),
    ],
)
def test_another_title_heading_or_id_of_a_section_is_left_to_mkdocs(old, new):
    page = (
        '---\ntitle: "A"\ndescription: "D"\n---\n<p>A block that is long enough.</p>\n\n## One\n\n'
        '<p id="here">Another one that is long enough.</p>\n'
    )
    block = "" if "No." in new else "<p>A block that is long enough.</p>"
    output = f'{block}<h2 id="one">One</h2><p id="here">Another one that is long enough.</p>'
    assert with_page(output, page, page, "Claims") == output
    assert old in page
    assert with_page(output, page, page.replace(old, new, 1), "Claims") is None


@pytest.mark.parametrize("name", ["assets/style.css", "assets/script.js", "claims/old/index.html"])
def test_what_is_not_just_copied_is_left_to_mkdocs(tmp_path, name):
    for folder in ("pages", "site"):
        (tmp_path / folder / name).parent.mkdir(parents=True)
        (tmp_path / folder / name).write_bytes(b"x")
    assert framed_before(tmp_path / "pages", tmp_path / "site", {name: b"w"}, "Claims") is None
    assert framed_before(tmp_path / "pages", tmp_path / "site", {}, "Claims") == {}


def test_after_a_frame_that_failed_all_pages_are_framed_anew(tmp_path, monkeypatch):
    """Though the pages themselves are then as they were."""
    calls = []

    def frame(*told: object) -> None:
        calls.append(told[-1])
        if len(calls) == 2:
            raise OSError("no room")

    monkeypatch.setattr("kb.site.frame.put_frame", frame)
    seen, page = Seen(), '---\ntitle: "A"\ndescription: "D"\n---\n<p>A block.</p>\n'
    build(tmp_path, {"a.md": page.encode()}, seen, again=False)
    edited = {"a.md": page.replace("A block", "Another block").encode()}
    with pytest.raises(OSError, match="no room"):
        build(tmp_path, edited, seen, again=True)
    build(tmp_path, edited, seen, again=True)
    build(tmp_path, edited, seen, again=True)
    assert calls == [False, True, False]  # whether only what changed; and nothing the last time


def test_a_page_that_somebody_changed_on_the_disk_is_written_again(tmp_path):
    seen, pages = Seen(), {"a.md": b"one", "b/c.md": b"two", "b/d.md": b"three"}
    write_pages(pages, tmp_path, seen=seen)
    assert write_pages(pages, tmp_path, seen=seen).written == 0
    (tmp_path / "b" / "c.md").write_bytes(b"owt")
    (tmp_path / "b" / "d.md").unlink()
    (tmp_path / "stray.md").write_bytes(b"")
    again = write_pages(pages, tmp_path, seen=seen)
    assert {*again.before} == {"b/c.md", "b/d.md"} and again.gone == ("stray.md",)
    assert (tmp_path / "b" / "c.md").read_bytes() == b"two"
    less = write_pages({"a.md": b"one"}, tmp_path, seen=seen)
    assert {*less.gone} == {"b/c.md", "b/d.md"} and not (tmp_path / "b").exists()
