"""Predictions that had no room to come true, or to come false."""

import pytest

from tests.helpers.solar_base import files, findings

WORN = {"years": 18, "breaks": ["lasts"], "loss": 0, "because": "No wear."}


def found(expect: str, span: object = (0, 25), **control: object) -> list[str]:
    """What is said of a prediction of the half-life, which is about 20 years, and of its control."""
    life = {
        "measures": {"half_life": {"is": "years", "in": list(span)}},
        "runs": {"wearless": {**WORN, **control}},
    }
    prediction = {"ours": {"of": "panels-last/life", "expect": {"rise": expect}}}
    given = files({"demonstrations": {"life": life}, "predictions": prediction})
    return [f.message for f in findings(given) if f.check in ("out-of-reach", "out-of-range")]


@pytest.mark.parametrize(
    "expect",
    ["half_life > 24", "mean(half_life) < 1", "half_life - wearless.half_life >= 24.9",
     "half_life > 30 or half_life < 2", "half_life * wearless.half_life > 900"],
)  # fmt: skip
def test_what_has_room_both_ways_or_cannot_be_decided_passes(expect):
    assert found(expect) == []


def test_what_lies_beyond_the_range_cannot_come_true_or_not_false():
    assert found("half_life > 26") == ["'rise' cannot come true: half_life lies between 0 and 25"]
    assert found("median(half_life) < 26") == [
        "'rise' cannot come false: half_life lies between 0 and 25"
    ]
    assert found("half_life > 30 and half_life > 1") == [
        "'rise' cannot come true: half_life lies between 0 and 25"
    ]


def test_a_rise_from_where_a_control_stands_has_the_room_that_is_left():
    (said,) = found("half_life - wearless.half_life >= 8", loss=0.02)
    assert said.startswith("'rise' cannot come true: half_life lies between 0 and 25 and wearless.")
    assert found("half_life - wearless.half_life >= 8", loss=0.01) == []


@pytest.mark.parametrize("word", ["mean", "median", "min", "max"])
def test_a_word_over_seeds_has_the_room_of_what_is_in_it(word):
    (said,) = found(f"{word}(half_life - wearless.half_life) >= 8", loss=0.02)
    assert said.startswith("'rise' cannot come true: ")


@pytest.mark.parametrize(
    ("expect", "way"),
    [
        ("abs(half_life - wearless.half_life) >= 19", "true"),
        ("mean(abs(wearless.half_life - half_life)) < 19", "false"),
        ("abs(half_life + 1) >= 1", "false"),
        ("mean(2 * half_life + 1) < 1", "true"),
    ],
)
def test_a_distance_has_the_room_of_what_is_in_it(expect, way):
    (said,) = found(expect, loss=0.02)
    assert said.startswith(f"'rise' cannot come {way}: ")


@pytest.mark.parametrize(
    "expect",
    ["mean(half_life - wearless.half_life) >= 6", "abs(half_life - wearless.half_life) >= 17",
     "abs(half_life - 20) > 5", "mean(half_life * half_life) > 700"],
)  # fmt: skip
def test_a_word_with_room_passes(expect):
    assert found(expect, loss=0.02) == []


@pytest.mark.parametrize(
    "expect",
    ["wearless.half_life < 19", "wearless.half_life > 19", "0 < wearless.half_life < half_life",
     "half_life > 1 and wearless.half_life > 19", "mean(wearless.half_life) / 2 < 10"],
)  # fmt: skip
def test_what_is_said_of_controls_alone_is_not_settled_by_having_measured_them(expect):
    assert found(expect, loss=0.02) == []
    assert found("wearless.half_life > 26", loss=0.02) == [
        "'rise' cannot come true: wearless.half_life lies between 0 and 25"
    ]


def test_without_a_range_nothing_is_out_of_reach():
    assert found("half_life > 26", span=(0, 1000)) == []


def test_what_no_measurement_could_make_false_is_said_once():
    assert found("abs(half_life) >= 0") == []


@pytest.mark.parametrize("span", [(0,), (0, 1, 2), (3, 3), (9, 2)])
def test_what_is_no_range_is_said_to_be_none(span):
    assert found("half_life > 1", span) == ["the range of 'half_life' is none"]
