"""Formulas that cannot be set are found where they stand, and never shown as source in silence."""

import pytest

from kb.site.text.markdown import block
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


HINT = "belongs to no formula and to no sum"


@pytest.mark.parametrize(
    "text",
    ["$5 and $10", "From US$5 to US$10", "5$ or 10 $", "A share of 10$^{-3}$", r"\$x", "$$ x $$",
     r"$3 \times 10^{-4}$", r"$10 \text{ and more}$", "`echo $HOME`"],
)  # fmt: skip
def test_money_and_formulas_beside_each_other_pass(text):
    assert found({"statement": text}) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("It costs $5, not 10$ a piece.",
         "'5, not 10' is set as a formula, and reads like a sum of money"),
        ("US$5 to US$10 or 5$",
         "'10 or 5' is set as a formula, and reads like a sum of money"),
        ("Paid in US$ only.", f"the sign $ in 'Paid in US$ only.' {HINT}"),
        ("Of order $ x $.", f"the sign $ in 'Of order $ x $.' {HINT}"),
        ("About $x$2.", f"the sign $ in 'About $x$2.' {HINT}"),
    ],
)  # fmt: skip
def test_a_sign_that_means_neither_is_found(text, message):
    assert found({"statement": text}) == [(("statement",), message)]


TABLE = "| sun | output |\n|---|---|\n"
ROWS = {
    "as wide as its head": ("| 1 | 2 |", []),
    "narrower": ("| 1 |", []),
    "without outer bars": ("1 | 2", []),
    "wider by an empty cell": ("| 1 | 2 | |", []),
    "a formula with bars": (r"| $p(a|b)$ | $\|x\|$ |", []),
    "a bar that ends no cell": (r"| a \| b | 2 |", []),
    "wider": ("| 1 | 2 | 3 |", ["a table's row has 3 cells and its head 2: '3' is not shown"]),
    "wider without outer bars": ("1 | 2 | 3 | 4", ["a table's row has 4 cells and its head 2: '3, 4' is not shown"]),
    "code with a bar": ("| `a|b` | 2 |", ["a table's row has 3 cells and its head 2: '2' is not shown"]),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_a_row_wider_than_its_head_is_found(name):
    row, messages = ROWS[name]
    every = findings(files({"statement": f"{TABLE}{row}\n"}))
    wide = [f for f in every if f.check == "table-row-too-wide"]
    assert [(f.place.path, f.message) for f in wide] == [(("statement",), m) for m in messages]
    assert "3" not in block(f"{TABLE}{row}\n")  # what is lost is lost on the page


def test_a_row_wider_than_its_head_is_found_in_quotes_and_introductions():
    more = {"claims/energy/index.md": "# Energy\n\n> a | b\n> --|--\n> 1 | 2 | 3\n"}
    (entry,) = [f for f in findings(files("", more)) if f.check == "table-row-too-wide"]
    assert entry.place.file == "claims/energy/index.md"


def test_of_a_long_one_sixty_letters_are_told():
    (said,) = found({"statement": rf"As \({'x' * 80}\) says."})
    assert said[1] == rf"'\({'x' * 58}' is no formula to Markdown, which drops its strokes"
