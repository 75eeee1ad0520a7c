"""Whether two expectations can both hold, told without running, against what can be measured."""

from itertools import combinations_with_replacement

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from kb.demos.expectations.bounds import Condition
from kb.demos.expectations.compatible import compatibility
from kb.demos.expectations.evaluate import truth_of
from kb.demos.expectations.expression import read_expression
from tests.helpers.examples import EXAMPLES

CASES = {
    "apart": ("slope < 0.5", "slope > 0.5", "incompatible"),
    "touching, both closed": ("slope <= 0.5", "slope >= 0.5", "compatible"),
    "touching, one open": ("slope < 0.5", "slope >= 0.5", "incompatible"),
    "overlapping": ("0.3 < slope < 0.5", "0.4 < slope < 0.6", "compatible"),
    "the run main is meant": ("slope < 0", "main.slope > 0", "incompatible"),
    "another run": ("slope < 0", "deep.slope > 0", "compatible"),
    "number first": ("1 > slope", "2 < slope", "incompatible"),
    "negative and computed numbers": ("slope < -1", "slope > 2 * -0.5", "incompatible"),
    "a value against another": ("slope == 3", "slope == 4", "incompatible"),
    "a value left out": ("slope == 3", "slope != 3", "incompatible"),
    "a value left out of more": ("slope >= 3", "slope != 3", "compatible"),
    "not": ("not slope > 1", "slope > 2", "incompatible"),
    "not of a chain": ("not 0 < slope < 1", "0.2 < slope < 0.3", "incompatible"),
    "not of and": ("not (slope < 0 and gap < 0)", "slope < -1 and gap < -1", "incompatible"),
    "or": ("slope < 0 or slope > 1", "0 < slope < 1", "incompatible"),
    "or with a way out": ("slope < 0 or slope > 1", "0 < slope < 2", "compatible"),
    "either measure": ("slope < 0 or gap < 0", "slope > 0 and gap > 0", "incompatible"),
    "every seed bounds the mean": ("slope > 1", "mean(slope) < 1", "incompatible"),
    "every seed bounds the median": ("slope > 1", "median(slope) <= 1", "incompatible"),
    "every seed bounds the least": ("slope >= 1", "min(slope) < 1", "incompatible"),
    "every seed bounds the greatest": ("slope < 1", "max(slope) >= 1", "incompatible"),
    "the least bounds the mean": ("min(slope) > 1", "mean(slope) < 1", "incompatible"),
    "the greatest bounds the median": ("max(slope) < 1", "median(slope) > 1", "incompatible"),
    "the mean bounds the least": ("mean(slope) < 1", "min(slope) > 1", "incompatible"),
    "mean and median are apart": ("mean(slope) < 1", "median(slope) > 1", "compatible"),
    "the mean leaves single seeds": ("mean(slope) < 1", "max(slope) > 5", "compatible"),
    "a spread is not negative": ("std(slope) < 0.1", "std(slope) > 0.2", "incompatible"),
    "spread says nothing of the mean": ("std(slope) < 0.1", "mean(slope) > 9", "compatible"),
    "seeds may differ in an or": ("slope < 0 or slope > 2", "0 < mean(slope) < 2", "compatible"),
    "the least is a seed's value": ("slope < 0 or slope > 2", "0 < min(slope) < 2", "incompatible"),
    "an aggregate in an or": ("mean(slope) < 0 or gap < 0", "slope > 0 and gap > 0",
                              "incompatible"),
    "two measures": ("slope < gap", "slope > 1", "undecided"),
    "a multiple": ("2 * slope < 1", "slope > 1", "incompatible"),
    "a multiple and more": ("1 - 2 * slope > 0", "slope > 0.4", "compatible"),
    "what is no sum": ("slope ** 2 < 1", "slope > 1", "undecided"),
    "one difference": ("slope - gap >= 0.3", "slope - gap <= 0.1", "incompatible"),
    "one difference, written in two ways": ("slope >= gap + 0.3", "gap - slope > -0.1", "incompatible"),
    "a difference has room": ("slope - gap >= 0.3", "slope <= gap + 0.5", "undecided"),
    "a difference at its own bound": ("slope - gap > 0.3", "slope - gap <= 0.3", "undecided"),
    "a difference and its parts": ("slope - gap > 2", "slope < 1 and gap > 0", "undecided"),
    "a difference in two runs": ("slope - wide.slope > 2", "wide.slope - slope > 0", "incompatible"),
    "a mean of a difference": ("mean(slope - gap) > 1", "slope - gap < 0", "incompatible"),
    "a mean against a seed": ("mean(slope) > gap", "slope < gap", "undecided"),
    "weights": ("slope + 2 * gap < 1", "0.5 * slope + gap > 1", "incompatible"),
    "nothing is left": ("slope - slope < 1", "slope > 1", "undecided"),
    "share": ("share(slope > 0) > 0.5", "slope < 0", "undecided"),
    "an aggregate of more than a measure": ("mean(abs(slope)) < 1", "slope > 2", "undecided"),
    "within a distance": ("abs(slope) < 0.01", "slope <= -0.02", "incompatible"),
    "within a distance, the mean": ("abs(mean(slope)) < 0.01", "slope <= -0.02", "incompatible"),
    "within a distance, with room": ("abs(mean(slope)) < 0.03", "slope <= -0.02", "compatible"),
    "the number first": ("0.01 > abs(slope)", "slope <= -0.02", "incompatible"),
    "out of a distance": ("abs(slope) > 1", "-1 < slope < 1", "incompatible"),
    "out of a distance on either side": ("abs(slope) > 1", "mean(slope) == 0", "compatible"),
    "not within a distance": ("not abs(slope) <= 1", "0 < slope < 1", "incompatible"),
    "a distance of two": ("abs(slope - gap) < 0.1", "slope - gap > 0.3", "incompatible"),
    "a negative distance": ("abs(slope) < -1", "slope < 9", "incompatible"),
    "just that distance": ("abs(slope) == 1", "slope > 2", "undecided"),
    "what is read decides by itself": ("slope < 0 and slope < gap", "slope > 0", "incompatible"),
    "unread inside an or": ("slope < 0 or slope < gap", "slope > 0", "undecided"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_whether_both_can_hold(case):
    one, other, wanted = CASES[case]
    for order in ((one, other), (other, one)):
        assert compatibility([Condition(each, {}) for each in order]) == wanted


def test_one_seed_is_its_own_mean():
    for seeds, wanted in ((1, "incompatible"), (5, "compatible")):
        pair = [Condition("mean(x) < 1", {}, seeds), Condition("max(x) > 1", {}, seeds)]
        assert compatibility(pair) == wanted


def test_all_expectations_of_a_side_are_taken_together():
    mine = [Condition("x < 0 or y < 0", {}), Condition("x > 0", {})]
    assert compatibility(mine) == "compatible"
    assert compatibility([*mine, Condition("y > 0", {})]) == "incompatible"


def test_runs_with_the_same_settings_are_one_measurement():
    one = Condition("x < 0", {"main": "call"})
    other = Condition("second.x > 0", {"second": "call"})
    assert compatibility([one, other]) == "incompatible"


SEEDS = {
    "the mean of two is their median": (2, "mean(x) < -1", "median(x) > 0", "incompatible"),
    "two middle values of four": (4, "median(x) > 1 and x > 0", "mean(x) <= 0.75", "incompatible"),
    "two middle values of four, with room": (4, "median(x) > 1 and x > 0", "mean(x) <= 0.8", "compatible"),
    "the lower middle value can take all": (4, "median(x) >= 1 and x >= 0", "mean(x) == 0.75", "compatible"),
    "but no more": (4, "median(x) >= 1 and x >= 0", "mean(x) < 0.75", "incompatible"),
    "three with a high median": (3, "x >= 0 and median(x) >= 3", "mean(x) < 2", "incompatible"),
    "three with a high median, just": (3, "x >= 0 and median(x) >= 3", "mean(x) == 2", "compatible"),
    "three with a low median": (3, "x <= 0 and median(x) < -3", "mean(x) >= -2", "incompatible"),
    "one at the least pulls the mean": (5, "min(x) == 0 and x < 5", "mean(x) >= 4", "incompatible"),
    "one at the greatest": (5, "max(x) == 10 and x >= 0", "mean(x) < 2", "incompatible"),
    "one at the greatest, just": (5, "max(x) == 10 and x >= 0", "mean(x) == 2", "compatible"),
    "equal on every seed": (5, "x == 3", "std(x) > 0", "incompatible"),
    "equal on every seed, no spread": (5, "x == 3", "std(x) == 0", "compatible"),
    "equal by the mean": (5, "x >= 3 and mean(x) == 3", "std(x) > 0", "incompatible"),
    "equal by the ends": (5, "min(x) == 3 and max(x) == 3", "std(x) > 0.1", "incompatible"),
    "a spread wider than the values": (5, "0 < x < 1", "std(x) > 0.6", "incompatible"),
    "a spread as wide as they allow": (5, "0 < x < 1", "std(x) > 0.5", "compatible"),
    "ends too far apart for a spread": (3, "min(x) < 0 and max(x) > 4", "std(x) < 1.9", "incompatible"),
    "of one measure on other seeds nothing": (3, "x >= 0 and median(y) >= 3", "mean(x) < 2", "compatible"),
}  # fmt: skip


@pytest.mark.parametrize("case", SEEDS)
def test_how_many_seeds_there_are_tells_more(case):
    seeds, one, other, wanted = SEEDS[case]
    for order in ((one, other), (other, one)):
        assert compatibility([Condition(text, {}, seeds) for text in order]) == wanted


def test_of_different_numbers_of_seeds_only_bounds_count():
    one = Condition("x >= 0 and median(x) >= 3", {}, 3)
    assert compatibility([one, Condition("mean(x) < 2", {}, 3)]) == "incompatible"
    assert compatibility([one, Condition("mean(x) < 2", {}, 5)]) == "compatible"


sums = st.sampled_from(
    ["x - y", "y - x", "2 * x", "x + y + 1", "-x - 2 * y", "mean(x - y)", "mean(2 * x) - 1", "y"]
)
numbers = st.sampled_from([-1, 0, 1, 2])
atoms = st.sampled_from(["x", "y", "mean(x)", "median(x)", "min(x)", "max(x)", "mean(y)", "std(x)"])
signs = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
comparisons = st.one_of(
    st.builds("{} {} {}".format, atoms, signs, numbers),
    st.builds("{} < {} <= {}".format, numbers, atoms, numbers),
)
conditions = st.recursive(
    comparisons,
    lambda part: st.one_of(
        st.builds("({} and {})".format, part, part),
        st.builds("({} or {})".format, part, part),
        st.builds("(not {})".format, part),
    ),
    max_leaves=5,
)
VALUES = [-3.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 4.0]


added = st.one_of(
    st.builds("{} {} {}".format, sums, signs, numbers),
    st.builds("{} {} {}".format, numbers, signs, sums),
    st.builds("{} {} {}".format, sums, signs, sums),
)


@given(st.lists(st.one_of(added, conditions), min_size=2, max_size=4), st.integers(2, 4), st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_sums_are_never_called_incompatible_in_error(texts, seeds, data):
    if compatibility([Condition(each, {}, seeds) for each in texts]) != "incompatible":
        return
    trees = [read_expression(each).tree for each in texts]
    series = st.tuples(*[st.sampled_from(VALUES)] * seeds)
    for _ in range(50):
        values = {("main", name): data.draw(series) for name in ("x", "y")}
        truths = [truth_of(tree, values) for tree in trees]
        assert not all(t if isinstance(t, bool) else all(t) for t in truths)


@given(st.lists(conditions, min_size=2, max_size=3), st.integers(2, 4), st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_what_is_called_incompatible_never_holds(texts, seeds, data):
    word = compatibility([Condition(each, {}, seeds) for each in texts])
    assert word in ("incompatible", "compatible")
    if word == "compatible":
        return
    trees = [read_expression(each).tree for each in texts]
    series = st.tuples(*[st.sampled_from(VALUES)] * seeds)
    for _ in range(20):
        values = {("main", name): data.draw(series) for name in ("x", "y")}
        truths = [truth_of(tree, values) for tree in trees]
        assert not all(t if isinstance(t, bool) else all(t) for t in truths)


WIDE = [-9.0, -6.0, *VALUES, 6.0, 9.0]


@given(comparisons, comparisons)
@settings(max_examples=150, deadline=None)
def test_of_two_comparisons_the_answer_is_exact(one, other):
    assume("std" not in one + other)  # which asks for values that are not tried
    word = compatibility([Condition(one, {}, 3), Condition(other, {}, 3)])
    trees = [read_expression(each).tree for each in (one, other)]
    series = combinations_with_replacement(WIDE, 3)  # no word looks at the order of seeds
    found = any(
        all(t if isinstance(t, bool) else all(t) for t in (truth_of(tree, v) for tree in trees))
        for xs in series
        for ys in [(y,) * 3 for y in VALUES if "y" in one + other] or [xs]
        for v in [{("main", "x"): xs, ("main", "y"): ys}]
    )
    assert (word == "compatible") == found


BOUNDS = st.tuples(
    st.sampled_from(["x", "mean(x)", "median(x)", "min(x)", "max(x)"]),
    signs.filter(lambda sign: sign != "!="),
    st.integers(-2, 2),
)


@given(st.lists(BOUNDS, min_size=2, max_size=6), st.integers(2, 6))
@settings(max_examples=EXAMPLES, deadline=None)
def test_of_bounds_that_all_hold_the_answer_is_exact(asked, seeds):
    texts = [f"{atom} {sign} {number}" for atom, sign, number in asked]
    word = compatibility([Condition(text, {}, seeds) for text in texts])
    assert (word == "compatible") == by_linear_programming(asked, seeds)


def by_linear_programming(asked, seeds: int) -> bool:
    """Whether values in order can be as asked: how far strict bounds can be kept, at most 1."""
    half = seeds // 2
    middle = [half] if seeds % 2 else [half - 1, half]
    rows = {
        "x": [[(place, 1.0)] for place in range(seeds)],
        "mean(x)": [[(place, 1 / seeds) for place in range(seeds)]],
        "median(x)": [[(place, 1 / len(middle)) for place in middle]],
        "min(x)": [[(0, 1.0)]],
        "max(x)": [[(seeds - 1, 1.0)]],
    }
    below, most = [], []
    for place in range(seeds - 1):
        below.append({place: 1.0, place + 1: -1.0})
        most.append(0.0)
    strict = any(sign in "<>" for _, sign, _ in asked)
    for atom, sign, number in asked:
        for row in rows[atom]:
            for way in {"==": (1, -1), "<": (1,), "<=": (1,), ">": (-1,), ">=": (-1,)}[sign]:
                gap = {seeds: 1.0} if sign in "<>" else {}
                below.append({**{place: way * share for place, share in row}, **gap})
                most.append(float(way * number))
    table = [[row.get(place, 0.0) for place in range(seeds + 1)] for row in below]
    limits = [(None, None)] * seeds + [(0, 1)]
    found = linprog([0.0] * seeds + [-1.0], A_ub=table, b_ub=most, bounds=limits)
    return found.status == 0 and (not strict or found.x[-1] > 1e-6)
