"""The language of expectations: what it reads, refuses, computes, and cannot judge."""

import math

import pytest

from kb.demos.expectations.evaluate import CannotJudge, truth_of
from kb.demos.expectations.expression import Unreadable, read_expression
from kb.demos.expectations.margin import margin

VALUES = {
    ("main", "x"): (1.0, 2.0, 3.0),
    ("main", "zero"): (0.0, 0.0, 0.0),
    ("main", "neg"): (-1.0, -1.0, -1.0),
    ("deep", "x"): (2.0, 4.0, 6.0),
    ("short", "x"): (1.0, 2.0),
    ("main", "big"): (1e300, 1e300, 1e300),
}

TRUE_OR_FALSE = {
    "0 < x < 4": (True, True, True),
    "x < 2.5": (True, True, False),
    "deep.x == 2 * x": (True, True, True),
    "mean(x) == 2": True,
    "median(x) == 2 and std(x) == 1": True,
    "min(x) == 1 and max(x) == 3": True,
    "min(x, deep.x, 2.5) <= 2.5": (True, True, True),
    "share(x > 1.5) > 0.6": True,
    "abs(neg) == 1": (True, True, True),
    "log(x) >= 0": (True, True, True),
    "not x > 2": (True, True, False),
    "x > 2 or deep.x < 3": (True, False, True),
    "x ** 2 - 1 >= 0": (True, True, True),
    "-x < 0 and +x > 0": (True, True, True),
    "mean(x) > 1 and x < 3": (True, True, False),
    "mean(deep.x - x) == 2": True,
}


@pytest.mark.parametrize("text", TRUE_OR_FALSE)
def test_truth(text):
    assert truth_of(read_expression(text).tree, VALUES) == TRUE_OR_FALSE[text]


UNREADABLE = {
    "x": "not a comparison",
    "1 < 2": "names no measure",
    "mean(std(x)) > 1": "stands inside another word",
    "share(x) > 1": "a comparison is needed",
    "mean(x > 1) > 0.5": "a number is needed",
    "(x > 1) + 1 > 1": "a number is needed",
    "x if x else x": "not a comparison",
    "__import__('os').system('x') > 1": "not in the language",
    "x.y.z > 1": "not in the language",
    "x[0] > 1": "not in the language",
    "sum(x) > 1": "not in the language",
    "mean(x, x) > 1": "takes one argument",
    "x in (1, 2)": "only < <= > >= == != compare",
    "x > 'a'": "not in the language",
    "x > True": "not in the language",
    "x > 1e999": "too large",
    "x > " + "9" * 400: "too large",
    "x >": "not an expression",
    "lambda: x > 1": "not a comparison",
    "x > 1 " + "and x > 1 " * 80: "longer than",
    "x > " + "(" * 250 + "1" + ")" * 250: "not an expression",
    "x > " + "-" * 250 + "1": "too long",
    "x := 1 > 0": "not an expression",
    "min(x=1) > 0": "not in the language",
}


@pytest.mark.parametrize("text", UNREADABLE)
def test_refused(text):
    with pytest.raises(Unreadable, match=UNREADABLE[text].replace("(", r"\(").replace("|", r"\|")):
        read_expression(text)


CANNOT = {
    "1 / zero > 1": "a division by zero",
    "log(zero) < 1": "logarithm",
    "log(neg) < 1": "logarithm",
    "neg ** 0.5 > 0": "root of a negative",
    "big * big > 1": "not finite",
    "x ** 10000 > 1": "too large",
    "x < short.x": "different numbers of seeds",
    "x > 0 or 1 / zero > 1": "a division by zero",  # no part is skipped
    "mean(big * big) > 1": "not finite",
    "std(min(x)) > 1": "stands inside",
}


@pytest.mark.parametrize("text", CANNOT)
def test_what_cannot_be_computed_is_never_false(text):
    with pytest.raises((CannotJudge, Unreadable), match=CANNOT[text]):
        truth_of(read_expression(text).tree, VALUES)


def of(text):
    found = read_expression(text)
    return margin(found, {name: VALUES[name] for name in found.names})


def test_the_margin_is_the_nearest_seed_over_the_spread():
    assert of("x > 0") == 1.0  # nearest 1, standard deviation 1
    assert of("x < 5") == 2.0
    assert of("x > 0 and x < 5") == 1.0
    assert of("x > 0 or x < 5") == 2.0
    assert of("not x > 3.5") == 0.5
    assert of("neg < 0") == math.inf  # zero spread: exact
    assert of("deep.x > x") == 1.0


def test_the_margin_of_an_aggregate_is_by_jackknife():
    # Leaving one out the means are 2.5, 2, 1.5: the jackknife error is the standard error 1/sqrt 3.
    assert of("mean(x) > 1") == pytest.approx(math.sqrt(3))
    assert of("mean(x) > 1 and x > 0") == 1.0
