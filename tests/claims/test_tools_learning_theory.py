"""The tools behind the critique of learning theory, against exact values and other methods."""

from functools import partial
from itertools import product

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import minimize

from tests.helpers.topic_scripts import script

of = partial(script, "learning-theory")


@pytest.mark.parametrize(("rows", "width"), [(6, 20), (20, 6), (8, 8)])
def test_ridge_solves_the_normal_equations_and_at_zero_has_the_least_norm(rows, width):
    rng = np.random.default_rng(0)
    design, values = rng.standard_normal((rows, width)), rng.standard_normal(rows)
    predict, fresh = of("fits")["ridge"](design, values), rng.standard_normal((5, width))
    for penalty in (0.01, 1.0, 100.0):
        gram = design.T @ design + penalty * np.eye(width)
        found = fresh @ np.linalg.solve(gram, design.T @ values)
        assert predict(fresh, penalty) == pytest.approx(found)
    assert predict(fresh, 0.0) == pytest.approx(fresh @ np.linalg.pinv(design) @ values)


def test_equal_risk_meets_at_the_level_asked_for_or_at_the_highest_there_is():
    equal_risk = of("fits")["equal_risk"]

    def low(penalty):
        return 1 + np.log(penalty) ** 2

    def high(penalty):
        return 3 + (np.log(penalty) - 1) ** 2

    weak, strong = equal_risk([low, low], ("weak", "strong"), 5.0, points=2001)
    assert np.log([weak, strong]) == pytest.approx([-2, 2], abs=1e-3)
    one, other = equal_risk([low, high], ("weak", "weak"), 2.0)  # both at 2 * 3, or nearly
    assert low(one) == pytest.approx(high(other))
    assert low(one) == pytest.approx(6, abs=0.2)
    weak, strong = equal_risk([low, low], ("weak", "strong"), 1e9, 0.1, 1e4)
    assert low(strong) == pytest.approx(low(0.1))
    assert weak == pytest.approx(0.1)


def test_a_risk_that_only_rises_has_its_best_penalty_at_the_end():
    weak, strong = of("fits")["equal_risk"]([float, float], ("weak", "strong"), 2.0, 1e-2, 1e2)
    assert weak == pytest.approx(1e-2)
    assert strong == pytest.approx(1e-2)


@pytest.mark.parametrize("slope", [(0.3, -0.2, 0.5), (0.3, -0.2, 0.0), (0.0, 0.0, 0.0), (4, 0, 0)])
@pytest.mark.parametrize("radius", [0.0, 0.1, 2.0])
def test_the_worst_on_a_sphere_is_that_of_a_fine_search(slope, radius):
    sizes, slope = np.array([0.2, 0.5, 1.5]), np.array(slope, dtype=float)
    up, round_ = np.meshgrid(np.linspace(0, np.pi, 801), np.linspace(0, 2 * np.pi, 1601))
    u = radius * np.array([np.sin(up) * np.cos(round_), np.sin(up) * np.sin(round_), np.cos(up)])
    searched = (sizes @ u.reshape(3, -1) ** 2 + 2 * slope @ u.reshape(3, -1)).max()
    found = of("sup-norm-chosen-without-thought")["worst_on_sphere"](sizes, slope, radius)
    assert found == pytest.approx(searched, rel=1e-4, abs=1e-9)


def test_the_gaps_are_ordered_meet_where_the_class_is_one_fit_and_agree_with_draws():
    measure = of("sup-norm-chosen-without-thought")["measure"]
    settings = {"rows": 7, "strong": 3, "faint": 20, "faint_variance": 2.0, "problems": 1}
    wide, single = (measure(4, **settings, reach=reach) for reach in (3.0, 1.0))
    assert wide["worst"] > wide["mean"] > wide["learnt"]
    assert [single["worst"], single["mean"]] == pytest.approx([single["learnt"]] * 2)

    rng = np.random.default_rng(4)  # the same data again, and exact fits drawn on the edge
    variance = np.r_[np.ones(3), np.full(20, 0.1)]
    truth = np.r_[rng.standard_normal(3), np.zeros(20)]
    truth /= np.linalg.norm(truth)
    inputs = rng.standard_normal((7, 23)) * np.sqrt(variance)
    fit = np.linalg.pinv(inputs) @ (inputs @ truth + 0.5 * rng.standard_normal(7))
    away = rng.standard_normal((200_000, 23))
    away -= away @ np.linalg.pinv(inputs) @ inputs
    away *= np.sqrt(8) * np.linalg.norm(fit) / np.linalg.norm(away, axis=1)[:, None]
    risks = (fit + away - truth) ** 2 @ variance
    assert variance @ (fit - truth) ** 2 == pytest.approx(wide["learnt"])
    assert risks.mean() == pytest.approx(wide["mean"], rel=0.01)
    assert 0.6 * wide["worst"] < risks.max() < wide["worst"]


@pytest.mark.parametrize(("error", "second"), [(0.5, 0.0), (0.03, 0.0), (0.5, 0.2), (1.5, 0.45)])
def test_the_posterior_mean_is_that_of_quadrature(error, second):
    rng = np.random.default_rng(3)
    inputs = rng.standard_normal(8)
    values = 0.7 * inputs * rng.choice([1, -1], 8, p=[0.8, 0.2]) + error * rng.standard_normal(8)

    def density(slope):
        fits = [np.exp(-((values - sign * slope * inputs) ** 2) / 2 / error**2) for sign in (1, -1)]
        return np.prod((1 - second) * fits[0] + second * fits[1]) * np.exp(-(slope**2) / 2)

    found = of("erm-hides-its-bayesian-assumption")["posterior_mean"](inputs, values, error, second)
    if second == 0:
        expected = inputs @ values / (inputs @ inputs + error**2)
    else:
        total = quad(density, -6, 6, limit=500)[0]
        expected = quad(lambda slope: slope * density(slope), -6, 6, limit=500)[0] / total
    assert found == pytest.approx(expected, rel=1e-4, abs=1e-6)


@pytest.mark.parametrize(
    ("law", "limit"), [("laplace", 2), ("gaussian", 2 / np.pi), ("student", 16 / np.pi**2)]
)
def test_mean_against_median_comes_near_its_limit(law, limit):
    found = of("erm-loss-as-law-of-errors")["measure"](0, law, rows=2001, sets=3000)["ratio"]
    assert found == pytest.approx(limit, rel=0.1)


@pytest.mark.parametrize("penalty", [1e-3, 1.0, 1e3])
def test_logistic_regression_is_that_of_a_general_minimiser(penalty):
    rng = np.random.default_rng(5)
    inputs, signs = rng.standard_normal((30, 4)), rng.choice([-1.0, 1.0], 30)

    def cost(weights):
        return np.logaddexp(0, -signs * (inputs @ weights)).sum() + penalty * weights @ weights / 2

    found = of("more-than-risk-calibration")["logistic"](inputs, signs, penalty)
    assert found == pytest.approx(minimize(cost, np.zeros(4), tol=1e-12).x, abs=1e-4)


def test_separable_rows_are_fitted_without_end_only_as_the_penalty_allows():
    logistic = of("more-than-risk-calibration")["logistic"]
    inputs, signs = np.array([[1.0], [2.0], [-1.0]]), np.array([1.0, 1.0, -1.0])
    sizes = [logistic(inputs, signs, penalty)[0] for penalty in (1.0, 1e-3, 1e-6)]
    assert sizes[0] < sizes[1] < sizes[2]
    slope = 1e-6 * sizes[2] - inputs[:, 0] @ (signs / (1 + np.exp(signs * inputs[:, 0] * sizes[2])))
    assert abs(slope) < 1e-6


@pytest.mark.parametrize(
    "settings", [{}, {"rows": 40, "above": 1.5}, {"shape": "tanh", "noise": 1}]
)
def test_two_penalties_share_a_risk_and_a_mirror_image_is_as_far_as_can_be(settings):
    measure = of("risk-is-poor-inner-product")["measure"]
    pair = measure(2, **settings, problems=2)
    assert pair["unequal"] < 1e-9
    assert 0 < pair["separation"] < 4
    assert measure(2, **settings, problems=2, pair="mirrored")["separation"] == pytest.approx(4)


def test_of_members_that_agree_on_nothing_the_nearest_pair_is_taken():
    settings = {"pair": "members", "rows": 20, "count": 6, "problems": 1, "width": 40}
    measure = of("risk-is-poor-inner-product")["measure"]
    assert measure(0, **settings, alike=0.0)["unequal"] > 0
    assert measure(0, **settings, alike=0.0)["unequal"] <= measure(0, **settings)["unequal"]
    assert measure(0, **settings, reach=1.0)["widening"] == pytest.approx(1)


def test_a_truth_of_few_features_is_found_by_all_members():
    """With more rows than features and no noise nothing is left to differ in but rounding."""
    fits = of("fits")
    rng = np.random.default_rng(1)
    features = fits["random_features"](rng, 3, 10, "cosine")
    inputs, fresh = rng.standard_normal((2, 50, 3))
    weights = rng.standard_normal(10)
    predict = fits["ridge"](features(inputs), features(inputs) @ weights)
    assert predict(features(fresh), 0.0) == pytest.approx(features(fresh) @ weights, abs=1e-6)


def gap(decide, edges, inputs, labels, flip):
    """Risk less training error of a labelling that is constant between the edges."""
    middles, lengths = (edges[:-1] + edges[1:]) / 2, np.diff(edges)
    chance = np.where(decide(middles) == (middles > 0.5), flip, 1 - flip)
    return abs(chance @ lengths - np.mean(decide(inputs) != labels))


@pytest.mark.parametrize("flip", [0.0, 0.1, 0.4])
def test_the_largest_gap_of_thresholds_is_that_of_a_fine_search(flip):
    rng = np.random.default_rng(6)
    inputs = np.sort(rng.random(9))
    labels = (inputs > 0.5) ^ (rng.random(9) < flip)
    near = np.concatenate([[0, 0.5, 1], inputs, inputs - 1e-9, inputs + 1e-9, rng.random(50)])
    searched = max(
        gap(lambda x, t=t: x > t, np.array([0, *sorted([0.5, t]), 1]), inputs, labels, flip)
        for t in near
    )
    found, best = of("the-supremum-runs-over-hypotheses")["thresholds"](inputs, labels, flip)
    assert found == pytest.approx(searched, abs=1e-7)
    wrong = [np.sum((inputs > t) != labels) for t in near]
    assert np.sum((inputs > best) != labels) == min(wrong)


@pytest.mark.parametrize("flip", [0.0, 0.3])
@pytest.mark.parametrize("count", [1, 5, 6])
def test_the_largest_gap_of_cells_is_that_of_all_labellings(flip, count):
    rng = np.random.default_rng(7)
    inputs = np.sort(rng.random(15))
    labels = (inputs > 0.5) ^ (rng.random(15) < flip)
    edges = np.unique(np.append(np.linspace(0, 1, count + 1), 0.5))
    searched = max(
        gap(lambda x, c=c: c[(x * count).astype(int)], edges, inputs, labels, flip)
        for c in map(np.array, product([False, True], repeat=count))
    )
    found, right = of("the-supremum-runs-over-hypotheses")["cells"](inputs, labels, flip, count)
    assert found == pytest.approx(searched)
    assert flip or right == (
        count == 6
    )  # an odd number has a cell that is part one, part the other
