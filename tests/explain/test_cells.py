"""The four cells of a claim, and the worst news in one word."""

import pytest

from kb.explain.cells import cells
from kb.explain.comparisons import Comparison
from kb.explain.worst import worst
from tests.helpers.solar_base import LIFE, files, know

FADING = "claims/energy/panels-fade-slowly.yaml"
RIVAL = "predictions: {{soon: {{of: panels-last/life, by: {by}, expect: {{gone: {than}}}}}}}\n"


def said(given: dict[str, bytes], claim: str = "panels-last") -> list[str]:
    knowledge = know(given)
    return [f"{word.shape} {word.value}" for word in cells(knowledge, knowledge.base.by_id[claim])]


def news(given: dict[str, bytes], claim: str = "panels-last") -> str:
    knowledge = know(given)
    word = worst(knowledge, knowledge.base.by_id[claim])
    return f"{word.shape} {word.value}"


def fading(more: str) -> dict[str, bytes]:
    given = files()
    given[FADING] += more.encode()
    return given


def test_each_cell_says_one_thing():
    assert said(files()) == [
        "● tested, came out", "○ none registered", "○ unchallenged", "✓ traced",
    ]  # fmt: skip
    assert news(files()) == "● tested, came out"


@pytest.mark.parametrize(
    ("bears", "cell"), [("illustrates", "◇ illustrated only"), ("scopes", "◇ bears on scope only")]
)
def test_what_does_not_bear_on_the_claim_is_grey(bears, cell):
    given = files({"demonstrations": {"life": {"bears": bears}}})
    assert said(given)[0] == cell and news(given) == "○ unchallenged"


def test_a_lost_prediction_is_the_news_with_its_number_and_who_made_it():
    given = fading(RIVAL.format(by="industry", than="half_life < 5"))
    assert said(given, "panels-fade-slowly")[1] == "✕ 1 lost"
    assert news(given, "panels-fade-slowly") == "✕ prediction lost"
    knowledge = know(given)
    word = cells(knowledge, knowledge.base.by_id["panels-fade-slowly"])[1]
    whole = "20 to 20.08 measured; less than 5 registered. The number is by the industry."
    assert word.meaning == whole


def test_a_prediction_that_came_out_is_one_and_a_test_that_is_cut_decides_nothing():
    more = RIVAL.format(by="installer", than="half_life > 5")
    assert said(fading(more), "panels-fade-slowly")[1] == "● 1 came out"
    cut = "links: [{undercuts: panels-last/life, because: The lamp is no sun.}]\n"
    given = fading(more + cut)
    assert said(given, "panels-fade-slowly")[1] == "◐ decides nothing"
    assert said(given)[0] == "◐ tested, undercut"


def test_a_flawed_test_decides_nothing():
    given = files({"demonstrations": {"life": {"flaw": "The lamp is no sun."}}})
    given[FADING] += RIVAL.format(by="installer", than="half_life < 5").encode()
    assert said(given, "panels-fade-slowly")[1] == "◐ decides nothing"


def test_a_flawed_test_does_not_hide_one_that_decides():
    flawed, sound = {**LIFE, "flaw": "The lamp is no sun."}, {**LIFE, "title": "Asked anew."}
    given = files({"demonstrations": {"again": sound, "life": flawed}})
    given[FADING] += (
        b"predictions:\n"
        b"  anew: {of: panels-last/again, by: installer, expect: {more: half_life > 5}}\n"
        b"  soon: {of: panels-last/life, by: installer, expect: {gone: half_life < 5}}\n"
    )
    assert said(given, "panels-fade-slowly")[1] == "● 1 came out"


def test_what_nobody_holds_says_so_also_beside_what_failed():
    given = fading(RIVAL.format(by="industry", than="half_life < 5"))
    given[FADING] = given[FADING].replace(b"stance: asserts", b"stance: doubts")
    assert news(given, "panels-fade-slowly") == "✕ prediction lost, held by nobody"


def test_evidence_is_no_news_of_a_claim_that_nobody_holds():
    given = files("held_by: [{position: industry, stance: asks}]")
    assert said(given)[0] == "● tested, came out"
    assert news(given) == "◌ held by nobody"


def test_what_was_withdrawn_is_told_as_such():
    given = files("{status: withdrawn, because: It was a slip.}")
    assert "withdrawn" in news(given)


@pytest.mark.parametrize(
    ("values", "error"), [((2.0,), 0.0), ((2.0, 2.0), 0.0), ((1.0, 3.0), 100.0)]
)
def test_a_mean_of_one_seed_has_no_error(values, error):
    found = Comparison("output", values, ((), ()), "%", 100.0)
    assert (found.mean, found.error) == (200.0, pytest.approx(error))
