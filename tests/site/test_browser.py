"""The site in a browser: no error, nothing inaccessible, nothing from elsewhere, within budget.

Without Chromium on the machine these tests are skipped; `.ci/run` installs it.
"""

import re

import pytest

from tests.helpers.browser import CHROMIUM, inaccessible, too_wide, unsound, visit
from tests.helpers.small_site import SITE

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.xdist_group("browser"),
]
CLAIM = "claims/panels-last/"
FADING = "claims/panels-fade-slowly/"
CORRELATIONS = "claims/three-correlations-feasible-set/"
CRUX = "cruxes/panels-last-panels-fade-slowly-panels-last-life/"
PAGES = (
    "", "topics/", "topics/energy/", CLAIM, FADING, CORRELATIONS, "disputes/", "cruxes/", CRUX, "map/",
    "evidence/", "positions/", "positions/installer/", "references/", "references/joe-2006/",
    "sources/", "sources/roof-talk/", "manual/", "manual/reading/", "manual/method/", "manual/words/",
    "manual/checks/",
)  # fmt: skip
BOTH = (CLAIM, "map/", CRUX)  # seen in every width and palette, not only in one of each
WALKS = (
    ("desk", "light", PAGES), ("phone", "dark", PAGES), ("desk", "dark", BOTH),
    ("phone", "light", BOTH),
)  # fmt: skip
HTML, ASSETS = 80_000, 900_000  # bytes: a page, and all that a claim page loads beside itself


@pytest.mark.parametrize(("size", "palette", "paths"), WALKS, ids=lambda each: str(each)[:5])
def test_every_kind_of_page_is_sound(browser, host, size, palette, paths):
    assert unsound(browser, host, size, palette, paths) == {}


def test_search_by_keyboard_leads_to_a_claim(browser, host):
    opened = visit(browser, host)
    opened.go("")
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("correlations possible")
    page.wait_for_selector(".md-search-result__item a", state="visible")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{CORRELATIONS}**")
    assert "Three correlations" in page.inner_text("h1")
    assert opened.complaints == []
    page.context.close()


FIGURES = {  # where it is, one of its sliders, what it says at first
    "correlation-bounds": (CORRELATIONS, "Correlation of X and Y", "With 0.60 and 0.50, the third correlation lies between −0.39 and 0.99. A third of 0.00 is possible."),
    "volume-scaling": (CLAIM, "Tolerance", "around it the slope is 0.75"),
    "exchange": (CLAIM, "Machines", "With 64 machines the quickest is: ring, 316 ms (86.4% of a step is computing)."),
    "roofline": (FADING, "Tokens", "On 100 tokens the big device takes 25.2 ms and waits for memory; each of the ten waits for memory."),
    "log-odds": (CLAIM, "Sample size", "At 10,000 data the log odds are 2.58: the singular solution is"),
}  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize(("size", "palette"), [("desk", "light"), ("phone", "dark")])
def test_a_figure_answers_by_keyboard(browser, host, name, size, palette):
    path, slider, told = FIGURES[name]
    opened = visit(browser, host, size, palette)
    opened.go(path)
    page = opened.page
    before = set(opened.received)
    assert not any("figure-" in each for each in before)
    page.locator(f"[data-kb-figure={name}]").focus()
    page.keyboard.press("Enter")
    status = page.locator(".kb-live [role=status]").first
    status.wait_for()
    assert told in status.inner_text()
    first = status.inner_text()
    page.get_by_label(slider, exact=True).first.focus()
    page.keyboard.press("PageUp")
    page.wait_for_function("was => document.querySelector('.kb-told').innerText !== was", arg=first)
    assert [*opened.complaints, *too_wide(page), *inaccessible(page)] == []
    page.context.close()


def test_without_a_script_everything_is_there_to_read(browser, host):
    opened = visit(browser, host, "phone", "light", java_script_enabled=False)
    for path in (CLAIM, CORRELATIONS, CRUX, "", "map/"):
        opened.page.goto(f"http://{host}/{path}")
        assert opened.page.locator("h1").is_visible()
        assert opened.page.locator(".kb-button:visible, .md-search__input:visible").count() == 0
    opened.page.goto(f"http://{host}/{CLAIM}")
    assert opened.page.locator(".kb-narrow img:visible").count() == len(("bars", "lines", "heat"))
    opened.page.locator("summary").first.click()
    assert opened.page.locator("details[open]").count() == 1
    assert opened.complaints == []
    opened.page.context.close()


def test_a_narrow_screen_gets_the_figure_whose_labels_it_can_show(browser, host):
    for size, shown, hidden in (
        ("phone", ".kb-narrow", ".kb-wide"),
        ("desk", ".kb-wide", ".kb-narrow"),
    ):
        opened = visit(browser, host, size)
        opened.go(CLAIM)
        assert opened.page.locator(f"{shown}:visible").count() == 3
        assert opened.page.locator(f"{hidden}:visible").count() == 0
        opened.page.context.close()


def test_paper_gets_the_text_alone(browser, host):
    opened = visit(browser, host, "desk", "dark")
    opened.go(CLAIM)
    opened.page.emulate_media(media="print")
    for gone in (".md-header", ".md-footer", ".kb-button", ".md-sidebar"):
        assert opened.page.locator(f"{gone}:visible").count() == 0, gone
    ink = opened.page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert ink == "rgb(34, 38, 43)"
    opened.page.context.close()


def test_a_claim_prints_on_four_sheets_with_what_is_folded_closed(browser, host):
    opened = visit(browser, host)
    for path in (CLAIM, CORRELATIONS):
        opened.go(path)
        printed = opened.page.pdf(format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) <= 4, path
    page = opened.page
    page.emulate_media(media="print")
    assert page.locator("details pre:visible").count() == 0
    assert "three-correlations-feasible-set.py" in page.locator(".kb-on-paper").inner_text()
    page.emulate_media(media="screen")
    page.wait_for_timeout(600)  # what printing unfolded is folded again, and counts for nothing
    page.locator(".kb-script summary").first.click()
    page.wait_for_selector(".kb-script.kb-opened")
    page.emulate_media(media="print")
    assert page.locator(".kb-script pre:visible").count() == 1
    page.context.close()


STOP = """() => {
  const at = document.activeElement, box = at?.getBoundingClientRect();
  if (!at || at === document.body) return null;
  const named = at.getAttribute("aria-label") || at.textContent.trim() || at.title || at.value
    || at.labels?.length;
  const seen = box.width > 1 && box.height > 1 && at.checkVisibility();
  return named && (seen || at.matches(".md-option")) ? "" : at.outerHTML.slice(0, 120);
}"""


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_no_stop_of_the_keyboard_is_empty_or_cannot_be_seen(browser, host, size):
    opened = visit(browser, host, size)
    for path in ("", CLAIM, "evidence/"):
        opened.go(path)
        found = []
        for _ in range(150):
            opened.page.keyboard.press("Tab")
            stop = opened.page.evaluate(STOP)
            if stop is None:
                break
            found += [stop] if stop else []
        assert found == [], path
    opened.page.context.close()


def test_a_heading_is_called_what_it_says(browser, host):
    opened = visit(browser, host)
    opened.go(CLAIM)
    headings = opened.page.get_by_role("heading", level=2)
    assert {"Evidence", "Standing", "Sources"} <= set(headings.all_inner_texts())
    for name in headings.all_inner_texts():
        assert opened.page.get_by_role("heading", name=name, exact=True).count() == 1
        assert opened.page.get_by_role("link", name=f"Link to the section {name}").count() == 1
    opened.page.context.close()


def test_the_head_of_a_page_names_it(browser, host, site):
    opened = visit(browser, host)
    opened.go(CLAIM)
    head = "document.querySelector('{}').getAttribute('{}')"
    page = opened.page
    assert page.title() == "Panels last - Claims"
    assert page.evaluate(head.format("link[rel=canonical]", "href")) == f"{SITE}{CLAIM}"
    said = page.evaluate(head.format("meta[name=description]", "content"))
    assert said == "A panel keeps half its output for decades."
    assert page.evaluate(head.format("html", "lang")) == "en"
    page.context.close()
    for path in site.rglob("index.html"):
        assert '<meta name="description" content="' in path.read_text("utf-8"), path


def test_pages_and_assets_stay_small(browser, host, site):
    sizes = {
        path: (site / path / "index.html").stat().st_size for path in PAGES if "checks" not in path
    }
    assert {path: size for path, size in sizes.items() if size > HTML} == {}
    opened = visit(browser, host)
    opened.go(CLAIM)
    beside = {path: size for path, size in opened.received.items() if not path.endswith("/")}
    assert sum(beside.values()) < ASSETS, beside
    opened.page.context.close()


def test_the_gallery_shows_what_is_asked_for(browser, host):
    opened = visit(browser, host, "phone", "light")
    opened.go("evidence/")
    page = opened.page
    items = page.locator(".kb-gallery > li")
    every = items.count()
    page.get_by_label("Topic").select_option("correlations")
    shown = items.filter(visible=True)
    assert 0 < shown.count() < every
    assert set(shown.evaluate_all("all => all.map(one => one.dataset.topic)")) == {"correlations"}
    assert page.locator(".kb-filters output").inner_text() == f"{shown.count()} shown"
    page.get_by_label("Topic").select_option("")
    assert shown.count() == every
    assert [*opened.complaints, *too_wide(page), *inaccessible(page)] == []
    page.context.close()
