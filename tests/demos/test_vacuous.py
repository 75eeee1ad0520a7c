"""Expectations that cannot be false are told from those that can; controls; unused words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.demos.expectations.evaluate import CannotJudge, truth_of
from kb.demos.expectations.expression import read_expression
from kb.demos.expectations.vacuous import always_true, never_true
from tests.helpers.solar_base import files, said

ALWAYS = (
    "x > 1 or x < 2",
    "x == x",
    "main.x <= x",
    "abs(x) >= 0",
    "not abs(x) < 0",
    "not (x > 1 and x < 1)",
    "x - y > 1 or x - y < 2",
    "y - x < 3 or x - y < 2",
    "share(x > 1) <= 1",
    "std(x) >= 0",
    "x**2 + abs(y) > -1",
    "2 * x + 1 > 2 * x",
    "x / 2 < 3 or x > 5",
    "x != 1 or x == 1",
    "1 < 2 < x or x < 3",
    "log(5) < 2 or x > 1",
    "log(x) == log(x)",
)
NOT_ALWAYS = (
    "x > 1",
    "x > 2 or x < 2",
    "x > 1 and x < 2",
    "abs(x) > 0",
    "share(x > 1) < 1",
    "std(x) > 0",
    "x**3 >= 0",
    "x == y",
    "y - x < 3 or y - x > 3",
    "mean(x) != 2 or x <= 3",
    "run.x <= x",
)
UNDECIDED = ("x / x == 1", "min(x) <= mean(x)", "x * y == y * x", "x > 1 or max(x) < 2", "not")


@pytest.mark.parametrize("text", ALWAYS)
def test_what_cannot_be_false(text):
    assert always_true(text)


@pytest.mark.parametrize("text", (*NOT_ALWAYS, *UNDECIDED))
def test_what_can_be_false_or_is_not_decided(text):
    assert not always_true(text)


NUMBERS = st.sampled_from(("0", "1", "2", "-1", "0.5"))
SIDES = st.recursive(
    st.sampled_from(("x", "y", "abs(x)", "x**2", "share(x > 0)", "mean(y)"))
    | st.sampled_from(("mean(x - y)", "abs(2 * y - x)", "max(abs(x) + y)", "min(y - y)"))
    | NUMBERS,
    lambda side: (
        st.builds("({} {} {})".format, side, st.sampled_from("+-"), side)
        | st.builds("({} * {})".format, NUMBERS, side)
    ),
    max_leaves=3,
)
COMPARISONS = st.builds("{} {} {}".format, SIDES, st.sampled_from(("<", "<=", "==", "!=")), SIDES)
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda part: (
        st.builds("({} {} {})".format, part, st.sampled_from(("and", "or")), part)
        | st.builds("(not {})".format, part)
    ),
    max_leaves=3,
)
SERIES = st.lists(st.integers(-3, 3).map(float), min_size=3, max_size=3).map(tuple)


@settings(max_examples=300)
@given(CONDITIONS, SERIES, SERIES)
def test_what_is_said_to_be_always_true_is(text, x, y):
    """Whole numbers and halves, so that no rounding hides what is equal."""
    if not any(name in text for name in "xy") or not always_true(text):
        return
    values = {("main", "x"): x, ("main", "y"): y}
    try:
        truth = truth_of(read_expression(text).tree, values)
    except CannotJudge:
        return
    assert truth is True or (isinstance(truth, tuple) and all(truth)), text


@settings(max_examples=300)
@given(CONDITIONS, SERIES, SERIES)
def test_what_is_said_to_have_no_room_has_none(text, x, y):
    known = {("main", "x"): (-3.0, 3.0), ("main", "y"): (min(y), max(y))}
    if not any(name in text for name in "xy"):
        return
    values = {("main", "x"): x, ("main", "y"): y}
    truth = truth_of(read_expression(text).tree, values)
    every = truth if isinstance(truth, tuple) else (truth,)
    assert not (any(every) and never_true(text, known)), text
    assert not (not all(every) and always_true(text, known)), text


def found(changes, check, more=None):
    return [line for line in said(files(changes, more)) if line.endswith(f"[{check}]")]


PLACE = "claims/energy/panels-last.yaml"


def test_an_identity_may_be_always_true():
    text = """
        demonstrations:
          life:
            expect:
              lasts: half_life > 10
              same: {that: half_life == half_life, identity: yes, because: It is.}
        """
    assert found(text, "holds-for-any-value") == []


def test_a_prediction_that_cannot_fail():
    text = """
        predictions:
          fades: {of: panels-fade-slowly/life, expect: {any: abs(half_life) >= 0}}
        """
    (line,) = found(text, "holds-for-any-value")
    assert "'any' is true whatever is measured: abs(half_life) >= 0" in line


def test_a_control_may_be_like_one_of_the_runs_it_stands_for():
    text = """
        demonstrations:
          life:
            runs:
              main: {years: 20}
              longer: {years: 40}
              wearless: {years: %s, loss: 0.02, instead_of: [main, longer], breaks: [more]}
            expect: {more: longer.half_life > half_life}
        """
    assert found(text % 20, "control-changes-nothing") == []
    same = text.replace("longer: {years: 40}", "longer: {years: 20.0}")
    (line,) = found(same % 20, "control-changes-nothing")
    assert "'wearless' has the same settings as main and longer, defaults included" in line


MEASURES = "demonstrations: {life: {measures: {half_life: years, spare: spare years}, %s}}"
SPARE = {
    "claims/energy/panels-last.py": """
def measure(seed: int, years: float = 20.0, loss: float = 0.02, spare: bool = True) -> dict:
    return {"half_life": years * loss / 0.02, "spare": 1.0}
"""
}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("", "the measure 'spare' is used by no expectation and no figure"),
        ("expect: {lasts: half_life > 10, so: wearless.spare < 2}", ""),
        ("figure: {kind: bars}", ""),
        ("figure: {kind: bars, measures: [spare]}", ""),
        ("figure: {kind: bars, measures: [half_life]}", "the measure 'spare' is used by no"),
        ("figure: {kind: lines}", "the measure 'spare' is used by no expectation and no figure"),
    ],
)
def test_words_for_nobody(more, message):
    lines = found(MEASURES % more, "unused-measure", SPARE)
    assert len(lines) == bool(message)
    assert all(message in line for line in lines)


def test_a_word_that_no_run_returns():
    (line,) = found(MEASURES % "figure: {kind: bars}", "unused-measure")
    assert "no run returns the measure 'spare'" in line
