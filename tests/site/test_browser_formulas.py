"""Formulas as Chromium hands them to a screen reader: each with its name in words."""

import pytest

from tests.helpers.browser import CHROMIUM, visit

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.xdist_group("browser"),
]


def names_of_formulas(page) -> list[str]:
    """The accessible names of the page's formulas, as its tree of accessible things has them."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [
        node.get("name", {}).get("value", "")
        for node in nodes
        if node.get("role", {}).get("value") in ("math", "MathMLMath") and not node["ignored"]
    ]


def test_every_formula_has_its_name(browser, host):
    opened = visit(browser, host)
    for path in ("claims/panels-last/", "claims/three-correlations-feasible-set/"):
        opened.go(path)
        names = names_of_formulas(opened.page)
        labels = opened.page.locator("math:visible").evaluate_all(
            "all => all.map(each => each.getAttribute('aria-label'))"
        )
        assert labels and set(labels) <= set(names)
        assert all(name.strip() and "\\" not in name for name in names)
    opened.page.context.close()
