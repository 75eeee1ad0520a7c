"""Cruxes in sentences: measured, expected and left open, with no expression in them."""

from dataclasses import replace

import pytest

from kb.explain.crux_sentences import told_of
from kb.history.first_runs import Commitment
from kb.history.from_git import Registrations
from kb.model.outcomes import Crux
from tests.helpers.solar_base import files, know

FADING = "claims/energy/panels-fade-slowly.yaml"
YEARS = {"half_life": {"is": "years to one half", "unit": "years"}}


LONG = {"loss": 0.02, "years": 900, "breaks": ["lasts"], "because": "Long."}


def told(rival: str, own: str = "half_life > 10", measures: object = YEARS):
    """The only crux between the panels, and its sentences; the half-life is about 20 years.

    The control has none where the owner expects much, and much more where it expects little.
    """
    control = {"runs": {"wearless": LONG}} if "<" in own else {}
    life = {"measures": measures, "expect": {"lasts": own}, **control}
    given = files({"demonstrations": {"life": life}})
    given[FADING] += f"predictions: {{soon: {{of: panels-last/life, expect: {rival}}}}}\n".encode()
    knowledge = know(given)
    (crux,) = knowledge.cruxes
    return crux.outcome, told_of(knowledge, crux, ("A", "B"))


def test_every_seed_is_told_by_its_range_and_the_unit_stands_behind_each_number():
    outcome, said = told("{gone: half_life < 5}")
    assert outcome == "first"
    assert said.measured == "Years to one half: 20 to 20.08 years on 5 seeds."
    assert said.expected == "A expected more than 10 years; B expected less than 5 years."
    assert said.left == ""


def test_a_mean_is_told_with_its_standard_error():
    _, said = told("{gone: 3 <= mean(half_life) <= 5}", "mean(half_life) > 10")
    assert said.measured == "Years to one half: 20.040 years, standard error 0.014 over 5 seeds."
    assert said.expected == "A expected more than 10 years; B expected between 3 and 5 years."


def test_a_median_is_told_as_one():
    _, said = told("{gone: median(half_life) < 5}", "median(half_life) >= 10")
    assert said.measured == "Years to one half: 20.04 years, the median of 5 seeds."
    assert said.expected == "A expected at least 10 years; B expected less than 5 years."


def test_without_words_for_a_measure_its_name_stands_as_words():
    _, said = told("{gone: half_life < 5}", measures={})
    assert said.measured == "Half life: 20 to 20.08 on 5 seeds."


def test_what_is_open_says_how_each_side_came_out():
    outcome, said = told("{gone: half_life > 20.03}", "half_life < 20.02")
    assert outcome == "open"
    assert said.left.startswith("Not decided: A missed, and fresh seeds would come out on the ")
    assert "; B missed, and fresh seeds" in said.left


def test_whoever_was_right_here_and_wrong_elsewhere_is_said_to_be():
    rival = "{gone: half_life > 15, short: wearless.half_life < 3}"
    outcome, said = told(rival, "half_life < 10")
    assert outcome == "neither"
    assert said.left == "B was right here, and missed in another part of the measurement."


@pytest.mark.parametrize("rival", ["half_life < 5 * half_life", "half_life < 5 or half_life > 90"])
def test_what_is_no_range_is_left_to_the_words_of_the_crux(rival):
    given = files()
    link = "links: [{contradicts: panels-last, because: One lasts.}]\n"
    text = f"predictions: {{soon: {{of: panels-last/life, expect: {{gone: {rival}}}}}}}\n{link}"
    given[FADING] += text.encode()
    knowledge = know(given)
    for crux in knowledge.cruxes:
        said = told_of(knowledge, crux, ("A", "B"))
        assert (said.measured, said.expected, said.left) == ("", "", crux.decided_by)


def test_what_was_written_too_late_makes_nobody_right_and_is_said_to_be_explored():
    life = {"measures": YEARS, "expect": {"lasts": "half_life < 10"}, "runs": {"wearless": LONG}}
    given = files({"demonstrations": {"life": life}})
    rival = "{gone: half_life < 5, short: wearless.half_life < 3}"
    given[FADING] += f"predictions: {{soon: {{of: panels-last/life, expect: {rival}}}}}\n".encode()
    known = know(given)
    clash = ("panels-last: half_life < 10", "panels-fade-slowly: half_life < 5")
    crux = Crux("panels-last", "panels-fade-slowly", "panels-last/life", "incompatible", "neither")
    crux = replace(crux, clash=clash)
    late = {
        ("panels-fade-slowly", "soon"): {"half_life < 5": Commitment("added later")},
        ("panels-last", "/life"): {"half_life < 10": Commitment("added later")},
    }
    told_late = told_of(replace(known, registrations=Registrations(late)), crux, ("A", "B"))
    said = "None of what is compared here was registered; it was explored only."
    assert told_late.left == said  # both missed: the half-life is about 20 years
