"""Bayes prediction by quadrature, and the measurements that stand on it, held against other ways."""

from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.integrate import quad
from scipy.special import digamma, k0
from scipy.stats import norm

from tests.helpers.topic_scripts import script

of = partial(script, "singular-models")


@pytest.fixture(scope="module")
def tool():
    return of("evidence_quadrature")


# depth, power, truth
MODELS = {
    "one parameter": (1, 1.0, 0.0),
    "one parameter elsewhere": (1, 1.0, 0.4),
    "product": (2, 1.0, 0.0),
    "product elsewhere": (2, 1.0, -0.3),
    "product of four": (4, 1.0, 0.0),
    "cube": (1, 3.0, 0.0),
    "cube near the edge": (1, 3.0, 0.9),
    "root": (1, 0.5, 0.0),
    "square of a product": (2, 2.0, 0.0),
}
every_model = pytest.mark.parametrize("model", MODELS.values(), ids=MODELS.keys())


@every_model
@pytest.mark.parametrize("size", [2.0, 1e5])
def test_the_nodes_carry_the_prior(tool, model, size):
    depth, power, _ = model
    g, prior = tool["nodes"](*model, size)
    for k in (0, 1, 2, 4):  # the mean of |g|^k, each factor's by itself
        assert_allclose(np.abs(g) ** k @ prior, (1 + k * power) ** -float(depth), atol=1e-6)
    assert abs(g @ prior) < 1e-12


@every_model
def test_drawn_coefficients_have_the_same_law(tool, model):
    depth, power, _ = model
    g = tool["draw"](np.random.default_rng(0), depth, power, 40_000)
    expected = {0.0: 0.5, 1.0: (1 + power) ** -depth, 2.0: (1 + 2 * power) ** -depth}
    for k, mean in expected.items():
        value = np.abs(g) ** k if k else g > 0
        assert abs(value.mean() - mean) < 4.5 * value.std() / 200


@every_model
def test_more_nodes_change_nothing(tool, model):
    sizes = [1.0, 300.0, 30_000.0, 1e7]
    coarse, fine = (tool["scaled_error"](*model, sizes, order=order) for order in (12, 40))
    assert_allclose(coarse, fine, atol=1e-5)


@every_model
def test_the_error_is_the_slope_of_the_free_energy(tool, model):
    step = 1e-3
    for size in (3.0, 2_000.0):
        low, high = tool["free_energy"](*model, size * np.exp([-step, step]))
        assert_allclose(
            tool["scaled_error"](*model, [size])[0], (high - low) / (2 * step), atol=1e-4
        )


def test_a_mirrored_truth_changes_nothing(tool):
    for design in ("fixed", "random"):
        there, here = (
            tool["prediction_risk"](2, 1.5, truth, 70, design=design) for truth in (-0.4, 0.4)
        )
        assert_allclose(there, here, rtol=1e-6)


@pytest.mark.parametrize("samples", [200, 3_000, 100_000])
def test_the_regular_model_has_a_closed_form(tool, samples):
    # Where the prior's ends are out of sight, the posterior is normal about z/sqrt(S).
    assert_allclose(tool["scaled_error"](1, 1.0, 0.0, [samples]), 0.5, atol=1e-6)
    free = 0.5 * np.log(samples) + np.log(2) - 0.5 * np.log(2 * np.pi) - 0.5
    assert_allclose(tool["free_energy"](1, 1.0, 0.0, [samples]), free, atol=1e-6)
    x, weight = np.polynomial.hermite_e.hermegauss(60)
    fixed = samples / 2 * weight @ np.log1p(x**2 / samples) / weight.sum()
    assert_allclose(tool["prediction_risk"](1, 1.0, 0.0, samples), fixed, atol=1e-5)
    random = samples / 2 * (digamma((samples + 1) / 2) - digamma(samples / 2))
    found = tool["prediction_risk"](1, 1.0, 0.0, samples, design="random")
    assert_allclose(found, random, atol=1e-4)


@every_model
def test_the_risk_is_the_relative_entropy_of_the_prediction(tool, model):
    """Another way, for S = n = 4: mix the normals and integrate over z, x and y."""
    samples, (depth, power, truth) = 4, model
    g, prior = tool["nodes"](depth, power, truth, samples, order=6)
    z, z_weight = np.polynomial.hermite_e.hermegauss(15)
    x, x_weight = np.polynomial.hermite_e.hermegauss(16)
    y = np.linspace(-9, 9, 121)
    fit = np.sqrt(samples) * z[:, None] * (g - truth) - samples * (g - truth) ** 2 / 2
    posterior = np.exp(fit) * prior
    posterior /= posterior.sum(axis=1, keepdims=True)
    total = 0.0
    for at, weight in zip(x, x_weight / x_weight.sum(), strict=True):
        mixture = posterior @ norm.pdf(y - at * g[:, None])
        true = norm.pdf(y - at * truth)
        entropy = (true * (np.log(true) - np.log(mixture))).sum(axis=1) * (y[1] - y[0])
        total += weight * (z_weight @ entropy) / z_weight.sum()
    assert_allclose(tool["prediction_risk"](*model, samples), samples * total, rtol=2e-3, atol=1e-4)


@pytest.mark.parametrize("name", ["product", "cube", "product elsewhere"])
def test_simulated_data_agree_at_few_samples(tool, name):
    """Real x and y, the posterior by parameters drawn from the prior."""
    rng, (depth, power, truth), samples, sets = np.random.default_rng(1), MODELS[name], 5, 5_000
    x = rng.standard_normal((samples + 1, sets))
    y = truth * x + rng.standard_normal(x.shape)
    g = tool["draw"](rng, depth, power, 800)
    strength, cross = (x[:-1] ** 2).sum(axis=0), (x[:-1] * y[:-1]).sum(axis=0)
    weight = np.exp(cross[:, None] * g - strength[:, None] * g**2 / 2)
    density = (weight * norm.pdf(y[-1][:, None] - x[-1][:, None] * g)).sum(axis=1)
    lost = norm.logpdf(y[-1] - truth * x[-1]) - np.log(density / weight.sum(axis=1))
    spread = samples * lost.std() / np.sqrt(sets)
    found = tool["prediction_risk"](depth, power, truth, samples, design="random")
    assert abs(samples * lost.mean() - found) < 4 * spread + 0.01  # and the share of drawn g


def test_the_fit_does_not_see_the_exponent(tool):
    for model in MODELS.values():
        assert_allclose(tool["prediction_risk"](*model, 5_000, "fit"), 0.5, atol=1e-4)
        assert tool["prediction_risk"](*model, 2, "fit") < 0.5  # the class ends at -1 and 1
    found = tool["prediction_risk"](1, 3.0, 0.0, 400, "fit", "random")
    assert_allclose(found, 0.5 * 400 / 398, rtol=2e-3)


@every_model
def test_the_error_goes_to_the_learning_coefficient(tool, model):
    exponent, multiplicity = tool["learning_coefficient"](*model)
    size = 1e10
    found = tool["scaled_error"](*model, [size])[0]
    expected = exponent - (multiplicity - 1) / np.log(size)
    assert abs(found - expected) < (multiplicity - 1) * 4 / np.log(size) ** 2 + 1e-4


def test_one_temperature_reads_low_and_two_do_not(tool):
    """The mean energy over log n lacks lambda/log n; exact where the model is regular."""
    for size in (1_000.0, 50_000.0):
        beta = 1 / np.log(size)
        plain = tool["tempered_energy"](1, 1.0, 0.0, size, beta) * beta
        assert_allclose(plain, 0.5 * (1 - beta), atol=1e-5)
        assert_allclose(tool["two_temperatures"](1, 1.0, 0.0, size), 0.5, atol=1e-5)
        for power in (2.0, 3.0, 5.0):
            truly = 1 / (2 * power)
            plain = tool["tempered_energy"](1, power, 0.0, size, beta) * beta
            two = tool["two_temperatures"](1, power, 0.0, size)
            assert plain < truly * (1 - 0.8 * beta)
            assert abs(two - truly) < 0.3 * abs(plain - truly)


def test_the_tempered_energy_is_that_of_drawn_parameters(tool):
    rng, size, beta, truth = np.random.default_rng(2), 60.0, 0.3, 0.2
    g = tool["draw"](rng, 2, 1.0, 20_000) - truth
    z = np.linspace(-6, 6, 49)
    energy = size * g**2 / 2 - np.sqrt(size) * z[:, None] * g
    weight = np.exp(-beta * energy)
    means = (weight * energy).sum(axis=1) / weight.sum(axis=1)
    found = tool["tempered_energy"](2, 1.0, truth, size, beta)
    assert_allclose(found, means @ norm.pdf(z) / norm.pdf(z).sum(), atol=0.06)


@pytest.mark.parametrize("settings", [
    {"depth": 2, "power": 2.0}, {"depth": 1, "power": 1.5}, {"depth": 2, "truth": 0.4},
    {"depth": 1, "power": 4.0, "design": "fixed", "few": 1_000, "many": 10_000},
], ids=str)  # fmt: skip
def test_volume_and_error_agree_for_other_models(settings):
    found = of("dos-terms-give-generalisation")["measure"](seed=7, **settings)
    assert abs(found["miss_many"]) < 0.03
    assert found["multiplicity"] == (1 if settings.get("truth") else settings["depth"])


def test_the_chains_mean_is_the_posterior_mean():
    """A product of two normal parameters has density K0(|w|)/pi: one integral does it."""
    names = of("slt-locates-classical-error")
    strength = np.array([[0.5], [3.0], [40.0], [40.0]])
    cross = np.array([0.4, -4.0, 0.0, 12.0])[:, None, None]
    halves = names["posterior_means"](
        np.random.default_rng(0), strength, cross, np.zeros((4, 1, 1)), 1, 2_500, 50
    )
    for row, (s, c) in enumerate(zip(strength[:, 0], cross[:, 0, 0], strict=True)):

        def weight(w, power, s=s, c=c):
            return w**power * np.exp(c * w - s * w**2 / 2) * k0(abs(w))

        mass, mean = (
            sum(quad(weight, *ends, args=(power,), limit=200)[0] for ends in ((-9, 0), (0, 9)))
            for power in (0, 1)
        )
        assert_allclose(halves[:, row].mean(), mean / mass, atol=0.03)


def test_the_low_rank_fit_is_the_best_one():
    rng = np.random.default_rng(3)
    strength, cross = rng.uniform(1, 5, (1, 4)), rng.standard_normal((1, 3, 4))

    def loss(w):
        return (strength[:, None] * w**2 / 2 - cross * w).sum()

    fit = of("slt-locates-classical-error")["best_fit"]
    assert_allclose(fit(strength, cross, 3), cross / strength[:, None])
    best = fit(strength, cross, 2)
    assert np.linalg.matrix_rank(best[0]) == 2
    left, right = best[0][:, :2], np.linalg.lstsq(best[0][:, :2], best[0], rcond=None)[0]
    for _ in range(200):
        near = (left + 0.1 * rng.standard_normal(left.shape)) @ (
            right + 0.1 * rng.standard_normal(right.shape)
        )
        assert loss(near[None]) > loss(best)


@pytest.mark.parametrize("settings", [
    {"inputs": 4, "outputs": 4, "hidden": 3, "rank": 1, "data_sets": 120},
    {"inputs": 4, "outputs": 2, "hidden": 1, "rank": 1, "data_sets": 120},
    {"inputs": 2, "outputs": 3, "hidden": 4, "rank": 0, "data_sets": 120},
    {"model": "full", "inputs": 2, "outputs": 5, "rank": 1, "data_sets": 40},
], ids=str)  # fmt: skip
def test_reduced_rank_prediction_follows_the_coefficient(settings):
    found = of("slt-locates-classical-error")["measure"](seed=5, **settings)
    assert abs(found["error"] - found["predicted"]) < 0.25
    assert found["predicted"] <= found["count"]


def test_a_chain_that_has_not_mixed_is_flagged():
    measure = of("slt-locates-classical-error")["measure"]
    short, long = (measure(seed=0, data_sets=40, sweeps=k, warm_up=0) for k in (2, 80))
    assert short["noise"] > 0.1 > 5 * long["noise"]


def test_counts_of_what_the_data_determine():
    names = of("slt-pieces-rediscovered")
    models, start = names["MODELS"], np.array([0.4, 0.7])
    ranks = {name: names["hessian_rank"](g, start) for name, g in models.items()}
    assert ranks == {
        "quadratic": 2, "square": 1, "line": 1, "crossing": 1, "quartic": 1, "cusp": 1,
        "three_lines": 1,
    }  # fmt: skip
    number = names["effective_number"](models["quadratic"], start, np.array([0.3, -1.0]), 50.0, 7.0)
    assert_allclose(number, 2 * 50 / 57, rtol=1e-6)
    slopes = names["jacobian"](models["quartic"], np.array([0.2, -0.3]))
    assert_allclose(slopes, [[1, 0], [0, -0.6]])
    found = names["measure"](seed=1, loss="quadratic", samples=3e4, data_sets=2, points=300)
    assert_allclose([found["half_rank"], found["half_number"], found["exponent"]], 1, atol=0.005)
