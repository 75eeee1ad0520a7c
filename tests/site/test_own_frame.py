"""What only the frame of our own has: it weighs little, and needs no other program."""

import pytest

from kb.site.own_frame import ident_of
from tests.helpers.browser import CHROMIUM, inaccessible, serving, too_wide, visit
from tests.helpers.small_site import reframed

pytestmark = pytest.mark.xdist_group("browser")
in_a_browser = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def site(site_of_material, tmp_path_factory):
    return reframed(site_of_material, tmp_path_factory.mktemp("own"), "none")


@pytest.fixture(scope="module")
def host(site):
    with serving(site) as address:
        yield address


def test_pages_sheet_and_site_weigh_less_by_far(site, site_of_material):
    ours, theirs = (
        sum((each / path).stat().st_size for path in ("index.html", "topics/index.html"))
        for each in (site, site_of_material)
    )
    assert ours * 1.4 < theirs
    sheets = [each / "assets/together.css" for each in (site, site_of_material)]
    assert sheets[0].stat().st_size * 3 < sheets[1].stat().st_size
    weights = [
        sum(path.stat().st_size for path in each.rglob("*")) for each in (site, site_of_material)
    ]
    assert weights[0] * 2 < weights[1]


@in_a_browser
def test_a_long_page_has_a_way_back_to_its_top(browser, host):
    opened = visit(browser, host, "phone", "light")
    opened.go("claims/three-correlations-feasible-set/")
    page = opened.page
    back = page.get_by_role("button", name="Back to top")
    page.evaluate("scrollTo(0, 5000)")
    page.wait_for_function("scrollY > 2000")
    assert back.count() == 0
    page.evaluate("scrollBy(0, -200)")
    back.wait_for()
    assert [*too_wide(page), *inaccessible(page)] == []  # which unfolds, and so moves, the page
    page.evaluate("scrollBy(0, -200)")
    back.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("scrollY === 0")
    back.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.className") == "md-logo"
    assert page.url.endswith("/") and opened.complaints == []
    page.context.close()


@in_a_browser
def test_the_palette_follows_the_system_until_it_is_told_and_remembers(browser, host):
    opened = visit(browser, host, "desk", "dark")
    page = opened.page
    shown = "document.body.dataset.mdColorScheme"
    opened.go("")
    steps = [("follow the system", "slate"), ("are light", "default"), ("are dark", "slate")]
    for said, scheme in steps:
        for path in ("", "topics/"):
            opened.go(path)
            assert page.evaluate(shown) == scheme
            assert f"Colours {said}" in page.locator(".kb-palette").get_attribute("aria-label")
        page.click(".kb-palette")
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"{shown} === 'default'")
    page.context.close()


@in_a_browser
def test_the_tab_and_the_section_that_are_open_are_marked(browser, host):
    opened = visit(browser, host)
    opened.go("topics/energy/")
    page = opened.page
    assert page.locator(".md-tabs [aria-current]").all_inner_texts() == ["Topics"]
    opened.go("claims/panels-last/#standing")
    page.wait_for_function(
        "document.querySelector('.md-nav__link--active')?.innerText === 'Standing'"
    )
    assert page.locator(".md-tabs [aria-current]").count() == 0
    page.context.close()


def test_sections_have_ids_of_their_own():
    used: set[str] = set()
    words = ("In debate", "In debate", "Caf&eacute; &amp; co", "—", "_a  b-c_")
    assert [ident_of(each, used) for each in words] == [
        "in-debate", "in-debate_1", "cafe-co", "_1", "_a-b-c_",
    ]  # fmt: skip
