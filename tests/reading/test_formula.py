"""Formulas of the field are set, are bounded, have a name, and keep their bars in tables."""

import math
import random
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.reading.formula import DEEPEST, LONGEST, mathml
from kb.reading.formulas_in_text import formulas_in
from kb.site.figures.mean_curve import Line, mean_line
from kb.site.text.markdown import block, inline, plain
from kb.site.text.plain_math import bare, line_of
from tests.helpers.examples import EXAMPLES
from tests.helpers.formulas_of_the_field import FORMULAS, UNKNOWN
from tests.helpers.random_formulas import random_formula, try_formula


@pytest.mark.parametrize(
    "latex",
    [r"\widetilde{x}", r"\sum_{\substack{i<j\\k}} x", r"\Var[X]", r"\E[X]", r"\norm{w}_2",
     r"\abs{x_{i}}", r"\mbox{a}", r"\Spec A", r"\KL(p, q)", r"X \indep Y",
     r"S_{\textnormal{N}}", r"\varprojlim^1", r"\varinjlim_i", r"\ensuremath{x}"],
)  # fmt: skip
def test_commands_that_the_converter_lacks_are_set(latex: str) -> None:
    assert (mathml(latex) or "").startswith("<math")


def test_size_is_bounded_before_anything_converts() -> None:
    assert mathml("x" * LONGEST) and mathml("x" * (LONGEST + 1)) is None
    deep = DEEPEST + 1
    assert mathml("{" * deep + "x" + "}" * deep) is None
    assert mathml(r"\sqrt{" * DEEPEST + "x" + "}" * DEEPEST)


def test_a_formula_has_a_name() -> None:
    assert 'aria-label="x²"' in inline("$x^2$")


@pytest.mark.parametrize("cell", [r"$p(a|b)$", r"$\|x\|$", r"$\left|x\right|$"])
def test_a_bar_in_a_formula_ends_no_cell(cell: str) -> None:
    shown = block(f"| a | b |\n|---|---|\n| {cell} | last |\n")
    assert shown.count("<td>") == 2
    assert "<math" in shown and "<td>last</td>" in shown
    assert ("‖" in shown) == (r"\|" in cell)


def test_money_and_code_in_a_table_stay_as_they_are() -> None:
    shown = block("| a | b |\n|---|---|\n| $5 | $10 |\n")
    assert shown.count("<td>") == 2 and "<math" not in shown


@pytest.mark.parametrize(
    "text",
    ["$5 and $10", "From US$5 to US$10", "$5/$10 each", "$5-$10", "($5)/($6)", r"\$5 and \$x"],
)
def test_sums_of_money_are_no_formulas(text: str) -> None:
    assert "<math" not in inline(text)
    assert inline(text) == plain(text.replace("\\", ""))
    assert bare(text) == text.replace("\\", "")


@pytest.mark.parametrize(
    ("text", "formulas"),
    [("10$^{-3}$", ["^{-3}"]), ("$x$ is 1", ["x"]), ("$x$ ends in a stroke \\", ["x"]),
     ("$$ x $$", ["x"]), ("$$\nx\n$$", ["x"]), ("$5 and $x$", ["x"]), (r"\$$x$", ["x"]),
     (r"$\text{\$5}$", [r"\text{\$5}"]), ("`$x$` and ``a ` $y$``", []), ("$x\n\ny$", [])],
)  # fmt: skip
def test_formulas_are_the_same_on_pages_and_in_checks(text: str, formulas: list[str]) -> None:
    assert formulas_in(text) == formulas
    assert block(text).count("<math") == len(formulas)


WORDS = st.lists(
    st.sampled_from(["$", "$$", "\\", "5", "x", " ", "`", "a", "{", "}", "^", ".", "|"]),
    max_size=12,
).map("".join)


@given(WORDS)
def test_pages_and_checks_agree_on_what_is_a_formula(text: str) -> None:
    line = " ".join(text.split())
    assert inline(line).count('class="kb-math') - inline(line).count("kb-math-error") == len(
        formulas_in(line)
    )


def test_a_mean_of_empty_or_extreme_curves_is_no_error() -> None:
    assert mean_line([((), ()), ((1.0,), (1.0,))]) is None
    top = sys.float_info.max
    first: Line = ((1.0, 1.5, 2.0), (top, top, top))
    for log in (False, True):
        mean = mean_line([first, ((1.0, 2.0), (top, top))], log_y=log)
        assert mean and all(math.isfinite(height) for height in mean[1])
    mean = mean_line([first, first])
    assert mean and mean[1] == first[1]


EVERY = [formula for formulas in FORMULAS.values() for formula in formulas]


def test_formulas_usual_in_the_field_are_set() -> None:
    assert len(EVERY) > 350
    assert [formula for formula in EVERY if not (mathml(formula) or "").startswith("<math")] == []
    assert [formula for formula in EVERY if "\\" in line_of(formula)] == []


def test_what_is_not_set_is_known() -> None:
    unknown = UNKNOWN.split("\n")[1:-1]
    assert [formula for formula in unknown if mathml(formula)] == []


@pytest.mark.parametrize(
    ("latex", "line"),
    [(r"\pdv{f}{x}", "(∂f)/(∂x)"), (r"\floor{n/2}", "⌊n/2⌋"), (r"\inner{u}{v}", "⟨u,v⟩"),
     (r"\mathbbm{1}_A", "𝟙_A"), (r"\smash{x}", "x"), (r"\C", "ℂ")],
)  # fmt: skip
def test_a_rewritten_command_means_what_it_says(latex: str, line: str) -> None:
    assert line_of(latex) == line


def test_nothing_that_is_made_of_a_formula_raises() -> None:
    rng = random.Random(1)
    are_set = sum(try_formula(random_formula(rng)) for _ in range(2 * EXAMPLES))
    assert EXAMPLES / 10 < are_set < 2 * EXAMPLES - EXAMPLES / 10
