"""The built site as it is opened by a double click: links, search, previews, map and figures.

A browser gives no folder's page from a disk, fetches no file there and starts no worker.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from kb.site.mkdocs_hook import naming_files, painting_soon
from tests.helpers.browser import CHROMIUM, SIZES
from tests.helpers.small_site import SITE
from tests.site.test_browser import CLAIM, CORRELATIONS, CRUX, FIGURES, PAGES

in_a_browser = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.xdist_group("browser"),
]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ('<a href=".">', '<a href="index.html">'),
        ('<a href="../..">', '<a href="../../index.html">'),
        ('<a class="x" href="./">', '<a class="x" href="index.html">'),
        ('<a href="../../claims/a-b/#life">', '<a href="../../claims/a-b/index.html#life">'),
        ('<a href="../map/#at=a-b&amp;depth=1">', '<a href="../map/index.html#at=a-b&amp;depth=1">'),
        ('<a data-href="x/" href="../scripts/v1.2/">', '<a data-href="x/" href="../scripts/v1.2/index.html">'),
        ('<link rel="next" href="../topics/">', '<link rel="next" href="../topics/index.html">'),
    ],
)  # fmt: skip
def test_a_link_to_a_folder_names_its_page(written, named):
    assert naming_files(written) == named
    assert naming_files(named) == named


@pytest.mark.parametrize(
    "written",
    [
        '<a href="#life">', '<a href="">', '<a href="../feed.xml">', '<a href="/kb/claims/">',
        '<a href="https://example.org/kb/">', '<a href="mailto:a@example.org">',
        '<a href="../scripts/a/b.py" download>', '<link rel="canonical" href="https://example.org/">',
        "<p>href=\".\" in a text &lt;a href=&quot;.&quot;&gt;</p>",
    ],
)  # fmt: skip
def test_other_links_stay(written):
    assert naming_files(written) == written


class Page(HTMLParser):
    """What a page points at, and the places it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.targets += [given[name] or "" for name in ("href", "src") if given.get(name)]
        self.ids |= {given.get("id") or ""}
        if given.get("http-equiv") == "refresh":
            self.targets.append((given["content"] or "").partition("url=")[2])


def dead_links(site: Path) -> Iterator[str]:
    """Every link that leads to no file, or to no place in it."""
    read = {path: Page(path.read_text("utf-8")) for path in site.rglob("*.html")}
    for path, page in read.items():
        if path.name == "404.html":  # shown at any address, so its links begin at the server's root
            continue
        for target in page.targets:
            url = urlsplit(target)
            if url.scheme or url.netloc:
                continue
            file = (path.parent / unquote(url.path)).resolve() if url.path else path
            place = unquote(url.fragment)
            if not file.is_file():
                yield f"{path.relative_to(site)}: {target} is no file"
            elif (
                place
                and "=" not in place
                and file.suffix == ".html"
                and place not in {*read[file].ids, "__top"}
            ):
                yield f"{path.relative_to(site)}: {target} is no place"


def test_every_link_leads_to_a_file(site):
    assert len(list(site.rglob("index.html"))) > 30
    assert list(dead_links(site)) == []


def test_the_page_for_no_page_leads_on_from_the_root_of_the_server(site):
    targets = Page((site / "404.html").read_text("utf-8")).targets
    paths = [urlsplit(target).path for target in targets if not target.startswith("#")]
    onward = [path.removeprefix("/kb/") for path in paths]  # the site is built for that folder
    assert {"", "topics/", "changes/", "manual/"} <= set(onward)
    for path in onward:
        file = site / unquote(path)
        assert (file / "index.html" if file.is_dir() else file).is_file(), path
    assert "There is no page at this address" in (site / "404.html").read_text("utf-8")


def test_published_addresses_are_as_they_were(site):
    assert (site / CLAIM / "index.html").is_file()
    text = (site / CLAIM / "index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{SITE}{CLAIM}">' in text
    assert "index.html" not in (site / "sitemap.xml").read_text("utf-8")
    assert "index.html" not in (site / "kb.json").read_text("utf-8")


def test_no_other_format_is_taken_for_another_language(site):
    text = (site / CLAIM / "index.html").read_text("utf-8")
    assert '<link rel="alternate describedby" type="application/x-bibtex"' in text
    assert 'rel="alternate"' not in text


@pytest.fixture
def disk(browser, site):
    """A window on the folder; whatever goes wrong, or is asked of a network, fails the test."""
    width, height = SIZES["desk"]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("requestfailed", lambda asked: wrong.append(f"failed: {asked.url}"))
    page.on(
        "request", lambda asked: re.match("file:|data:|blob:", asked.url) or wrong.append(asked.url)
    )
    yield lambda path: (page.goto(f"{site.as_uri()}/{path}index.html"), page)[1]
    context.close()
    assert wrong == []


@pytest.mark.parametrize("path", ["".join(each) for each in PAGES])
class TestEveryKindOfPage:
    pytestmark = in_a_browser

    def test_it_is_whole_and_can_be_searched(self, disk, path):
        page = disk(path)
        page.wait_for_load_state("networkidle")
        assert page.locator("h1").first.is_visible()
        assert page.locator(".md-search__input").is_visible()
        shown = page.evaluate(
            "[...document.images].filter(i => i.complete && !i.naturalWidth).length"
        )
        assert shown == 0
        page.keyboard.press("/")
        page.keyboard.type("three corelations")
        page.wait_for_selector(".md-search-result__item a", state="visible")
        first = page.locator(".md-search-result__item a").first
        assert CORRELATIONS in first.get_attribute("href")


class TestFromADisk:
    pytestmark = in_a_browser

    def test_a_reader_walks_by_links_alone(self, disk, site):
        page = disk("")
        page.click(".md-tabs a >> text=Topics")
        page.wait_for_url("**/topics/index.html")
        page.click("main a[href*='topics/energy'], main a[href^='energy']")
        page.click(".kb-listing a.kb-claim >> nth=0")
        page.wait_for_selector(".kb-head h1")
        page.click(".kb-crumbs a >> nth=0")
        page.click("a.md-logo")
        assert page.url == f"{site.as_uri()}/index.html"

    def test_search_leads_to_a_page(self, disk):
        page = disk(CRUX)
        page.keyboard.press("/")
        page.keyboard.type("correlations possible")
        page.wait_for_selector(".md-search-result__item a", state="visible")
        assert page.locator(".md-search-result__item .md-tag").first.inner_text()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{CORRELATIONS}index.html**")
        assert "Three correlations" in page.inner_text("h1")

    def test_a_link_to_a_claim_is_previewed(self, disk):
        page = disk("topics/energy/")
        link = page.locator(".kb-listing a.kb-claim").first
        link.hover()
        page.wait_for_selector(".kb-card")
        assert link.inner_text() in page.inner_text(".kb-card")
        assert "standing" in page.inner_text(".kb-card")

    def test_the_map_answers(self, disk):
        page = disk("map/")
        page.fill("[name=find]", "correlations")
        page.wait_for_function("/^\\d/.test(document.querySelector('.kb-map-said').textContent)")
        assert page.locator(".kb-found").count() > 0

    @pytest.mark.parametrize("name", FIGURES)
    def test_a_figure_answers(self, disk, name):
        path, _, told = FIGURES[name]
        page = disk(path)
        page.locator(f"[data-kb-figure={name}]").focus()
        page.keyboard.press("Enter")
        status = page.locator(".kb-live [role=status]").first
        status.wait_for()
        assert told in status.inner_text()


def test_a_page_asks_for_one_sheet_and_no_script_before_it_is_painted():
    sheet, early = (
        '<link rel="stylesheet" href="../assets/{}">',
        '<script src="../assets/worker.js"></script>',
    )
    frame = '<script src="../assets/javascripts/bundle.a5f9.min.js"></script>'
    sheets = [
        sheet.format(f"{name}.css") for name in ("stylesheets/main.57", "style", "map", "print")
    ]
    page = (
        f"<head>{sheets[0]}\n{early}\n{sheets[1]}{sheets[2]}{sheets[3]}</head><body>{frame}</body>"
    )
    assert painting_soon(page).replace("\n", "") == (
        f'<head>{sheet.format("together.css")}{sheets[3][:-1]} media="print"></head>'
        f"<body>{early}{frame}</body>"
    )
    assert painting_soon("<head></head>") == "<head></head>"
