"""The tools behind the claims on robots, awareness, burdens of proof and rocketry, against plain algebra."""

import itertools

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from scipy.stats import beta, binom, norm

from tests.helpers.topic_scripts import script

BURDENS, AWARENESS, ROBOTS, ROCKETS = (
    "burdens-of-proof",
    "awareness-of-risk",
    "robotics-scepticism",
    "rocketry-textbook",
)


@pytest.mark.parametrize("flaw", ["shallow", "medium"])
@pytest.mark.parametrize("cut", [0.0, 0.1, 1.0])
def test_the_chance_to_reach_a_flaw_is_the_share_of_inputs_that_do(flaw, cut):
    named = script(BURDENS, "failed-search-counts-by-its-power")
    rng = np.random.default_rng(1)
    share = named["crashes"](rng, 400_000, flaw, False, cut).mean()
    chance = named["chance"](flaw, cut)
    assert abs(share - chance) <= 5 * np.sqrt(chance * (1 - chance) / 400_000)


def test_limits_on_a_rate_are_those_of_the_beta_law():
    found = script(BURDENS, "clean-tests-bound-a-rate")["measure"](0, tests=37, samples=1000)
    assert found["one_sided"] == pytest.approx(beta.ppf(0.95, 1, 37))
    assert found["two_sided"] == pytest.approx(beta.ppf(0.975, 1, 37))


def test_belief_that_nothing_fails_is_that_of_an_integral():
    measure = script(BURDENS, "clean-tests-bound-a-rate")["measure"]
    rates = (np.arange(200_000) + 0.5) / 200_000
    for tests in (5, 60):
        seen = np.mean(beta.pdf(rates, 2, 7) * binom.pmf(0, tests, rates))
        found = measure(0, tests=tests, prior=0.2, rare=2.0, common=7.0, samples=10)
        assert found["belief"] == pytest.approx(0.2 / (0.2 + 0.8 * seen), rel=1e-6)
    assert measure(0, failures=1, samples=10)["belief"] == 0


def test_a_lag_alone_moves_the_forecast_as_two_correlated_quantities_do():
    reply = script(ROBOTS, "reply-takes-and-gives-back")["measure"]
    older = script(ROBOTS, "robotics-doubt-mostly-irrelevant")["measure"]
    found = reply(0, to_robots=0.4, to_other=0.9, cost=0.3, lateness=1.1, noise=0.2, draws=1000)
    known = older(0, rho=0.4 * 0.9, lateness=1.1, noise=0.2, draws=1000)
    assert found["lag"] == pytest.approx(known["shift"])


@pytest.mark.parametrize("settings", [{}, {"cost": 0.1, "unreliability": -1.0}, {"to_robots": 0.0}])
def test_what_is_left_after_all_readings_is_what_weighted_worlds_show(settings):
    found = script(ROBOTS, "reply-takes-and-gives-back")["measure"](3, **settings)
    assert abs(found["sampled"] - found["restored"]) < 5 * found["standard_error"]


def test_the_network_goes_where_its_loss_falls():
    named, rng = script(ROBOTS, "tails-follow-the-mean"), np.random.default_rng(2)
    known = rng.standard_normal((300, 3))
    values = np.tanh(known @ np.array([1.0, -0.5, 0.2]))
    errors = []
    for steps in (1, 1500):
        guesses = named["by_network"](
            np.random.default_rng(5), known, values, known, 40, steps, 32, 1e-2
        )
        errors.append(np.abs(guesses - values).mean())
    assert errors[1] < 0.03 < errors[0]


def test_the_kernel_method_passes_through_what_it_was_fitted_to():
    named, rng = script(ROBOTS, "tails-follow-the-mean"), np.random.default_rng(2)
    known = rng.standard_normal((40, 3))
    values = rng.standard_normal(40)
    assert named["smoothed"](known, values, known, 0.3) == pytest.approx(values, abs=1e-4)


def test_the_logistic_regression_is_at_the_bottom_of_its_loss():
    named, rng = (
        script(ROBOTS, "unreliability-signals-missing-basics"),
        np.random.default_rng(2),
    )
    rows = rng.standard_normal((50, 3))
    labels = (rows @ np.array([1.0, -1.0, 0.5]) + rng.standard_normal(50)) > 0
    ridge = 0.02

    def loss(weights):
        signs = 2 * labels - 1
        fit = anp.mean(anp.log(1 + anp.exp(-signs * anp.dot(rows, weights))))
        return fit + ridge / 2 * anp.sum(weights**2)

    found = named["fitted"](rows, labels.astype(float), ridge, 25)
    assert grad(loss)(found) == pytest.approx(np.zeros(3), abs=1e-9)


def test_long_tasks_of_unequal_runs_succeed_as_the_beta_law_says():
    measure = script(ROBOTS, "short-tasks-foretell-long-ones-if-alike")["measure"]
    found = measure(0, step_success=0.97, variety=0.1, long=40, short=4)
    assert found["long_rate"] == pytest.approx(found["form"], abs=0.006)


def test_of_two_fields_the_one_behind_is_the_slower_as_often_as_the_law_says():
    measure = script(ROBOTS, "motor-gap-exceeds-writing-gap")["measure"]
    found = measure(0, start_spread=0.5, rate_spread=0.2, years=1.5)
    assert found["share"] == pytest.approx(found["exact"], abs=0.005)


def test_impressions_in_circles_are_those_that_counting_gives():
    measure = script(AWARENESS, "own-sample-may-mislead")["measure"]
    found = measure(0, homophily=0.5, inside=0.3, people=60_000)
    assert found["insiders"] == pytest.approx(found["exact_insiders"], abs=0.01)
    assert found["outsiders"] == pytest.approx(found["exact_outsiders"], abs=0.01)


def test_a_network_has_nobody_who_knows_himself_or_somebody_twice():
    named = script(AWARENESS, "awareness-already-universal")
    first, second = named["network"](np.random.default_rng(3), np.full(60, 5))
    assert (first < second).all()
    assert len({*zip(first.tolist(), second.tolist(), strict=True)}) == len(first)
    assert np.bincount(np.concatenate([first, second])).max() <= 5


def test_who_recognises_a_worry_is_a_share_of_the_normal_law():
    measure = script(AWARENESS, "asked-and-unasked-awareness-differ")["measure"]
    found = measure(0, mean=0.2, threshold=-0.4, people=200_000)
    assert found["asked"] == pytest.approx(norm.cdf(0.6 / np.hypot(0.7, 0.7)), abs=0.005)
    assert measure(0, named=8)["ratio"] == 1


def test_a_rocket_of_few_lumps_conserves_momentum():
    thrown = script(ROCKETS, "rocketry-needs-only-school-maths")["thrown"]
    assert thrown(2.0, 1, 10.0, "rocket") == pytest.approx(5.0)  # both halves part at 10
    assert thrown(2.0, 1, 10.0, "ground") == pytest.approx(10.0)


def test_the_speed_of_an_exhaust_is_the_sum_of_its_falls():
    named = script(ROCKETS, "momentum-leaves-exhaust-speed-open")
    for ratio, pressures in itertools.product((1.1, 1.67), (0.001, 0.5)):
        one = named["exhaust"](ratio, 1000.0, 0.03, pressures)
        other = named["added_up"](ratio, 1000.0, 0.03, pressures, 100_000)
        assert one == pytest.approx(other, rel=1e-8)
