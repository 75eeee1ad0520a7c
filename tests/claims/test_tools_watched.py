"""The tools behind the claims on monitors, against differences and counts by hand."""

import numpy as np
import pytest

from tests.helpers.topic_scripts import helper

TOPIC = "interpretability-as-safeguard"


@pytest.fixture
def watched():
    return helper(TOPIC, "watched")


def test_the_slope_is_that_of_loss_and_pressure(watched):
    rng = np.random.default_rng(0)
    inputs, answers, _ = watched.drawn(rng, 20, "needed")
    flat, monitor = watched.fresh(rng, 5), rng.standard_normal(6)

    def loss(flat):
        _, last, odds = watched.forward(flat, 5, inputs)
        seen = last @ monitor[:-1] + monitor[-1]
        return np.mean(np.logaddexp(0, odds) - answers * odds) + 0.7 / 2 * np.mean(seen**2)

    step = 1e-6 * np.eye(len(flat))
    wanted = [(loss(flat + each) - loss(flat - each)) / 2e-6 for each in step]
    found = watched.slope(flat, 5, inputs, answers, monitor, 0.7)
    assert found == pytest.approx(wanted, abs=1e-7)


def test_copies_are_worked_out_as_one_by_one(watched):
    rng = np.random.default_rng(1)
    inputs, answers, _ = watched.drawn(rng, 30, "unneeded")
    copies = np.stack([watched.fresh(rng, 4) for _ in range(3)])
    together = watched.slope(copies, 4, inputs, answers)
    assert together == pytest.approx(
        np.stack([watched.slope(each, 4, inputs, answers) for each in copies])
    )


def test_auc_counts_pairs(watched):
    rng = np.random.default_rng(2)
    scores, bits = rng.standard_normal(40), rng.integers(0, 2, 40)
    pairs = scores[bits == 1][:, None] > scores[bits == 0]
    assert watched.auc(scores, bits) == pytest.approx(pairs.mean())


def test_a_probe_has_no_slope_left(watched):
    rng = np.random.default_rng(3)
    features, bits = rng.standard_normal((200, 3)), rng.integers(0, 2, 200)
    probe = watched.fitted(features, bits)
    odds = 1 / (1 + np.exp(-(features @ probe[:-1] + probe[-1])))
    slope = features.T @ (odds - bits) / 200 + 1e-3 * probe[:-1]
    assert np.abs(np.append(slope, np.mean(odds - bits))).max() < 1e-8


@pytest.mark.parametrize("task", ["needed", "unneeded"])
def test_the_answer_needs_the_watched_bit_or_not(watched, task):
    inputs, answers, bit = watched.drawn(np.random.default_rng(4), 4000, task)
    other = inputs[:, 1] > 0  # right in all but two cases of a hundred
    told = np.mean(answers == (bit ^ other if task == "needed" else other))
    assert told > 0.96
    assert abs(np.mean(answers == bit) - 0.5) < 0.05
