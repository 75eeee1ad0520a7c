"""How often fresh seeds would say otherwise: against simulation, and against a library."""

import ast
import math

import numpy as np
import pytest
from scipy import stats

from kb.demos.expectations.chance import MARGINS, ONE_OF, chance_of_other_side, one_of_fresh
from kb.demos.expectations.evaluate import truth_of
from kb.demos.expectations.expression import read_expression
from kb.demos.expectations.margin import margin, standard_error
from kb.demos.expectations.student import fresh_count, t_tail
from kb.demos.judge import verdict
from kb.model import Expectation
from kb.phrasing import chance_in_words


def judged(text, **series):
    """The verdict on measures of the run ``main``."""
    values = {"main": {name: tuple(map(float, found)) for name, found in series.items()}}
    return verdict(Expectation("it", text), values)


FLAT = (0.7, 0.7, 0.7, 0.0, 1.0)
WORDS = {
    # A miss by little and a pass by little are told in the same way.
    "a mean that misses by 0.6 errors": ("mean(x) > 1.81", (1.6, 1.7, 1.77, 1.8, 1.98), "unclear"),
    "a mean that passes by 0.6 errors": ("mean(x) < 1.81", (1.6, 1.7, 1.77, 1.8, 1.98), "fragile"),
    "a mean far off": ("mean(x) > 2.6", (1.6, 1.7, 1.77, 1.8, 1.98), "refuted"),
    "the nearest seed a deviation away": ("x > 0", (1, 1.5, 2, 2.5, 3), "fragile"),
    "all seeds a deviation beyond": ("x < 0", (1, 1.5, 2, 2.5, 3), "unclear"),
    "all seeds far beyond": ("x < -9", (1, 1.5, 2, 2.5, 3), "refuted"),
    "all seeds far on the good side": ("x > -9", (1, 1.5, 2, 2.5, 3), "holds"),
    "some seeds on either side": ("x > 2", (1, 1.5, 2, 2.5, 3), "unclear"),
    "a median that leaving one out does not move": ("median(x) > 0.65", FLAT, "fragile"),
    "a greatest value that is there twice": ("max(x) < 1", (0.2, 0.3, 0.8, 0.9, 0.9), "fragile"),
    "all of five seeds and no more": ("share(x > 0) > 0.5", (1, 2, 3, 4, 5), "fragile"),
    "no spread at all": ("x > 0.5", (1, 1, 1, 1, 1), "holds"),
    "one seed": ("x > 0.5", (1,), "holds"),
    "two bounds, one of them near": ("0 < x < 3.5", (1, 1.5, 2, 2.5, 3), "fragile"),
    "either of two, both near": ("x > 0.5 or x < -50", (1, 1.5, 2, 2.5, 3), "fragile"),
    "not what is far": ("not x > 50", (1, 1.5, 2, 2.5, 3), "holds"),
}


@pytest.mark.parametrize("name", WORDS)
def test_the_word_follows_from_one_chance(name):
    text, series, word = WORDS[name]
    found = judged(text, x=series)
    assert found.word == word
    assert found.margin is None or not math.isnan(found.margin)


def test_only_what_does_not_vary_is_exact():
    assert judged("median(x) > 0.65", x=FLAT).margin == pytest.approx(0.246, abs=0.001)
    assert 0 < judged("max(x) < 1", x=(0.2, 0.3, 0.8, 0.9, 0.9)).margin < 1
    assert math.isfinite(judged("share(x > 0) > 0.5", x=(1, 2, 3, 4, 5)).margin)
    assert judged("median(x) > 0.65", x=(0.7,) * 5).margin == math.inf


def test_the_numbers_that_the_manual_gives():
    assert one_of_fresh(5, 1) == pytest.approx(0.20, abs=0.01)
    assert one_of_fresh(5, 3) == pytest.approx(0.036, abs=0.001)
    assert one_of_fresh(7, 0) == 0.5
    assert one_of_fresh(5, math.inf) == 0


@pytest.mark.parametrize("seeds", (2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100))
def test_the_table_is_what_simulation_gives(seeds):
    rng, many = np.random.default_rng(7), 200_000 if seeds <= 20 else 50_000
    first, fresh = rng.normal(size=(2, many, seeds))
    far = (first.min(axis=1) - fresh.min(axis=1)) / first.std(axis=1, ddof=1)
    for size, chance in zip(MARGINS, ONE_OF[seeds], strict=True):
        found = (far > size).mean()
        assert abs(found - chance) < 4 * math.sqrt(chance / many) + 0.03 * chance + 1e-5
        assert one_of_fresh(seeds, size) == pytest.approx(chance, rel=1e-6, abs=2e-6)


def test_between_the_rows_and_columns_it_falls():
    chances = [[one_of_fresh(n, m) for m in (0.3, 0.9, 2.2, 5, 15, 80)] for n in (2, 5, 7, 40, 300)]
    for row in chances:
        assert row == sorted(row, reverse=True)
    for column in zip(*chances, strict=True):
        assert list(column) == sorted(column, reverse=True)


SHAPES = {
    "normal": lambda rng, size: rng.normal(size=size),
    "skewed": lambda rng, size: rng.exponential(size=size),
    "flat": lambda rng, size: rng.uniform(size=size),
}
AGGREGATES = ("mean(x)", "median(x)", "std(x)", "mean(x) - median(x)", "max(x) - min(x)")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("aggregate", AGGREGATES)
def test_verdicts_that_stand_seldom_fall_on_fresh_seeds(shape, aggregate):
    """Among verdicts said to stand, the share that a fresh set reverses is near one in twenty."""
    rng = np.random.default_rng(11)
    tree = read_expression(f"{aggregate} > 0").tree
    value = ast.Compare(tree.left, [ast.Gt()], [ast.Constant(0.0)])
    said, reversed_ = 0, 0
    for _ in range(250):
        first, fresh = SHAPES[shape](rng, (2, 8))
        bound = float(rng.normal(scale=1.5))
        expression = read_expression(f"{aggregate} > ({bound})")
        values, others = ({("main", "x"): tuple(map(float, row))} for row in (first, fresh))
        if (chance_of_other_side(expression, values) or 0) <= 0.05:
            said += 1
            reversed_ += truth_of(expression.tree, values) != truth_of(expression.tree, others)
    assert said > 40
    assert reversed_ / said < 0.1
    assert standard_error(value, values) > 0


def test_the_error_of_a_median_is_near_that_of_many_samples():
    rng = np.random.default_rng(3)
    draws = rng.normal(size=(400, 9))
    true = np.median(draws, axis=1).std(ddof=1)
    atom = read_expression("median(x) > 0").tree
    found = [standard_error(atom, {("main", "x"): tuple(map(float, row))}) for row in draws[:80]]
    assert np.mean(found) == pytest.approx(true, rel=0.25)


def test_student_and_the_beta_binomial_are_those_of_the_library():
    for degrees in (1, 4, 9, 40):
        for value in (-3.0, -0.2, 0.0, 0.5, 2.13, 9.0, 60.0):
            assert t_tail(value, degrees) == pytest.approx(stats.t.sf(value, degrees), rel=1e-9)
    for true, trials in ((0, 3), (5, 5), (7, 20)):
        expected = stats.betabinom(trials, true + 1, trials - true + 1).pmf(range(trials + 1))
        assert fresh_count(true, trials) == pytest.approx(list(expected))


def test_chances_are_said_as_people_say_them():
    said = {0.34: "about 1 time in 3", 0.05: "about once in 20 times", 0.4: "about 2 times in 5",
            0.0036: "about once in 300 times", 0.00001: "hardly ever"}  # fmt: skip
    assert {chance: chance_in_words(chance) for chance in said} == said


def test_the_margin_of_a_bare_miss_is_that_of_the_nearest_seed():
    values = {("main", "x"): (1.0, 2.0, 3.0)}
    assert margin(read_expression("x < 0"), values) == pytest.approx(-1.0)
    assert margin(read_expression("x > 0"), values) == pytest.approx(1.0)
