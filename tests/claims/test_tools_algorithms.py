"""The tools behind the claims on algorithms, against automatic differentiation and plain algebra."""

from functools import partial

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from tests.helpers.topic_scripts import helper, script

TOPIC = "algorithms-in-weights"
tool, load = partial(helper, TOPIC), partial(script, TOPIC)


def relu(values):
    return anp.maximum(values, 0)


def relay_loss(parameters, shapes, pairs, questions, wanted):
    """The loss of the network in two stages, written again for autograd, from one vector."""
    parts, start = [], 0
    for shape in shapes:
        size = int(np.prod(shape))
        parts.append(anp.reshape(parameters[start : start + size], shape))
        start += size
    code = relu(anp.dot(relu(anp.dot(pairs, parts[0]) + parts[1]), parts[2]) + parts[3])
    taken = anp.concatenate([code, questions], axis=1)
    scores = anp.dot(relu(anp.dot(taken, parts[4]) + parts[5]), parts[6]) + parts[7]
    return anp.sum(anp.mean(anp.log(1 + anp.exp(-wanted * scores)), axis=0))


def test_the_gradient_of_the_two_stages_is_that_of_autograd():
    relay, rng = tool("relay"), np.random.default_rng(1)
    net = relay.fresh(rng, 4, 3, 5, 6, 2)
    parts = [part for stage in net for part in stage]
    for stage in net:
        stage[1][:] = 0.1 * rng.standard_normal(len(stage[1]))
    pairs, questions = rng.standard_normal((9, 4)), rng.standard_normal((9, 3))
    wanted = rng.choice([-1.0, 1.0], (9, 2))
    found = relay.slopes(net, pairs, questions, wanted)
    flat = np.concatenate([part.ravel() for part in parts])
    shapes = [part.shape for part in parts]
    right = grad(relay_loss)(flat, shapes, pairs, questions, wanted)
    assert np.concatenate([part.ravel() for stage in found for part in stage]) == pytest.approx(
        right
    )


@pytest.mark.parametrize("smeared", [True, False])
@pytest.mark.parametrize("direct", [True, False])
def test_the_gradient_of_the_head_is_that_of_small_steps(smeared, direct):
    named, rng = load("induction-heads-are-algorithmic"), np.random.default_rng(2)
    head = named["Head"](5, smeared, direct)
    head.flat += 0.5 * rng.standard_normal(len(head.flat))
    rows = named["sequences"](rng, 5, 4, 6, np.ones((5, 5), bool))

    def loss():
        scores = head.scores(rows)[0]
        chances = np.exp(scores) / np.exp(scores).sum(axis=2, keepdims=True)
        return -np.log(np.take_along_axis(chances, rows[:, 1:, None], 2)).mean()

    found = head.slope(rows)
    for at in range(0, len(head.flat), 3):
        ends = []
        for step in (1e-5, -2e-5):
            head.flat[at] += step
            ends.append(loss())
        head.flat[at] += 1e-5
        slope = (ends[0] - ends[1]) / 2e-5
        on_the_table = at >= 3 * head.size**2
        assert direct or not on_the_table or slope == 0
        if direct or not on_the_table:
            assert found[at] == pytest.approx(slope, abs=1e-7)


def test_sequences_hold_different_tokens_and_allowed_neighbours_only():
    named, rng = load("induction-heads-are-algorithmic"), np.random.default_rng(3)
    allowed = rng.random((12, 12)) > 0.3
    rows = named["sequences"](rng, 12, 6, 200, allowed)
    assert all(len(set(row)) == 6 for row in rows.tolist())
    assert allowed[rows, np.roll(rows, -1, axis=1)].all()
    with pytest.raises(ValueError, match="hardly any"):
        named["sequences"](rng, 4, 6, 2, np.ones((4, 4), bool))


@pytest.mark.parametrize("p", [7, 8])
def test_a_frequency_kept_and_the_rest_make_up_the_weights(p):
    modular, rng = tool("modular"), np.random.default_rng(4)
    first = rng.standard_normal((2 * p, 3))
    strongest = np.array([1, 2, 3])
    kept, dropped = (modular.filtered(first, strongest, keep) for keep in (True, False))
    assert kept + dropped == pytest.approx(first)
    power = sum(modular.spectra(kept))
    assert power.argmax(axis=0).tolist() == [0, 1, 2]
    assert (power > 1e-9).sum(axis=0).tolist() == [1, 1, 1]


def test_a_sum_of_waves_made_by_hand_adds_and_is_read_as_such():
    modular = tool("modular")
    p, left, right = 11, *modular.pairs_of(11)
    turns, phases = 2 * np.pi * np.arange(p) / p, 2 * np.pi * np.arange(4) / 4
    waves = [(k, one, other) for k in range(1, 6) for one in phases for other in phases]
    halves = [np.array([np.cos(wave[0] * turns + wave[half]) for wave in waves]) for half in (1, 2)]
    second = np.array([np.cos(k * turns + one + other) for k, one, other in waves])
    features = modular.code(np.concatenate(halves, axis=1).T, left, right)
    assert ((features @ second).argmax(axis=1) == (left + right) % p).mean() == 1
    target = np.cos(2 * np.pi * ((left + right) % p) / p)[:, None]
    fitted = np.random.default_rng(0).random(p * p) < 0.8
    assert modular.explained(features, target, fitted) > 0.99
    assert modular.explained(np.eye(p * p), target, fitted) < 0.01
    assert modular.reach(np.eye(p * p), np.ones((p * p, p))) == pytest.approx(1 / p**2)
