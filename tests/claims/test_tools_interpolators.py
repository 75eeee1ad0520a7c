"""The exact laws used for bounds, held against the fits themselves on small data sets."""

from functools import partial

import numpy as np
import pytest
from scipy.stats import ks_2samp

from tests.helpers.topic_scripts import script

of = partial(script, "learning-theory")


def interpolator(rng, rows, weights, junk, junk_variance, noise):
    """Squared norm and excess risk of one minimal-norm interpolator, every feature drawn."""
    scale = np.append(np.ones(len(weights)), np.full(junk, np.sqrt(junk_variance / junk)))
    truth = np.append(weights, np.zeros(junk))
    inputs = scale * rng.standard_normal((rows, len(scale)))
    found = np.linalg.pinv(inputs) @ (inputs @ truth + noise * rng.standard_normal(rows))
    return found @ found, ((scale * (found - truth)) ** 2).sum()


CASES = {
    "many features": (12, 3, 60, 4.0, 1.0),
    "hardly more features than rows": (12, 2, 15, 2.0, 0.5),
    "as many junk features as rows": (6, 1, 6, 1.0, 1.0),
    "no noise": (10, 5, 30, 3.0, 0.0),
    "strong junk": (8, 2, 40, 50.0, 2.0),
}


@pytest.mark.parametrize("case", CASES)
def test_norm_and_risk_have_the_law_of_the_interpolator_itself(case):
    rows, signal_features, junk, variance, noise = CASES[case]
    weights = np.arange(1, signal_features + 1) / 3
    rng = np.random.default_rng(7)
    drawn = [interpolator(rng, rows, weights, junk, variance, noise) for _ in range(1500)]
    norm, excess = np.array(drawn).T
    exact = of("interpolators")["interpolate"](rng, rows, weights, junk, variance, noise, 20_000)
    assert ks_2samp(norm, exact[0]).pvalue > 0.001
    assert ks_2samp(excess, exact[1]).pvalue > 0.001
    assert ks_2samp(norm * excess, exact[0] * exact[1]).pvalue > 0.001  # and jointly
    assert ks_2samp(norm / excess, exact[0] / exact[1]).pvalue > 0.001


def test_fewer_junk_features_than_rows_are_refused():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError):
        of("interpolators")["interpolate"](rng, 10, np.ones(2), 9, 1.0, 1.0, 5)


def test_the_bound_is_the_trace_times_the_norm_over_the_rows():
    # With features without end the junk is a ridge of its own variance: no chance is left in it.
    found = of("norm-bounds-can-be-tight")["measure"](
        seed=1, rows=20, sizes=1, signal_features=1, signal=0.0, junk_per_row=1e6, draws=40_000
    )
    assert found["curves"]["ratio"]["x"].tolist() == [20]
    ridge, rng = np.sqrt(20), np.random.default_rng(2)
    inputs, noise = rng.standard_normal((2, 40_000, 20))
    square, cross = (inputs**2).sum(axis=1), (inputs * noise).sum(axis=1)
    norm = ((noise**2).sum(axis=1) - cross**2 / (ridge + square)) / ridge
    assert found["bound"] == pytest.approx((1 + ridge) * norm.mean() / 20, rel=0.01)
    excess = ((cross / (ridge + square)) ** 2).mean()
    assert found["excess"] == pytest.approx(excess, rel=0.05)
    assert found["total"] == pytest.approx(1 + excess, rel=0.01)


def test_the_gap_of_least_squares_has_the_law_of_the_fits_themselves():
    features, rows, noise = 3, 9, 0.7
    rng, gaps, excesses = np.random.default_rng(3), [], []
    for _ in range(4000):
        inputs, errors = rng.standard_normal((rows, features)), noise * rng.standard_normal(rows)
        missed = np.linalg.lstsq(inputs, errors, rcond=None)[0]
        excesses.append(missed @ missed)
        gaps.append(noise**2 + missed @ missed - ((errors - inputs @ missed) ** 2).mean())
    mean_excess = noise**2 * features / (rows - features - 1)
    means = np.array([mean_excess + noise**2 * features / rows, mean_excess])
    direct = np.quantile([gaps, excesses], 0.8, axis=1) / means
    found = of("why-pac-not-mac")["measure"](
        seed=4, features=3, least_rows=9, most_rows=9, sizes=1, noise=0.7, level=0.8, draws=200_000
    )
    assert [found["gap_ratio"], found["excess_ratio"]] == pytest.approx(direct, rel=0.06)


@pytest.mark.parametrize(("features", "noise"), [(2, 1.0), (6, 0.5)])
def test_the_cut_mean_grows_as_in_theory_only_with_one_row_to_spare(features, noise):
    measure = of("why-pac-not-mac-endless-mean")["measure"]
    one, four = (measure(5, features=features, spare=spare, noise=noise) for spare in (1, 4))
    assert one["growth"] == pytest.approx(1, rel=0.15)
    assert four["growth"] < 0.05
    assert one["tail"] == pytest.approx(noise**2 / (0.95 ** (-2 / features) - 1), rel=0.05)


def test_leaving_each_row_out_in_turn_is_what_the_counts_say():
    rng = np.random.default_rng(6)
    cell, label = rng.integers(8, size=40), rng.integers(2, size=40)
    rows = np.bincount(cell, minlength=8)[None]
    ones = np.bincount(cell, weights=label, minlength=8).astype(int)[None]
    for cells in (1, 2, 8):
        wrong = 0
        for out in range(40):
            near = (cell * cells // 8 == cell[out] * cells // 8) & (np.arange(40) != out)
            wrong += (label[near].sum() > near.sum() / 2) != label[out]
        training, left_out, _ = of("bounds-wrong-object")["errors"](rows, ones, rows * 0.5, cells)
        assert left_out[0] == pytest.approx(wrong / 40)
        assert training[0] <= left_out[0]


def test_the_highest_risk_is_where_the_divergence_meets_the_complexity():
    highest = of("bounds-wrong-object")["highest_risk"]
    training = np.array([0.0, 0.1, 0.5, 1.0])
    risk = highest(training, 0.2)
    assert risk[0] == pytest.approx(1 - np.exp(-0.2))
    inner, t = risk[1:3], training[1:3]
    divergence = t * np.log(t / inner) + (1 - t) * np.log((1 - t) / (1 - inner))
    assert divergence == pytest.approx(0.2)
    assert risk[3] == pytest.approx(1)
