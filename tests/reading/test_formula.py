"""Formulas of the field are set, are bounded, have a name, and keep their bars in tables."""

import math
import sys

import pytest

from kb.reading.formula import DEEPEST, LONGEST, mathml
from kb.site.figures.mean_curve import Line, mean_line
from kb.site.text.markdown import block, inline


@pytest.mark.parametrize(
    "latex",
    [r"\widetilde{x}", r"\sum_{\substack{i<j\\k}} x", r"\Var[X]", r"\E[X]", r"\norm{w}_2",
     r"\abs{x_{i}}", r"\mbox{a}", r"\Spec A", r"\KL(p, q)", r"X \indep Y"],
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


def test_a_mean_of_empty_or_extreme_curves_is_no_error() -> None:
    assert mean_line([((), ()), ((1.0,), (1.0,))]) is None
    top = sys.float_info.max
    first: Line = ((1.0, 1.5, 2.0), (top, top, top))
    for log in (False, True):
        mean = mean_line([first, ((1.0, 2.0), (top, top))], log_y=log)
        assert mean and all(math.isfinite(height) for height in mean[1])
    mean = mean_line([first, first])
    assert mean and mean[1] == first[1]
