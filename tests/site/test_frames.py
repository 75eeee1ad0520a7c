"""Each frame shows what Material's shows, answers as it does, and weighs less.

The tests of Material's frame that look at a site in a browser are made here with the others'.
"""

import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kb.model.configuration import FRAMES, Configuration
from kb.model.misuse import Misuse
from kb.site.frame import put_frame, write_and_frame
from kb.site.pages.all import titles_of_tabs
from tests.helpers.browser import CHROMIUM, inaccessible, serving, too_wide, unsound, visit
from tests.helpers.small_site import reframed
from tests.helpers.solar_base import files
from tests.site.test_browser import (  # noqa: F401
    BOTH,
    PAGES,
    test_a_claim_prints_on_four_sheets_with_what_is_folded_closed,
    test_a_heading_is_called_what_it_says,
    test_a_narrow_screen_gets_the_figure_whose_labels_it_can_show,
    test_no_stop_of_the_keyboard_is_empty_or_cannot_be_seen,
    test_pages_and_assets_stay_small,
    test_paper_gets_the_text_alone,
    test_search_by_keyboard_leads_to_a_claim,
    test_the_gallery_shows_what_is_asked_for,
    test_the_head_of_a_page_names_it,
    test_without_a_script_everything_is_there_to_read,
)
from tests.site.test_findings_pages import BROKEN, FADING, LINKED, made
from tests.site.test_from_disk import (  # noqa: F401
    TestFromADisk,
    disk,
    test_every_link_leads_to_a_file,
    test_no_other_format_is_taken_for_another_language,
    test_published_addresses_are_as_they_were,
    test_the_page_for_no_page_leads_on_from_the_root_of_the_server,
)
from tests.site.test_mkdocs import content

pytestmark = pytest.mark.xdist_group("browser")
in_a_browser = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
OTHERS = [frame for frame in FRAMES if frame != "material"]
KINDS = PAGES[::2]
FRAMED = ("", "manual/checks/", *BOTH)  # what stands on pages is looked at in Material's frame, too


@pytest.fixture(scope="module", params=OTHERS)
def site(request, site_of_material, tmp_path_factory):
    return reframed(site_of_material, tmp_path_factory.mktemp(request.param), request.param)


@pytest.fixture(scope="module")
def host(site):
    with serving(site) as address:
        yield address


BETWEEN = ("icon", "stylesheet", "prev", "next")  # Material says which tab is beside the open one


class Seen(HTMLParser):
    """What stands in a page's article, and what its head says."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.words, self.ids, self.links, self.head = "", [], [], []
        self.depth = self.silent = 0
        self.feed(page.read_text("utf-8"))
        self.words = re.sub(r"\s+", " ", self.words).strip()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.depth += tag == "article"
        self.silent += tag in ("script", "style")
        if self.depth:
            self.ids += [given["id"]] if "id" in given else []
            self.links += [given[name] for name in ("href", "src") if name in given]
        elif tag == "meta" and given.get("name") not in ("generator", None):
            self.head.append((given["name"], given["content"].replace(", ", ",")))
        elif tag == "link" and given.get("rel") not in BETWEEN:
            self.head.append((given["rel"], given["href"], given.get("title")))

    def handle_endtag(self, tag):
        self.depth -= tag == "article"
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        if self.depth and not self.silent:
            self.words += data
        elif self.lasttag == "title" and not self.head:
            self.head.append(data)


def seen(site: Path) -> dict[str, Seen]:
    found = {path.relative_to(site).as_posix(): Seen(path) for path in site.rglob("*.html")}
    return {name: page for name, page in found.items() if name != "404.html"}


def test_each_page_has_the_words_ids_links_and_head_that_it_has_in_the_other_frame(
    site, site_of_material
):
    ours, theirs = seen(site), seen(site_of_material)
    assert len(ours) > 30 and set(ours) == set(theirs)
    for name, page in ours.items():
        other = theirs[name]
        assert page.words == other.words, name
        assert page.ids == other.ids and page.links == other.links, name
        assert sorted(map(str, page.head)) == sorted(map(str, other.head)), name


def test_what_is_no_page_is_the_same_in_every_frame(site, site_of_material):
    folder = site.parent / "build/pages"
    copied = [path.relative_to(folder) for path in folder.rglob("*") if path.suffix != ".md"]
    left = {"search/search_index.json", "assets/worker.js"}  # asked for by Material alone
    for path in (each for each in copied if (folder / each).is_file()):
        if path.as_posix() not in left and path.suffix != ".html":
            assert (site / path).read_bytes() == (site_of_material / path).read_bytes(), path
    assert not any((site / name).exists() for name in left)


def test_no_page_and_no_site_weighs_more_than_in_the_frame_of_material(site, site_of_material):
    for name in seen(site):
        assert (site / name).stat().st_size < (site_of_material / name).stat().st_size, name
    ours, theirs = (
        sum(path.stat().st_size for path in each.rglob("*")) for each in (site, site_of_material)
    )
    assert ours < theirs


@in_a_browser
@pytest.mark.parametrize(
    ("size", "palette", "paths"),
    [("desk", "light", KINDS), ("phone", "dark", FRAMED), ("desk", "dark", BOTH[:1])],
    ids=["desk-light", "phone-dark", "desk-dark"],
)
def test_every_kind_of_page_is_sound(browser, host, size, palette, paths):
    assert unsound(browser, host, size, palette, paths) == {}


HIT = ".md-search-result__item a"
QUERIES = ("three corelations", "panels", "installer", "standing", "who holds what", "joe 2006",
           "roof talk", "missing-source", "crux", "energy")  # fmt: skip


@in_a_browser
def test_a_search_finds_first_what_it_finds_first_in_the_other_frame(
    browser, host, site_of_material
):
    with serving(site_of_material) as other:
        found = [first_hits(browser, each) for each in (host, other)]
    assert found[0] == found[1]
    assert len({hit for hit in found[0].values() if hit}) > 6


def first_hits(browser, host) -> dict[str, str]:
    opened = visit(browser, host)
    opened.go("topics/")
    found = {}
    for query in QUERIES:
        opened.page.fill(".md-search__input", "")
        opened.page.wait_for_function(f"!document.querySelector('{HIT}')?.checkVisibility()")
        opened.page.locator(".md-search__input").press_sequentially(query)
        opened.page.wait_for_timeout(400)  # Material waits for the end of typing
        hit = opened.page.evaluate(f"document.querySelector('{HIT}')?.href ?? ''")
        found[query] = re.sub(r"\?h=[^#]*", "", hit.partition(host)[2])
    assert opened.complaints == []
    opened.page.context.close()
    return found


@in_a_browser
def test_the_open_search_is_accessible_and_goes_by_keyboard(browser, host):
    for size, palette in (("desk", "light"), ("phone", "dark")):
        opened = visit(browser, host, size, palette)
        opened.go("topics/")
        page = opened.page
        page.keyboard.press("/")
        page.keyboard.type("panels")
        page.wait_for_selector(HIT)
        assert [*too_wide(page), *inaccessible(page)] == []
        assert re.fullmatch(r"\d+ found", page.locator("[role=status]").first.inner_text())
        where = "document.activeElement.closest('.md-search-result__item, input').classList[0]"
        for key, stop in (
            ("ArrowDown", "md-search-result__item"), ("ArrowDown", "md-search-result__item"),
            ("ArrowUp", "md-search-result__item"), ("ArrowUp", "md-search__input"),
            ("ArrowUp", "md-search__input"), ("ArrowDown", "md-search-result__item"),
            ("Escape", "md-search__input"),
        ):  # fmt: skip
            page.keyboard.press(key)
            assert page.evaluate(where) == stop, key
        assert page.locator(f"{HIT}:visible").count() == 0
        page.fill(".md-search__input", "xqzwvkjh")
        assert page.locator(".kb-search-said").inner_text() == "nothing found"
        assert opened.complaints == []
        page.context.close()


@in_a_browser
@pytest.mark.parametrize(("size", "palette"), [("desk", "light"), ("phone", "dark")])
def test_the_words_that_led_to_a_page_are_marked_on_it(browser, host, size, palette):
    opened = visit(browser, host, size, palette)
    opened.go("topics/")
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("three corelations")
    page.wait_for_selector(HIT)
    page.keyboard.press("Enter")
    page.wait_for_selector("article mark")
    marked = {words.lower() for words in page.locator("article mark").all_text_contents()}
    assert {"three", "correlation", "correlations"} <= marked
    assert all(words == "three" or words.startswith("correlation") for words in marked)
    assert page.locator("mark").count() == page.locator("article mark").count() > 5
    assert [*opened.complaints, *too_wide(page), *inaccessible(page)] == []
    there = page.text_content(".md-content__inner")
    opened.go(page.url.partition("?")[0].partition(host)[2].strip("/") + "/")
    assert page.locator("mark").count() == 0
    assert page.text_content(".md-content__inner") == there
    page.context.close()


@pytest.mark.parametrize("frame", OTHERS)
def test_a_site_framed_in_two_steps_is_the_same_as_in_one(frame, tmp_path):
    mended, titles = files(LINKED), titles_of_tabs({})
    broken = made({**mended, FADING: BROKEN.encode()})
    told = Configuration(frame=frame, navigation=("topics", "map"))
    write_and_frame(tmp_path / "two", made(mended), {}, False, told, titles)
    untouched = tmp_path / "two/site/map/index.html"
    old = {path: path.stat().st_mtime_ns for path in (tmp_path / "two/site").rglob("*.html")}
    write_and_frame(tmp_path / "two", broken, {}, True, told, titles)
    write_and_frame(tmp_path / "one", broken, {}, False, told, titles)
    assert content(tmp_path / "two/site") == content(tmp_path / "one/site")
    assert not (tmp_path / "two/site/claims/panels-fade-slowly/claim.json").exists()
    kept = [path for path, when in old.items() if path.exists() and path.stat().st_mtime_ns == when]
    assert untouched.exists() and 3 < len(kept) < len(old)


@pytest.mark.parametrize("frame", FRAMES)
def test_what_the_frame_is_told_anew_is_on_every_page(frame, tmp_path):
    pages, titles = made(files()), titles_of_tabs({})
    told = Configuration(frame=frame)
    other = replace(told, title="Roofs", navigation=("map", "topics"))
    write_and_frame(tmp_path / "two", pages, {}, False, told, titles)
    again = write_and_frame(tmp_path / "two", pages, {}, True, other, titles)
    write_and_frame(tmp_path / "one", pages, {}, False, other, titles)
    assert content(tmp_path / "two/site") == content(tmp_path / "one/site")
    assert again.framed_anew and not again.written
    assert not write_and_frame(tmp_path / "two", pages, {}, True, other, titles).framed_anew


HOSTILE = "Roofs' & \"><script>alert(1)</script>"


class Shown(HTMLParser):
    """What a page is called, and what in it runs."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.titles, self.runs, self.described, self.tabs = set(), "", "", []
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.titles |= {given["title"]} if given.get("title") and tag == "a" else set()
        self.described = given["content"] if given.get("name") == "description" else self.described

    def handle_data(self, data):
        self.runs += data if self.lasttag == "script" else ""
        self.tabs += [data.strip()] if HOSTILE in data else []


@pytest.mark.parametrize("frame", FRAMES)
def test_a_letter_that_is_rare_stands_in_titles_as_it_is(frame, tmp_path):
    rare = "𝔼 of panels 😀 lasts"
    told = Configuration(frame=frame, title=rare, navigation=())
    write_and_frame(tmp_path, made(files({"title": rare})), {}, False, told)
    page = (tmp_path / "site/claims/panels-last/index.html").read_text("utf-8")
    assert f"<title>{rare} - {rare}</title>" in page
    assert f'name="citation_title" content="{rare}"' in page
    assert "citation_title&" not in page and "&quot;, " not in page


@pytest.mark.parametrize("frame", FRAMES)
def test_what_a_base_calls_itself_is_shown_and_not_obeyed(frame, tmp_path):
    told = Configuration(frame=frame, title=HOSTILE, description=HOSTILE, navigation=("roofs",))
    pages = made(files())
    pages["roofs.md"] = pages["topics/index.md"]
    write_and_frame(tmp_path, pages, {}, False, told, {"roofs": (HOSTILE, "roofs.md")})
    for path in ("index.html", "topics/index.html", "roofs/index.html", "404.html"):
        seen = Shown(tmp_path / "site" / path)
        assert "alert" not in seen.runs, path
        assert seen.titles <= {HOSTILE} and HOSTILE in seen.tabs, path
        assert any(words.endswith(f" - {HOSTILE}") for words in seen.tabs) or path == "404.html"
    assert Shown(tmp_path / "site/404.html").described in (HOSTILE, "")


@pytest.mark.parametrize("frame", OTHERS)
def test_a_configuration_of_mkdocs_is_refused(frame, tmp_path):
    (tmp_path / "mkdocs.yml").write_text("extra_css: [a.css]\n")
    with pytest.raises(Misuse, match=r"mkdocs\.yml adds to the frame of MkDocs"):
        put_frame(tmp_path, Configuration(frame=frame), titles_of_tabs({}))


WITHOUT = """
import sys
sys.modules |= dict.fromkeys(sys.argv[1:])
from kb.cli import main
sys.argv = ["kb", *["build", "--no-run", "--today", "2026-11-25"]]
main()
"""


MATERIAL = ("mkdocs", "material")


@pytest.mark.parametrize(
    ("frame", "left"), [("none", (*MATERIAL, "markdown", "zensical")), ("zensical", MATERIAL)]
)
def test_it_is_built_where_mkdocs_is_not_installed(frame, left, tmp_path):
    given = files() | {"kb.toml": f'title = "Roofs & <co>"\nframe = "{frame}"\n'.encode()}
    for path, text in given.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text)
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *left], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin",
             "KB_MEMORY_KEY": "of the tests", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert "Traceback" not in done.stderr and "the site is in" in done.stdout, done.stderr
    home = (tmp_path / "site/index.html").read_text("utf-8")
    assert "Roofs &amp; &lt;co&gt;" in home and "<co>" not in home
