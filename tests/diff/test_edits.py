"""What was edited, what rests on it, and what was measured otherwise."""

import math

import pytest

from kb.diff.difference import difference
from kb.diff.measurements import distance
from tests.diff.test_conclusions import ATTACK, FADING, with_fading
from tests.helpers.solar_base import files, know


def edits(old: dict[str, bytes], new: dict[str, bytes]) -> list[tuple[str, str, str, str, str]]:
    found = difference(know(old), know(new)).edits
    return [(each.how, each.what, each.where, each.before, each.after) for each in found]


def test_a_text_that_changed_is_told_with_both_states():
    new = files()
    new[FADING] = new[FADING].replace(b"every year", b"with age")
    assert edits(files(), new) == [
        ("changed", "statement", "panels-fade-slowly",
         "Output falls a little every year.", "Output falls a little with age."),
    ]  # fmt: skip


def test_a_verb_that_changed_is_one_link_and_its_reason_is_compared():
    link = "panels-fade-slowly/supports/panels-last"
    new = with_fading(ATTACK.replace("attacks", "supports").replace("does not last", "may last"))
    assert edits(with_fading(ATTACK), new) == [
        ("changed", "verb of a link", link, "attacks", "supports"),
        ("changed", "because of a link", link, "What fades does not last.", "What fades may last."),
    ]
    assert edits(files(), with_fading(ATTACK)) == [
        ("added", "link", link.replace("supports", "attacks"), "", "What fades does not last."),
    ]


def test_a_claim_that_is_gone_is_told_once():
    new = files()
    del new[FADING]
    assert edits(files(), new) == [("removed", "claim", "panels-fade-slowly", "", "")]
    assert edits(new, files()) == [("added", "claim", "panels-fade-slowly", "", "")]


def test_a_setting_that_changed_is_found_in_its_demonstration():
    (found,) = edits(files(), files("demonstrations: {life: {seeds: 7}}"))
    assert found == ("changed", "seeds of a demonstration", "panels-last/life", "5", "7")


@pytest.mark.parametrize(
    ("more", "suspects"),
    [
        (ATTACK, [("link", "panels-fade-slowly/attacks/panels-last", "panels-last")]),
        (
            "predictions: {soon: {of: panels-last/life, expect: {gone: half_life < 5},"
            " because: Wear.}}\n",
            [("prediction", "panels-fade-slowly/soon", "panels-last")],
        ),
        ("", []),
    ],
)
def test_what_rests_on_a_claim_with_new_words_is_to_be_read_again(more, suspects):
    new = with_fading(more, "statement: A panel keeps half its output for a year.")
    found = difference(know(with_fading(more)), know(new)).suspects
    assert [(each.what, each.where, each.claim) for each in found] == suspects


def test_words_that_say_nothing_else_leave_the_rest_alone():
    new = with_fading(ATTACK, "tags: [roof]")
    assert difference(know(with_fading(ATTACK)), know(new)).suspects == ()


def test_a_measurement_that_moved_is_told_by_its_standard_errors():
    changes = "demonstrations: {life: {runs: {main: {years: 21}}}}"
    found = difference(know(files()), know(files(changes))).moved
    assert [(each.run, each.measure) for each in found] == [("main", "half_life")]
    assert found[0].before == pytest.approx(20.04) and found[0].after == pytest.approx(21.042)
    assert found[0].errors == pytest.approx(1.002 / math.sqrt((0.0316228**2 + 0.0332039**2) / 5))


def test_the_distance_of_means_is_welchs():
    assert distance([1.0, 3.0], [5.0, 7.0]) == pytest.approx(4 / math.sqrt(1 + 1))
    assert distance([2.0], [2.0]) == 0
    assert distance([2.0], [3.0]) == math.inf
