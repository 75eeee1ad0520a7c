"""The map, the cards and the search as a reader uses them, on one host and without a network."""

import re
from itertools import pairwise

import pytest

from tests.helpers.browser import CHROMIUM, inaccessible, visit

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.xdist_group("browser"),
]

CLAIM = "claims/panels-last/"


@pytest.fixture
def page(browser, host):
    """A window in which nothing went wrong, and which asked no other host."""
    found = visit(browser, host)
    yield found.page
    found.page.context.close()
    assert found.complaints == []


@pytest.fixture
def here(host):
    return f"http://{host}/"


GEOMETRY = """() => [...document.querySelectorAll(".kb-rows")].map(box => {
  const shown = [...box.querySelectorAll("li")].filter(row => row.getClientRects().length);
  const texts = shown.map(row => {
    const link = row.querySelector("a, .kb-here"), walk = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
    const words = [], range = document.createRange();
    while (walk.nextNode()) {
      range.selectNodeContents(walk.currentNode);
      if (!walk.currentNode.parentElement.closest("small")) words.push(...range.getClientRects());
    }
    return {
      left: Math.min(...words.map(part => part.left)), right: Math.max(...words.map(part => part.right)),
      bottom: Math.max(...words.map(part => part.bottom)), top: Math.min(...words.map(part => part.top)),
      row: row.getBoundingClientRect().toJSON(), size: parseFloat(getComputedStyle(link).fontSize),
      target: link.getBoundingClientRect().height, glyph: row.querySelector("svg").getBoundingClientRect().toJSON(),
    };
  });
  const arcs = [...box.querySelectorAll(".kb-arcs path")].filter(path => path.getClientRects().length)
    .map(path => ({ ...path.getBoundingClientRect().toJSON(), kind: path.parentElement.classList[0].slice(5) }));
  return { texts, arcs, box: box.parentElement.getBoundingClientRect().toJSON() };
})"""


@pytest.mark.parametrize("path", ["map/", CLAIM])
@pytest.mark.parametrize("width", [320, 375, 768, 1400, 1900])
def test_at_every_width_labels_are_whole_and_no_line_crosses_one(browser, host, path, width):
    opened = visit(browser, host)
    opened.page.set_viewport_size({"width": width, "height": 800})
    opened.go(path)
    for box in opened.page.locator(".kb-ask-related").all():
        box.check()
    boxes = opened.page.evaluate(GEOMETRY)
    assert sum(len(box["arcs"]) for box in boxes) > 2
    for box in boxes:
        for before, text in pairwise([None, *box["texts"]]):
            assert text["size"] >= 13 and text["target"] >= 24
            assert text["bottom"] <= text["row"]["bottom"] + 1
            assert text["right"] <= box["box"]["right"]
            assert before is None or before["bottom"] <= text["top"] + 1
            assert text["glyph"]["left"] >= box["box"]["left"]
        for arc in box["arcs"]:
            assert arc["left"] >= box["box"]["left"]
            assert all(arc["right"] <= text["glyph"]["left"] + 2 for text in box["texts"])
    opened.page.context.close()


def test_related_is_asked_for_and_that_needs_no_script(browser, host):
    opened = visit(browser, host, java_script_enabled=False)
    opened.page.goto(f"http://{host}/map/")
    counted = opened.page.locator(".kb-leaving-related").first
    assert not counted.is_visible() and not opened.page.locator(".kb-tools").is_visible()
    opened.page.get_by_label("related").check()
    assert counted.is_visible()
    opened.page.click('.kb-rows a[href$="/panels-last/index.html"] >> nth=0')
    assert opened.page.url.endswith("/claims/panels-last/index.html")
    opened.page.context.close()


def test_a_narrow_screen_names_the_disputed_and_counts_the_rest(browser, host):
    named = {}
    for size in ("desk", "phone"):
        opened = visit(browser, host, size)
        opened.go("map/")
        named[size] = opened.page.locator(".kb-rows a:visible").all_inner_texts()
        assert opened.page.locator(".kb-rest:visible").count() == (size == "phone")
        opened.page.context.close()
    assert set(named["phone"]) < set(named["desk"])
    assert any("Panels last" in name for name in named["phone"])


@pytest.mark.parametrize("words", ["correlations", "panels", "installer", "wear"])
def test_find_on_the_map_finds_what_search_finds(page, here, words):
    page.goto(f"{here}map/")
    page.click(".md-search__input")
    page.wait_for_timeout(800)
    page.keyboard.type(words, delay=20)
    page.wait_for_timeout(600)
    claims = page.locator(".md-search-result__link").evaluate_all(
        "all => all.map(a => a.href.match(/claims[/]([^/]+)[/]/)?.[1]).filter(Boolean)"
    )
    page.keyboard.press("Escape")
    page.fill("[name=find]", words)
    page.wait_for_function("/^\\d/.test(document.querySelector('.kb-map-said').textContent)")
    found = page.locator(".kb-found a").evaluate_all(
        "all => all.map(a => a.href.match(/claims[/]([^/]+)[/]/)[1])"
    )
    assert set(found) == set(claims)
    said = page.inner_text(".kb-map-said")
    assert said == f"{len(set(found))} claim{'' if len(set(found)) == 1 else 's'}."
    assert page.evaluate("location.hash") == f"#find={words}"


def test_what_is_found_is_reached_by_keyboard_and_left_by_escape(page, here):
    page.goto(f"{here}map/#find=correlations")
    page.wait_for_selector(".kb-found")
    assert inaccessible(page) == []
    page.focus("[name=find]")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.closest('.kb-found')")
    page.focus("[name=find]")
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('.kb-found')")
    assert page.evaluate("location.hash") == ""


def test_the_map_by_keyboard_goes_down_its_rows_and_shows_the_lines_of_each(page, here):
    page.goto(f"{here}map/")
    rows = page.locator(".kb-rows a:visible")
    names = rows.evaluate_all("all => all.map(a => a.textContent)")
    rows.first.focus()
    for name in names[:2]:
        assert page.evaluate("document.activeElement.textContent") == name
        assert re.fullmatch(r"\S.*\S, [a-z][a-z, ]+", name)
        assert page.locator(".kb-dim path.kb-hot").count() > 0
        page.keyboard.press("Tab")


def test_a_claim_leads_to_its_row_on_the_map(browser, host):
    page = visit(browser, host).page
    page.goto(f"http://{host}/{CLAIM}")
    page.click("text=On the whole map")
    page.wait_for_url(re.compile("/map/(index.html)?#panels-last"))
    assert page.locator("li:target a").get_attribute("href") == "../claims/panels-last/index.html"
    page.context.close()


def test_a_card_tells_of_a_link_s_claim_and_escape_closes_it(page, here):
    page.goto(f"{here}topics/energy/")
    page.hover(".kb-listing a.kb-claim >> nth=0")
    page.wait_for_selector(".kb-card")
    words = page.inner_text(".kb-card")
    title = page.inner_text(".kb-listing a.kb-claim >> nth=0")
    assert title in words
    assert all(aspect in words for aspect in ("well-formed", "sourced", "demonstrated", "standing"))
    page.keyboard.press("Escape")
    assert page.locator(".kb-card").count() == 0


def test_search_works_offline_and_a_hit_shows_the_standing(page, here):
    page.goto(here)
    page.click(".md-search__input")
    page.wait_for_timeout(800)
    page.keyboard.type("correlations", delay=30)
    page.wait_for_selector(".md-search-result__item")
    shape, state = page.locator("li a[href*='/claims/'] .md-tag").first.inner_text().split(" ", 1)
    assert shape in "●✕◐○◌" and state in {
        "unchallenged", "defended", "contested", "defeated", "held by nobody", "tested, came out",
    }  # fmt: skip
