"""The tools of the singular models: volumes, reduced rank, null directions, against exact values."""

from itertools import product

import numpy as np
import pytest
from scipy.special import beta as beta_function

from tests.helpers.known_volumes import KNOWN, estimate, is_off
from tests.helpers.topic_scripts import helper, script

volume, rank, redundancy = (
    helper("singular-models", name) for name in ("volume", "reduced_rank", "redundancy")
)


# Exact volumes: the share of [-1, 1]^d where K < eps, with lambda and m.
def power(a):  # K = |x|^a
    return lambda eps: eps ** (1 / a)


def many_lines(d):  # K = (x_1 ... x_d)^2
    def share(eps):
        t = np.sqrt(eps)
        logs, term, total = np.log(1 / t), 1.0, 0.0
        for k in range(d):
            total, term = total + term, term * logs / (k + 1)
        return t * total

    return share


def diagonal(eps):  # K = (x + y)^2: a line that meets the corners of the box
    t = np.sqrt(eps)
    return t - t**2 / 4


EXACT = {
    "a line": (power(2), 1 / 2, 1),
    "a cubic": (power(3), 1 / 3, 1),
    "a high power": (power(10), 1 / 10, 1),
    "two lines": (many_lines(2), 1 / 2, 2),
    "three planes": (many_lines(3), 1 / 2, 3),
    "a line cut by the box": (diagonal, 1 / 2, 1),
}


def counts_of(share, draws=1_000_000, top=1e-2, halvings=12):
    edges = top * 0.5 ** np.arange(halvings + 1)
    inside = share(edges)
    return edges, draws * np.append(inside[:-1] - inside[1:], inside[-1])


@pytest.mark.parametrize("name", EXACT)
def test_expected_counts_give_the_exponent_and_its_logarithms(name):
    share, exponent, multiplicity = EXACT[name]
    edges, counts = counts_of(share, draws=1e10, halvings=24)
    found = volume.summary(lambda p: volume.fit_counts(edges, counts, p))
    assert found["multiplicity"] == multiplicity
    assert found["exponent"] == pytest.approx(exponent, abs=0.01)
    assert found["mixed"] == 1


@pytest.mark.parametrize("name", ["a line", "a cubic", "two lines"])
def test_an_exact_ladder_gives_the_exponent(name):
    share, exponent, multiplicity = EXACT[name]
    fine = np.geomspace(1e-20, 1e-1, 20_000)
    edges = np.exp(np.interp(-np.arange(4, 20) * np.log(2), np.log(share(fine)), np.log(fine)))
    found = volume.summary(lambda p: volume.fit_levels(edges, 12_000, p))
    assert found["multiplicity"] == multiplicity
    assert found["exponent"] == pytest.approx(exponent, abs=0.01)
    assert found["residual"] < 0.3  # nothing is random here


def test_a_straight_line_reads_low_where_there_is_a_logarithm():
    edges, counts = counts_of(many_lines(2))
    straight, *_ = volume.fit_counts(edges, counts)
    assert straight < 0.45
    found = volume.summary(lambda p: volume.fit_counts(edges, counts, p))
    assert found["exponent"] == pytest.approx(0.5, abs=0.003)
    assert found["exponent_without_log"] == straight


@pytest.mark.parametrize("name", ["two lines", "three planes", "a line cut by the box"])
def test_where_another_power_fits_as_well_as_a_logarithm_the_estimate_is_disputed(name):
    share, *_ = EXACT[name]
    found = volume.summary(lambda p: volume.fit_counts(*counts_of(share), p))
    assert (found["disputed"], found["mixed"]) == (1, 0)
    assert found["residual"] < 1


@pytest.mark.parametrize("name", KNOWN)
def test_no_estimate_of_a_known_loss_is_wrong_unless_it_is_flagged(name):
    known = KNOWN[name]
    found = estimate(volume, known, seed=0, draws=300_000)
    assert found["mixed"] == 0 or not is_off(known, found)


SURE = ["x^4", "x^6", "x^2 y^4", "x^4 y^6", "x^6 y^6", "D4, three lines", "D5"]


@pytest.mark.parametrize("name", SURE)
def test_where_nothing_disputes_it_the_estimate_is_not_flagged(name):
    found = estimate(volume, KNOWN[name], 0)
    assert found["mixed"] == 1 and not is_off(KNOWN[name], found)


def test_a_second_power_is_not_taken_for_a_logarithm():
    known = KNOWN["x^2 y^4"]  # V = 2 eps^1/4 - eps^1/2
    found = estimate(volume, known, 0)
    assert found["log_gain"] > 1000  # against no second term at all
    assert found["exponent_with_log"] == pytest.approx(0.297, abs=0.005)
    assert (found["multiplicity"], found["mixed"]) == (1, 1)
    assert found["exponent"] == pytest.approx(1 / 4, abs=0.005)


def test_tolerances_that_reach_too_short_a_way_are_flagged():
    known = KNOWN["x^2 y^2 + z^2"]  # a logarithm that looks straight for five nats
    for seed in (3, 7):
        assert estimate(volume, known, seed)["disputed"] == 1


def test_a_boundary_earns_less_than_an_unknown_must():
    found = volume.summary(lambda p: volume.fit_counts(*counts_of(diagonal), p))
    assert 1 < found["log_gain"] < volume.PRICE
    assert found["multiplicity"] == 1


def test_a_multiplicity_that_is_asked_for_is_used():
    edges, counts = counts_of(many_lines(2))
    found = volume.summary(lambda p: volume.fit_counts(edges, counts, p), 1)
    assert (found["multiplicity"], found["exponent"]) == (1, found["exponent_without_log"])


def test_shells_lose_nothing_and_overlap_nowhere():
    values = np.random.default_rng(0).exponential(size=1000) * 1e-2
    edges, counts = volume.shells(values, 1e-2, 7)
    assert counts.sum() == np.count_nonzero(values < 1e-2)
    assert counts[-1] == np.count_nonzero(values < edges[-1])
    assert counts[2] == np.count_nonzero((values < edges[2]) & (values >= edges[3]))


def ball(d):
    unit = np.pi ** (d / 2) / np.prod(np.arange(d, 0, -2) / 2) / (np.sqrt(np.pi) if d % 2 else 1)
    return lambda eps: unit * eps ** (d / 2) / 2**d


SPLITS = {  # dimension, loss, exact volume
    "a bowl": (3, lambda w: (w**2).sum(axis=1), ball(3)),
    "a bowl in five dimensions": (5, lambda w: (w**2).sum(axis=1), ball(5)),
    "a flattened valley": (
        2,
        lambda w: w[:, 0] ** 2 + w[:, 1] ** 4,
        lambda eps: eps**0.75 * beta_function(0.25, 1.5) / 4,
    ),
    "two lines": (2, lambda w: (w[:, 0] * w[:, 1]) ** 2, many_lines(2)),
}


@pytest.mark.parametrize("name", SPLITS)
def test_splitting_reaches_the_exact_volume(name):
    dimension, loss, share = SPLITS[name]
    particles, halvings = 1_000, 24
    edges, points = volume.split(
        loss, dimension, np.random.default_rng(7), particles, halvings, moves=12
    )
    late = slice(6, None)  # from where the set no longer touches the box, or the formula is exact
    missed = np.log(share(edges[late])) + np.log(2) * np.arange(7, halvings + 1)
    assert np.abs(missed).max() < 5 * np.sqrt(halvings / particles)
    assert (loss(points) < edges[-1]).all()
    assert np.abs(points).max() <= 1


def tanh_network(units):
    """K of a network without biases at the function zero, inputs uniform on [-1, 1]."""
    nodes, weights = np.polynomial.legendre.leggauss(8)
    half = nodes > 0

    def loss(w):
        outputs = [(w[:, :units] * np.tanh(w[:, units:] * x)).sum(axis=1) ** 2 for x in nodes[half]]
        return 0.5 * weights[half] @ outputs

    return loss


@pytest.mark.parametrize(("units", "rough"), [(1, 0), (3, 1), (4, 1)])
def test_a_ladder_that_has_not_mixed_is_flagged(units, rough):
    edges, _ = volume.split(
        tanh_network(units), 2 * units, np.random.default_rng(0), 500, 40, moves=8
    )
    used = edges[edges < 1e-4]
    found = volume.summary(lambda p: volume.fit_levels(used, 500, p))
    assert (found["residual"] > volume.ROUGH) == rough
    assert found["mixed"] == 0  # 500 particles are too few for one unit too


def test_a_ladder_says_the_exponent_where_the_multiplicity_is_known():
    edges, _ = volume.split(lambda w: w[:, 0] ** 2, 1, np.random.default_rng(0), 4000, 40)
    unknown, known = (
        volume.summary(lambda p: volume.fit_levels(edges[4:], 4000, p), m) for m in (0, 1)
    )
    assert (unknown["multiplicity"], unknown["mixed"]) == (1, 0)  # a faint logarithm might be there
    assert (known["multiplicity"], known["mixed"]) == (1, 1)
    assert known["exponent"] == pytest.approx(0.5, abs=0.01)


SIZES = list(product(range(1, 6), range(1, 6), range(1, 5)))


def test_the_coefficient_is_the_same_with_inputs_and_outputs_exchanged():
    for m, n, h in SIZES:
        for r in range(min(m, n, h) + 1):
            there, back = (rank.learning_coefficient(*size, h, r) for size in ((m, n), (n, m)))
            assert there == back


def test_the_coefficient_at_full_rank_counts_the_directions_that_matter():
    for m, n, h in SIZES:
        if h <= min(m, n):
            assert rank.learning_coefficient(m, n, h, h) == (h * (m + n - h) / 2, 1)


def test_the_coefficient_rises_with_the_truth_and_stays_below_the_counts():
    for m, n, h in SIZES:
        kept = min(m, n, h)
        found = [rank.learning_coefficient(m, n, h, r)[0] for r in range(kept + 1)]
        assert found == sorted(found)
        assert found[-1] <= min(kept * (m + n - kept), h * (m + n)) / 2


def test_wide_products_are_regular_in_the_product():
    for m, n in product(range(1, 5), repeat=2):
        assert rank.learning_coefficient(m, n, m + n + 1, 0) == (m * n / 2, 1)


SMALL = {  # inputs, outputs, hidden, rank: lambda, m by hand
    (1, 1, 1, 0): (1 / 2, 2),  # (ab)^2
    (2, 1, 1, 0): (1 / 2, 1),  # b^2 (a^2 + a'^2)
    (2, 2, 1, 0): (1, 2),  # two planes that meet in a point
    (3, 3, 1, 0): (3 / 2, 2),
    (2, 2, 1, 1): (3 / 2, 1),  # matrices of rank one: three dimensions
    (3, 3, 2, 0): (5 / 2, 1),
    (3, 3, 2, 1): (7 / 2, 2),
    (4, 4, 3, 0): (5, 2),
    (4, 4, 3, 2): (7, 2),
    (4, 4, 3, 3): (15 / 2, 1),
    (5, 1, 2, 0): (1, 1),  # few outputs: the readout alone
}


@pytest.mark.parametrize("size", SMALL)
def test_coefficients_of_small_products(size):
    assert rank.learning_coefficient(*size) == SMALL[size]


@pytest.mark.parametrize("size", [(2, 1, 1), (2, 2, 1)])  # a logarithm in the second only
def test_the_volume_of_a_small_product_has_the_coefficient(size):
    m, n, h = size
    particles = 1_000

    def loss(w):
        a, b = w[:, : h * m].reshape(-1, h, m), w[:, h * m :].reshape(-1, n, h)
        return ((b @ a) ** 2).sum(axis=(1, 2))

    edges, _ = volume.split(loss, h * (m + n), np.random.default_rng(3), particles, 30, moves=10)
    used = edges[edges < 1e-3]
    exponent, multiplicity = rank.learning_coefficient(m, n, h, 0)
    found = volume.fit_levels(used, particles, multiplicity - 1)
    assert found[0] == pytest.approx(exponent, abs=0.1)
    assert found[2] < volume.ROUGH


def test_sufficient_statistics_have_the_right_means():
    rng = np.random.default_rng(0)
    truth = np.array([[1.0, 0.5], [0.0, -2.0], [0.3, 0.0]])
    samples, repeats = 40, 800
    grams, crosses = [], []
    for _ in range(repeats):
        noise = rng.standard_normal(truth.shape)
        strength, cross, rotated = rank.statistics(rng, samples, 2, 3, truth, noise)
        grams.append(strength.sum())
        crosses.append((cross * rotated).sum() / strength.sum() * 2)
    assert np.mean(grams) == pytest.approx(2 * samples, rel=0.02)
    assert np.mean(crosses) == pytest.approx((truth**2).sum(), rel=0.1)


def test_the_regular_model_has_the_evidence_known_in_closed_form():
    rng = np.random.default_rng(1)
    truth = rng.standard_normal((2, 3))
    strength, cross, rotated = rank.statistics(rng, 500, 3, 2, truth, rng.standard_normal((2, 3)))
    beta = np.geomspace(1e-7, 1, 200)
    many = [np.repeat(part[None], len(beta), axis=0) for part in (strength, cross, rotated)]
    found = rank.free_energy(beta, rank.full_energies(beta, *many))
    exact = 0.5 * (2 * np.log1p(strength).sum() - (cross**2 / (1 + strength)).sum())
    exact -= (0.5 * strength * rotated**2 - rotated * cross).sum()
    assert found == pytest.approx(exact, abs=1e-3)


@pytest.mark.parametrize("slope", [0.0, 0.7])
def test_gibbs_energies_agree_with_quadrature(slope):
    n, temperature = 30.0, 0.6
    strength, cross = np.array([n]), np.array([[n * slope + 2.0]])

    a, b = np.meshgrid(*[np.linspace(-6, 6, 1201)] * 2)
    energy = 0.5 * n * (a * b) ** 2 - a * b * cross[0, 0]
    weight = np.exp(-temperature * energy - 0.5 * (a * a + b * b))
    mean = (energy * weight).sum() / weight.sum()
    chains = 300
    found = rank.energies(
        np.random.default_rng(5),
        np.full(chains, temperature),
        np.repeat(strength[None], chains, axis=0),
        np.repeat(cross[None], chains, axis=0),
        np.full((chains, 1, 1), slope),
        hidden=1,
        sweeps=100,
    )
    exact = mean - (0.5 * n * slope**2 - slope * cross[0, 0])
    assert found.mean() == pytest.approx(exact, abs=5 * found.std() / np.sqrt(chains) + 1e-3)
    assert found.std() / np.sqrt(chains) < 0.02


def parameters(seed, inputs, hidden, outputs):
    rng = np.random.default_rng(seed)
    shapes = ((hidden, inputs), (hidden,), (outputs, hidden))
    return rng.standard_normal((300, inputs)), [rng.standard_normal(s) for s in shapes]


@pytest.mark.parametrize("activation", ["relu", "tanh", "linear"])
def test_the_jacobian_agrees_with_differences(activation):
    x, layers = parameters(0, 3, 4, 2)
    found = redundancy.jacobian(activation, x, *layers)
    column = 0
    for layer in layers:
        for index in np.ndindex(layer.shape):
            sides = []
            for step in (1e-6, -1e-6):
                moved = [part.copy() for part in layers]
                next(m for m, part in zip(moved, layers, strict=True) if part is layer)[index] += (
                    step
                )
                sides.append(redundancy.network(activation, x, *moved))
            slope = (sides[0] - sides[1]).reshape(-1) / 2e-6
            # an input at a kink of ReLU is the only exception
            assert np.median(np.abs(slope - found[:, column])) < 1e-7
            column += 1
    assert column == found.shape[1]


@pytest.mark.parametrize(("inputs", "hidden", "outputs"), [(2, 3, 1), (4, 6, 3), (5, 2, 2)])
def test_null_directions_by_counting(inputs, hidden, outputs):
    x, (into, bias, out) = parameters(1, inputs, hidden, outputs)
    bias = 0.1 * bias

    def null(activation, *layers):
        return redundancy.nullity(redundancy.spectrum(redundancy.jacobian(activation, x, *layers)))

    assert null("tanh", into, bias, out) == 0
    assert null("relu", into, bias, out) == hidden
    # a linear network is a matrix of bounded rank, outputs x (inputs + 1)
    kept = min(hidden, inputs + 1, outputs)
    size = hidden * (inputs + 1 + outputs)
    assert null("linear", into, bias, out) == size - kept * (inputs + 1 + outputs - kept)
    silent = out.copy()
    silent[:, 0] = 0
    assert null("tanh", into, bias, silent) == inputs + 1


def test_fewer_inputs_than_parameters_leave_the_rest_free():
    x, layers = parameters(2, 3, 4, 1)
    values = redundancy.spectrum(redundancy.jacobian("tanh", x[:5], *layers))
    assert len(values) == 4 * 3 + 4 + 4
    assert redundancy.nullity(values) == len(values) - 5


DEAD = (1127, 1139, 1197)  # seeds with which no unit is on at any of the inputs on one side


@pytest.mark.parametrize("seed", [*DEAD, 0, 1])
def test_a_network_whose_units_are_all_dead_has_numbers_too(seed):
    measure = script("singular-models", "noninjective-is-data-free-singularity")["measure"]
    found = measure(seed, law="one_side")
    curves = found.pop("curves")["spectrum"]["y"]
    assert np.isfinite([*found.values(), *curves]).all()
    dead = seed in DEAD
    assert (found["alive"] == 0, found["least"] == 0, found["nullity"] == 24) == (dead, dead, dead)
