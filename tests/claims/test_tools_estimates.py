"""Estimates under a pull, the variance term, evidence of a product, left-out rows: held against other ways."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.integrate import dblquad, quad

from tests.helpers.topic_scripts import script

pull_script, terms_script, layer_script = (
    script("singular-models", name)
    for name in (
        "local-estimate-hangs-on-its-pull",
        "variance-term-nears-by-a-logarithm",
        "wider-layer-leaves-a-logarithm",
    )
)
probe = script("probing", "leaving-one-out-reads-noise-low")


@pytest.mark.parametrize("pull", [1.0, 100.0])
def test_an_estimate_is_the_mean_of_the_loss_under_the_pull(pull):
    strength = 1000 / np.log(1000)
    found = pull_script["measure"](0, pull=pull)

    def mean(shape):
        def at(x):
            return np.exp(-shape(x) - pull * x * x / 2)

        return quad(lambda x: shape(x) * at(x), 0, 9)[0] / quad(at, 0, 9)[0]

    assert_allclose(found["quartic"], mean(lambda x: strength * x**4), rtol=1e-6)
    assert_allclose(found["shallow"], mean(lambda x: strength * x**2 / 100), rtol=1e-6)


def test_the_crossing_is_a_double_integral():
    strength, pull = 1000 / np.log(1000), 100.0

    def weight(x, y):
        return np.exp(-strength * (x * y) ** 2 - pull * (x * x + y * y) / 2)

    top = dblquad(lambda x, y: strength * (x * y) ** 2 * weight(x, y), 0, 1.2, 0, 1.2)[0]
    bottom = dblquad(weight, 0, 1.2, 0, 1.2)[0]
    assert_allclose(pull_script["measure"](0)["crossing"], top / bottom, rtol=1e-5)


@pytest.mark.parametrize(("depth", "power"), [(2, 1.0), (1, 2.0)])
def test_the_variance_term_is_that_of_drawn_data(depth, power):
    rng = np.random.default_rng(0)
    n, sets = 50, 1500
    product = np.exp(-rng.gamma(depth, size=8_000) * power)
    g = product * rng.choice([-1.0, 1.0], size=len(product))
    data = rng.standard_normal((sets, n))
    fit = data.sum(axis=1)[:, None] * g - n * g**2 / 2
    share = np.exp(fit - fit.max(axis=1, keepdims=True))
    share /= share.sum(axis=1, keepdims=True)
    one, two, three, four = (share @ g**order for order in (1, 2, 3, 4))
    each = (
        data**2 * (two - one**2)[:, None]
        - data * (three - one * two)[:, None]
        + (four - two**2)[:, None] / 4
    )
    drawn = each.sum(axis=1)
    found = terms_script["terms"](depth, power, n, 1.0)[0]
    assert found == pytest.approx(drawn.mean(), abs=4 * drawn.std() / np.sqrt(sets) + 0.02)


@pytest.mark.parametrize(("hidden", "inputs"), [(2, 2), (3, 2), (4, 3)])
def test_the_evidence_is_that_of_drawn_factors(hidden, inputs):
    rng = np.random.default_rng(1)
    b = rng.standard_normal((200_000, 2, hidden))
    gram = b @ b.swapaxes(1, 2)
    for n in (3.0, 30.0):
        drawn = np.linalg.det(np.eye(2) + n * gram) ** (-inputs / 2)
        (found,) = layer_script["evidence"]([n], hidden, inputs, 200)
        assert found == pytest.approx(drawn.mean(), abs=4 * drawn.std() / np.sqrt(len(b)))


@pytest.mark.parametrize("left", ["one", "pair"])
def test_left_out_rows_are_predicted_by_a_fit_without_them(left):
    rng = np.random.default_rng(2)
    rows, half = 8, 4
    labels = np.repeat([1.0, -1.0], half)
    columns = np.column_stack([np.ones(rows), rng.standard_normal((rows, 2))])
    hat = columns @ np.linalg.pinv(columns)
    ones, others = probe["left_out"](hat[None], labels, left)

    def without(row, gone):
        kept = [each for each in range(rows) if each not in gone]
        return columns[row] @ np.linalg.lstsq(columns[kept], labels[kept], rcond=None)[0]

    ones, others = (np.broadcast_to(each, (1, half, half))[0] for each in (ones, others))
    for first in range(half):
        for second in range(half):
            gone = [first, half + second]
            apart = [[gone[0]], [gone[1]]] if left == "one" else [gone, gone]
            assert ones[first, second] == pytest.approx(without(gone[0], apart[0]))
            assert others[first, second] == pytest.approx(without(gone[1], apart[1]))
