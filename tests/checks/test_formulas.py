"""Formulas that cannot be set are found where they stand, and never shown as source in silence."""

import pytest

from tests.helpers.solar_base import files, findings


def found(changes: object, more: dict[str, str] | None = None) -> list[tuple[object, str]]:
    every = findings(files(changes, more))
    return [(f.place.path, f.message) for f in every if f.check == "formula-not-set"]


@pytest.mark.parametrize(
    "text",
    [r"$\Var(X) \le \norm{x}^2$", r"Costs \$5, or `$\nosuch$` in code", r"$\widetilde{O}(n)$",
     r"From $5 to $6 a panel", r"$$\sum_{\substack{i\\j}} x$$"],
)  # fmt: skip
def test_what_can_be_set_or_is_none_passes(text):
    assert found({"statement": text}) == []


def test_one_that_cannot_be_set_is_found_in_its_field():
    said = r"the formula '\nosuch{x}' cannot be set"
    assert found({"statement": r"Of order $\nosuch{x}$."}) == [(("statement",), said)]
    life = {"life": {"does_not_show": r"That $\nosuch{x}$ holds."}}
    assert found({"demonstrations": life}) == [(("demonstrations", "life", "does_not_show"), said)]
    links = [{"supports": "panels-fade-slowly", "because": r"$\nosuch{x}$"}]
    assert found({"links": links}) == [(("links", 0, "because"), said)]


def test_one_that_is_too_large_is_found():
    (entry,) = found({"statement": f"${'{' * 50}x{'}' * 50}$"})
    assert entry[1].startswith("the formula '{{{{")


def test_brackets_with_strokes_are_no_formula():
    (entry,) = found({"statement": r"The sum of \(x\)."})
    assert entry == (("statement",), r"'\(x\)' is no formula to Markdown, which drops its strokes")


def test_an_introduction_is_looked_at_too():
    more = {"claims/energy/index.md": "# Energy\n\nOf $\\nosuch{x}$.\n"}
    assert found("", more) == [((), r"the formula '\nosuch{x}' cannot be set")]
