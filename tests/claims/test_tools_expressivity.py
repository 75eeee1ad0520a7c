"""The tools behind the claims on what networks express, against slow ways and known values."""

from functools import partial
from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from tests.helpers.topic_scripts import script


@pytest.fixture
def load():
    return partial(script, "expressivity")


def possible(weights, shifts, states):
    """Whether some input has exactly these units on, by a linear program."""
    sign = np.where(states, 1.0, -1.0)
    found = linprog(
        np.zeros(weights.shape[1]),
        A_ub=-sign[:, None] * weights,
        b_ub=sign * shifts - 1e-7,
        bounds=[(None, None)] * weights.shape[1],
    )
    return found.status == 0


@pytest.mark.parametrize("sizes", [(1, 1), (4, 1), (5, 2), (6, 3), (3, 5)])
def test_patterns_are_those_that_a_linear_program_finds(load, sizes):
    rng = np.random.default_rng(sizes[0])
    weights, shifts = rng.standard_normal(sizes), rng.standard_normal(sizes[0])
    every = product([False, True], repeat=sizes[0])
    slow = {states for states in every if possible(weights, shifts, np.array(states))}
    assert load("activation-patterns")["patterns"](weights, shifts) == slow
    assert len(slow) == load("activation-patterns")["count"](*sizes)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("middle", ["none", "linear", "block"])
@pytest.mark.parametrize("tied", [True, False])
def test_slopes_of_tied_models_are_those_of_differences(load, tied, middle, bias):
    tools = load("tying")
    rng = np.random.default_rng(5)
    model = tools["Model"](5, 3, tied, middle, 4, bias)
    flat = model.start(rng, 1.0)
    flat += 0.1 * rng.standard_normal(len(flat))
    counts = rng.random((5, 5))
    loss, gradient = tools["slopes"](flat, model, counts)
    chances = np.exp(tools["log_chances"](flat, model))
    assert loss == pytest.approx(-(counts * np.log(chances)).sum() / counts.sum())
    assert chances.sum(axis=1) == pytest.approx(np.ones(5))
    for index, step in enumerate(1e-6 * np.eye(len(flat))):
        losses = [tools["slopes"](flat + sign * step, model, counts)[0] for sign in (1, -1)]
        assert gradient[index] == pytest.approx((losses[0] - losses[1]) / 2e-6, abs=1e-8)


def test_a_bare_tied_chain_is_the_same_both_ways(load):
    tools = load("tying")
    model = tools["Model"](6, 4, True)
    flat = model.start(np.random.default_rng(1), 1.0)
    flat[-6:] = np.linspace(-1, 1, 6)
    chain = np.exp(tools["log_chances"](flat, model))
    flow = load("tied-embeddings")["stationary"](chain)[:, None] * chain
    assert flow == pytest.approx(flow.T)
    own = np.diag(chain)
    assert (np.outer(own, own) - chain * chain.T >= -1e-12).all()


def test_siblings_share_a_first_word_and_have_no_order(load):
    words = load("words")
    rng = np.random.default_rng(0)
    found = np.stack([np.repeat([0, 1], [400, 600]), rng.integers(2, 5, 1000)], axis=1)
    found[400:, 1] += 3
    couples = np.vstack([words["siblings"](rng, found) for _ in range(200)])
    assert ((couples[:, 0] < 5) == (couples[:, 1] < 5)).all()
    table = words["table"](couples, 8)
    assert np.abs(table - table.T).max() < 0.03 * table.sum() / 8
    assert sorted(couples[:1000, 0]) == sorted(found[:, 1])


def test_pairs_are_neighbours_inside_a_paragraph(load):
    words = load("words")
    pairs, block = words["pairs"](10)
    assert pairs.max() == 9
    assert (np.diff(block) >= 0).all()
    frequent = sum(word == "the" for text in words["paragraphs"]() for word in text)
    assert (pairs[:, 0] == 0).sum() < frequent


def test_the_jacobian_of_a_class_is_that_of_differences(load):
    tools = load("affine-pieces")
    rng = np.random.default_rng(4)
    net = tools["network"](rng, 3, 7, 2, 2, 0.3)
    point = rng.standard_normal((1, 3))
    slope = tools["jacobian"](net, tools["values"](net, "relu", point)[1][0])
    for index, step in enumerate(1e-6 * np.eye(3)):
        ends = [tools["values"](net, "relu", point + sign * step)[0] for sign in (1, -1)]
        assert slope[index] == pytest.approx((ends[0] - ends[1])[0] / 2e-6, abs=1e-7)


def test_a_linear_map_undoes_sharing_where_softmax_forgets_the_missing_dimension(load):
    measure = load("tied-embeddings")["measure"]
    enough = measure(1, models="linear", tokens=5, rank=4, size=4, starts=10)
    short = measure(1, models="linear", tokens=5, rank=3, size=3, starts=10)
    assert enough["tied_linear"] < 1e-6
    assert short["tied_linear"] > 1e-4
    assert max(enough["untied"], short["untied"]) < 1e-9
