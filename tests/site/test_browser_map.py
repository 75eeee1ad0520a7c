"""The map, the cards and the search as a reader uses them, on one host and without a network."""

import pytest

from tests.helpers.browser import CHROMIUM, inaccessible, visit

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.xdist_group("browser"),
]


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


def seen(page, selector):
    return page.locator(selector).evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label'))"
    )


def test_choosing_a_claim_shows_its_surroundings_and_the_address_keeps_them(page, here):
    page.goto(f"{here}map/")
    page.click('.kb-places a[href$="/panels-last/"] use', force=True)
    page.wait_for_function("location.hash.includes('at=panels-last&depth=1')")
    near = set(seen(page, ".kb-places .kb-hot"))
    page.click("[data-depth='2']")
    assert near < set(seen(page, ".kb-places .kb-hot")) or near == set(
        seen(page, ".kb-places .kb-hot")
    )
    address = page.evaluate("location.href")
    assert address.endswith("#at=panels-last&depth=2")
    page.goto("about:blank")
    page.goto(address)
    assert "within 2 steps" in page.inner_text(".kb-map-said")
    page.click('.kb-places a[href$="/panels-last/"] use', force=True)
    page.wait_for_url("**/claims/panels-last/")


def test_a_chosen_claim_leaves_the_map_accessible(page, here):
    page.goto(f"{here}map/#at=panels-last&depth=1")
    page.wait_for_selector(".kb-atlas.kb-dim")
    assert inaccessible(page) == []


def test_find_and_filter_and_back_to_the_whole(page, here):
    page.goto(f"{here}map/")
    page.fill("[name=find]", "correlations")
    found = seen(page, ".kb-places .kb-hot")
    assert found and all("correlation" in each.lower() for each in found)
    page.wait_for_function("location.hash.startsWith('#find=correlations')")
    page.click("[data-do=all]")
    assert page.locator(".kb-atlas.kb-dim").count() == 0
    page.uncheck("[name=verb][value=contradicts]")
    assert page.locator(".kb-wires .v-contradicts:not(.kb-off)").count() == 0
    page.wait_for_function("location.hash.includes('without=contradicts')")


def test_the_map_by_keyboard_alone(page, here):
    page.goto(f"{here}map/")
    assert page.locator(".kb-places a[tabindex='0']").count() == 1
    page.focus(".kb-places a[tabindex='0']")
    before = page.evaluate("document.activeElement.getAttribute('aria-label')")
    for arrow in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(arrow)
        after = page.evaluate("document.activeElement.getAttribute('aria-label')")
        if after != before:
            break
    assert after != before
    wide = page.evaluate("document.querySelector('.kb-atlas').viewBox.baseVal.width")
    page.keyboard.press("+")
    assert page.evaluate("document.querySelector('.kb-atlas').viewBox.baseVal.width") < wide
    page.keyboard.press("f")
    assert page.locator(".kb-atlas.kb-dim").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".kb-atlas.kb-dim").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/*/")


def test_without_a_script_the_map_is_a_drawing_with_links(browser, here):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{here}map/")
    assert not page.locator(".kb-tools").is_visible()
    page.click('.kb-places a[href$="/panels-last/"] use', force=True)
    assert page.url.endswith("/claims/panels-last/")
    context.close()


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
    assert page.locator(".md-search-result__item .md-tag").first.inner_text() in {
        "unchallenged", "defended", "contested", "defeated", "held by nobody",
    }  # fmt: skip
