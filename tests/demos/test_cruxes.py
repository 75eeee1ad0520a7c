"""Cruxes: found without running, decided by the run."""

import json

import pytest

from kb.demos.cruxes import cruxes_of
from kb.reading.read import read
from tests.helpers.solar_base import LIFE, files, know

FADING = "claims/energy/panels-fade-slowly.yaml"
MINE = "predictions: {soon: {of: panels-last/life, expect: {gone: half_life < 5}}}\n"


def base(rival: str, changes="", link: str = ""):
    """The panels, with predictions by the claim that panels fade slowly; half-life is about 20."""
    given = files(changes)
    given[FADING] += (rival + link).encode()
    return given


def told(given):
    knowledge = know(given)
    return [
        (c.first, c.second, c.demonstration, c.verdict, c.outcome)
        for c in cruxes_of(knowledge.base, knowledge.evidence)
    ]


ENDS = ("panels-last", "panels-fade-slowly", "panels-last/life")


def test_the_run_decides_for_the_owner():
    knowledge = know(base(MINE))
    (crux,) = cruxes_of(knowledge.base, knowledge.evidence)
    assert (crux.verdict, crux.outcome, crux.loser) == (
        "incompatible",
        "first",
        "panels-fade-slowly",
    )
    assert crux.clash == ("panels-last: half_life > 10", "panels-fade-slowly: half_life < 5")
    assert crux.decided_by == (
        "expected half_life < 5: half_life is 20 against 5 on seed 0: off by 15"
    )
    assert knowledge.measured == (("panels-last/life", "panels-fade-slowly"),)


REST = {
    "compatible predictions are no crux": (MINE.replace("< 5", "> 5"), "", []),
    "an undecided pair is shown": (
        MINE.replace("< 5", "** 2 < 5"), "", [(*ENDS, "undecided", "open")],
    ),
    "a demonstration against its claim is not what it expects": (
        MINE, "demonstrations: {life: {bears: against}}", [],
    ),
    "unmeasured": (
        MINE, "demonstrations: {life: {runs: {main: {mood: nan}}}}",
        [(*ENDS, "incompatible", "open")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REST)
def test_outcomes(case):
    rival, changes, wanted = REST[case]
    assert told(base(rival, changes)) == wanted


def against_owner(expect: str, rival: str):
    """The owner's expectation is false and broken by a control, so the measurement is in force."""
    changes = f"""
    demonstrations:
      life:
        runs: {{wearless: {{loss: 0.02, years: 900, breaks: [lasts], because: Long.}}}}
        expect: {{lasts: {expect}}}
    """
    return told(base(MINE.replace("half_life < 5", rival), changes))


def test_the_rival_wins_and_the_measurement_attacks_its_own_claim():
    assert against_owner("half_life < 10", "half_life > 15") == [(*ENDS, "incompatible", "second")]


def test_both_are_wrong():
    assert against_owner("half_life < 10", "half_life > 90") == [(*ENDS, "incompatible", "neither")]


def test_what_holds_on_some_seeds_decides_nothing():
    found = against_owner("half_life < 10", "half_life > 20.03")
    assert found == [(*ENDS, "incompatible", "open")]


def test_a_pair_that_cannot_be_read_may_be_declared():
    link = "links: [{contradicts: panels-last, because: One lasts.}]\n"
    rival = MINE.replace("half_life < 5", "half_life ** 2 < 0.1")
    assert told(base(rival, link=link)) == [(*ENDS, "declared", "first")]


def test_own_demonstrations_of_one_measurement_are_a_crux():
    given = files()
    life = {**LIFE, "expect": {"lasts": "half_life < 5"}, "script": "panels-last.py"}
    head = given[FADING].decode().partition("demonstrations:")[0]
    given[FADING] = f"{head}demonstrations: {{life: {json.dumps(life)}}}\n".encode()
    assert told(given) == [
        ("panels-fade-slowly", "panels-last", "panels-fade-slowly/life", "incompatible", "open")
    ]


def test_withdrawn_claims_predict_nothing():
    given = base(MINE)
    given[FADING] += b"status: withdrawn\nbecause: Wrong.\n"
    assert cruxes_of(read(given), {}) == ()
