"""The parity tools of the claims on generalisation: against loops, exact values and differences."""

import numpy as np
import pytest

from tests.helpers.topic_scripts import helper, script


@pytest.fixture(scope="module")
def parity():
    return helper("generalisation-failures", "parity")


@pytest.fixture(scope="module")
def measure():
    return script("generalisation-failures", "recursion-failure-is-approximation")["measure"]


def some_net(parity, size, width, seed=0):
    rng = np.random.default_rng(seed)
    return [0.5 * rng.standard_normal(shape) for shape in parity.shapes(size, width)]


def test_every_string_once_with_its_parity(parity):
    inputs, labels, lengths = parity.strings(5, 7)
    assert inputs.shape == (62, 7, 3)
    assert list(np.bincount(lengths)) == [0, 2, 4, 8, 16, 32]
    assert [int(np.argmax(lengths == n)) for n in range(1, 6)] == [2**n - 2 for n in range(1, 6)]
    words = ["".join("01 "[place.argmax()] for place in row) for row in inputs]
    assert len(set(words)) == 62
    assert all(
        len(w.rstrip()) == n and " " not in w[:n] for w, n in zip(words, lengths, strict=True)
    )
    assert all((-1) ** w.count("1") == label for w, label in zip(words, labels, strict=True))


def test_scores_are_those_of_attention_written_as_loops(parity):
    net = some_net(parity, 4, 5)
    embedding, query, values, first, shift, second, offset, out, level = net
    inputs, _, _ = parity.strings(3, 4)
    place = parity.positions(4, 4)
    for row, score in zip(inputs, parity.scores(net, inputs)[0], strict=True):
        tokens = [embedding[each.argmax()] + place[i] for i, each in enumerate(row)]
        pull = np.exp([token @ query for token in tokens])
        mean = sum(p * (token @ values) for p, token in zip(pull / pull.sum(), tokens, strict=True))
        low = np.maximum(mean @ first + shift, 0)
        assert score == pytest.approx(np.maximum(low @ second + offset, 0) @ out + level[0])


def test_slopes_are_those_of_central_differences(parity):
    net = some_net(parity, 4, 5)
    inputs, labels, _ = parity.strings(3, 4)
    for part, slope in zip(net, parity.slopes(net, inputs, labels)[1], strict=True):
        assert part.shape == slope.shape
        for at in np.ndindex(part.shape):
            kept, either = part[at], []
            for moved in (kept + 1e-5, kept - 1e-5):
                part[at] = moved
                either.append(np.logaddexp(0, -labels * parity.scores(net, inputs)[0]).mean())
            part[at] = kept
            assert slope[at] == pytest.approx((either[0] - either[1]) / 2e-5, abs=1e-7)


@pytest.mark.parametrize(
    ("slots", "size", "width"), [(4, 2, 4), (7, 6, 40), (12, 24, 96), (13, 8, 13)]
)
def test_the_written_member_computes_parity_at_every_length(parity, slots, size, width):
    inputs, labels, _ = parity.strings(slots, slots)
    score = parity.scores(parity.written(slots, size, width), inputs)[0]
    assert score == pytest.approx(labels, abs=1e-3)


def test_a_head_too_narrow_is_right_up_to_its_width_and_no_further(parity):
    inputs, labels, _ = parity.strings(8, 8)
    right = parity.scores(parity.written(8, 4, 3), inputs)[0] * labels > 0
    ones = inputs[:, :, 1].sum(axis=1)
    assert [bool(right[ones == n].all()) for n in range(9)] == [True, True, True, True] + [
        (-1) ** n == -1 for n in range(4, 9)
    ]


def test_training_learns_the_short_strings_and_no_training_none(measure):
    small = {"longest": 3, "slots": 5, "size": 8, "width": 32}
    assert measure(0, **small)["seen_error"] == 0
    assert measure(0, **small, steps=0)["seen_error"] > 0.2


def test_training_hangs_on_the_seed_alone(measure):
    small = {"longest": 3, "slots": 6, "size": 8, "width": 16, "steps": 50}
    one, again, other = (measure(seed, **small)["curves"]["error"]["y"] for seed in (3, 3, 4))
    assert (one == again).all() and (one != other).any()


def test_a_recurrence_fitted_to_short_strings_is_right_on_long_ones(measure):
    found = measure(0, model="recurrence", longest=3, slots=11)
    assert found["seen_error"] == found["error_at_end"] == 0


def test_one_bit_does_not_settle_the_step_of_a_recurrence(measure):
    short = {"model": "recurrence", "longest": 1, "slots": 6}
    assert max(measure(seed, **short)["error_at_end"] for seed in range(3)) > 0.2
