"""The tools of the claims on gradients as dynamics: against loops, exact values and differences."""

import numpy as np
import pytest

from tests.helpers.topic_scripts import helper, script

PLACES = ["post", "pre", "none"]


@pytest.fixture(scope="module")
def blocks():
    return helper("dynamics-of-gradients", "blocks")


def some_net(blocks, seed=0):
    sizes = blocks.Sizes(depth=2, size=8, hidden=12, vocabulary=5, length=6)
    rng = np.random.default_rng(seed)
    flat = blocks.fresh(rng, sizes)
    flat += 0.1 * rng.standard_normal(flat.size)
    return flat, sizes, rng.integers(5, size=(3, 7))


def test_attention_is_that_of_loops(blocks):
    rng = np.random.default_rng(1)
    x, qkv, out = (rng.standard_normal(shape) for shape in ((1, 4, 6), (6, 18), (6, 6)))
    query, key, value = (part.reshape(4, 2, 3) for part in np.split(x[0] @ qkv, 3, axis=1))
    for place in range(4):
        mixed = []
        for head in range(2):
            pull = np.exp([query[place, head] @ key[j, head] / 3**0.5 for j in range(place + 1)])
            mixed.append(pull / pull.sum() @ value[: place + 1, head])
        found = blocks.attention(x, qkv, out, 2, causal=True)[0][0, place]
        assert found == pytest.approx(np.concatenate(mixed) @ out)


@pytest.mark.parametrize("place", PLACES)
def test_slopes_by_arrays_are_those_of_central_differences(blocks, place):
    flat, sizes, tokens = some_net(blocks)
    toward = np.random.default_rng(2).standard_normal(flat.size)
    _, _, found = blocks.loss_slopes(blocks.views(flat, sizes), tokens, place, heads=2)
    either = [
        blocks.loss_slopes(blocks.views(flat + step * toward, sizes), tokens, place, heads=2)[0]
        for step in (1e-6, -1e-6)
    ]
    along = np.concatenate([part.ravel() for part in found]) @ toward
    assert along == pytest.approx((either[0] - either[1]) / 2e-6, rel=1e-5)


@pytest.mark.parametrize("place", PLACES)
def test_slopes_by_the_stream_are_the_transposed_jacobian(blocks, place):
    flat, sizes, tokens = some_net(blocks)
    net = blocks.views(flat, sizes)
    start = blocks.embedded(net, tokens[:, :-1])
    rng = np.random.default_rng(3)
    toward, kick = rng.standard_normal((2, *start.shape))
    stream, _, kept = blocks.run(net, start, place, heads=2)
    back, _ = blocks.run_back(toward, place, kept)
    moved = [blocks.run(net, start + step * kick, place, heads=2)[0][-1] for step in (1e-6, -1e-6)]
    assert (back[0] * kick).sum() == pytest.approx(
        (toward * (moved[0] - moved[1])).sum() / 2e-6, rel=1e-5
    )
    assert len(stream) == len(back) == 3


def test_a_norm_sets_the_size_whatever_comes_in(blocks):
    x = 7 * np.random.default_rng(4).standard_normal((5, 16)) + 3
    after, _ = blocks.normalised(x, np.ones(16), np.zeros(16), 0.0)
    assert np.linalg.norm(after, axis=1) == pytest.approx(4.0)


def test_expected_growth_of_narrow_layers_is_that_of_draws():
    names = script("dynamics-of-gradients", "vanishing-is-general-dynamics")
    rng = np.random.default_rng(5)
    for activation, shape in (("linear", lambda x: x), ("relu", lambda x: np.maximum(x, 0))):
        after = shape(1.3 * rng.standard_normal((200_000, 6)) / 6**0.5)
        sizes = np.linalg.norm(after, axis=1)
        exact, wide = names["expected"](activation, 6, 1.3)
        assert exact == pytest.approx(np.log(sizes[sizes > 0]).mean(), abs=0.005)
        assert exact < wide


def test_jacobian_of_a_residual_block_is_that_of_differences():
    names = script("dynamics-of-gradients", "lyapunov-is-the-right-reading")
    x = np.random.default_rng(6).standard_normal(7)
    toward = np.random.default_rng(7).standard_normal(7)
    for place in PLACES:
        for activation in ("relu", "tanh"):
            after, jacobian = names["block"](
                np.random.default_rng(8), x, place, activation, 1.0, 0.5
            )
            moved = [
                names["block"](
                    np.random.default_rng(8), x + step * toward, place, activation, 1.0, 0.5
                )[0]
                for step in (1e-6, -1e-6)
            ]
            assert jacobian @ toward == pytest.approx((moved[0] - moved[1]) / 2e-6, abs=1e-6)
            assert after.shape == (7,)


@pytest.fixture(scope="module")
def rules():
    return script("generalisation-failures", "simplicity-must-outweigh-counting")


def test_leaves_of_known_rules(rules):
    sizes, bits = rules["leaves"](4), rules["inputs"]()
    places = 1 << np.arange(16)
    known = {
        1: np.zeros(16, int),
        2: bits[:, 2],
        3: bits[:, 0] & bits[:, 3],
        4: bits[:, 1] ^ bits[:, 2],
        16: bits.sum(1) % 2,
    }
    assert {size: int(sizes[rule @ places]) for size, rule in known.items()} == {
        size: size for size in known
    }
    assert sizes.max() == 16
    assert np.sum(sizes == 16) == 2


def test_the_matching_strength_has_the_mean(rules):
    counts = np.bincount(rules["leaves"](4), minlength=17)
    mass = counts * rules["weights_of"](1.5)
    assert rules["matching"](counts, mass @ np.arange(17) / mass.sum()) == pytest.approx(1.5)


@pytest.mark.parametrize(("seen", "tilt"), [(5, 1.0), (6, 1.0), (5, 3.0)])
def test_the_fourth_error_is_the_one_by_hand(seen, tilt):
    measure = script("generalisation-failures", "selection-is-a-fourth-error")["measure"]
    factor = (tilt**2 - 1) / (tilt**2 + 1)  # of each unseen place that holds -1
    mean, square = ((1 + factor**power) / 2 for power in (1, 2))
    free = 8 - seen
    assert measure(0, seen=seen, tilt=tilt)["selection"] == pytest.approx(
        1 - 2 * mean**free + square**free
    )
