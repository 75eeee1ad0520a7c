"""Framing only what has changed gives the site that framing everything gives."""

import html
import time
from pathlib import Path
from types import SimpleNamespace

from kb.site.frame import write_and_frame
from kb.site.framing import site_file
from kb.site.mkdocs_hook import on_page_content
from kb.site.text.markdown import plain
from tests.helpers.solar_base import files
from tests.site.test_findings_pages import BROKEN, FADING, LINKED, made


def content(site: Path) -> dict[str, bytes]:
    """Every file, without the packed sitemap, which has the time in it."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in site.rglob("*")
        if path.suffix != ".gz"
    }


def test_a_site_framed_in_two_steps_is_the_same_as_in_one(tmp_path):
    mended = files(LINKED)
    broken = made({**mended, FADING: BROKEN.encode()})
    write_and_frame(tmp_path / "two", made(mended), {}, only_changed=False)
    untouched = tmp_path / "two/site/manual/method/index.html"
    old = untouched.stat().st_mtime_ns
    time.sleep(0.01)  # so that a file written now is younger on any file system
    write_and_frame(tmp_path / "two", broken, {}, only_changed=True)
    write_and_frame(tmp_path / "one", broken, {}, only_changed=False)
    assert content(tmp_path / "two/site") == content(tmp_path / "one/site")
    assert not (tmp_path / "two/site/claims/panels-fade-slowly/claim.json").exists()
    assert untouched.stat().st_mtime_ns == old


def test_nothing_changed_nothing_framed(tmp_path):
    pages = made(files())
    write_and_frame(tmp_path, pages, {}, only_changed=False)
    home = tmp_path / "site/index.html"
    home.write_text("as it was")
    write_and_frame(tmp_path, pages, {}, only_changed=True)
    assert home.read_text() == "as it was"


def test_where_a_page_is_served():
    pages = ["index.md", "topics/index.md", "claims/a-b.md", "scripts/a/b.py", "claims/index-b.md"]
    assert [site_file(each) for each in pages] == [
        "index.html", "topics/index.html", "claims/a-b/index.html", "scripts/a/b.py",
        "claims/index-b/index.html",
    ]  # fmt: skip


def test_every_page_tells_feed_readers_of_the_feed(tmp_path):
    pages = made(files())
    write_and_frame(tmp_path, {**pages, "feed.xml": b"<feed/>"}, {}, only_changed=False)
    for page, address in (
        ("index.html", "feed.xml"),
        ("claims/panels-last/index.html", "../../feed.xml"),
    ):
        text = (tmp_path / "site" / page).read_text()
        assert f'title="What changed" href="{address}"' in text.partition("</head>")[0]
        assert (tmp_path / "site" / page).parent.joinpath(address).resolve().is_file()
    write_and_frame(tmp_path / "silent", pages, {}, only_changed=False)
    assert "atom+xml" not in (tmp_path / "silent/site/index.html").read_text()


def test_unsealing_leaves_what_a_reader_of_html_sees(tmp_path):
    """Every character, and text that looks like HTML or like a code, once taken apart."""
    hostile = "".join(map(chr, range(32, 127))) + "<b>&lt;&#60;script&#62;</b>&amp;#60; &#45; &"
    sealed = str(plain(hostile))
    framed = on_page_content(sealed, SimpleNamespace(meta={}, toc=[]))
    assert html.unescape(framed) == html.unescape(sealed) == hostile
    assert not set("<>\"'") & set(framed) and len(framed) < len(sealed)
