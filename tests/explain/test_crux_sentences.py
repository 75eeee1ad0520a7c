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


def test_a_condition_that_leaves_a_choice_is_told_in_words_with_all_that_it_speaks_of():
    outcome, said = told("{gone: half_life < 5 or half_life > 900}", "10 < half_life < 800")
    assert outcome == "first"
    assert said.measured == "Years to one half: 20 to 20.08 years on 5 seeds."
    assert said.expected == (
        "A expected: years to one half, between 10 and 800 years."
        " B expected: years to one half, less than 5 years, or years to one half, more than 900 years."
    )
    assert said.left == ""


def test_a_condition_that_cannot_be_said_is_left_to_the_words_of_the_crux():
    _, said = told("{gone: half_life * half_life < 5}")
    assert (said.measured, said.expected) == ("", "")
    assert said.left.startswith("whether both can hold is not decided")


def test_a_share_is_told_in_per_cent_and_a_difference_of_shares_in_points():
    for within, unit in (([0, 1], "%"), ([-1, 1], " points")):
        _, told_so = told(
            "{gone: half_life < 5}", measures={"half_life": {"is": "x", "in": within}}
        )
        assert (
            told_so.expected == f"A expected more than 1000{unit}; B expected less than 500{unit}."
        )
        assert told_so.measured.startswith("X: 2000 to 2008")


def test_a_mean_is_told_with_its_standard_error():
    _, said = told("{gone: 3 <= mean(half_life) <= 5}", "mean(half_life) > 10")
    assert said.measured == "Years to one half: 20.040 years, standard error 0.014 over 5 seeds."
    assert said.expected == "A expected more than 10 years; B expected between 3 and 5 years."


@pytest.mark.parametrize(
    "rival", ["more.half_life - half_life < 9", "half_life > more.half_life - 9"]
)
@pytest.mark.parametrize(
    "own", ["half_life < more.half_life - 20", "more.half_life - half_life > 20"]
)
def test_a_difference_is_told_so_that_it_is_positive_however_it_is_written(rival, own):
    same = {"instead_of": ["more"], "breaks": ["lasts"], "because": "The same."}
    runs = {"main": {}, "more": {"years": 900, "label": "with more"}, "wearless": same}
    life = {"measures": YEARS, "expect": {"lasts": own}, "runs": runs}
    given = files({"demonstrations": {"life": life}})
    given[FADING] += (
        f"predictions: {{soon: {{of: panels-last/life, expect: {{gone: {rival}}}}}}}\n".encode()
    )
    knowledge = know(given)
    (crux,) = knowledge.cruxes
    said = told_of(knowledge, crux, ("A", "B"))
    assert (crux.verdict, crux.outcome) == ("incompatible", "first")
    assert said.measured == (
        "Years to one half, with more, less years to one half: 880 to 883.5 years on 5 seeds."
    )
    assert said.expected == "A expected more than 20 years; B expected less than 9 years."


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
    assert said.left.startswith("Not decided: A missed, and one of as many fresh ")
    assert "; B missed, and one of as many fresh seeds would meet what was expected" in said.left


def test_whoever_was_right_here_and_wrong_elsewhere_is_said_to_be():
    rival = "{gone: half_life > 15, short: wearless.half_life < 3}"
    outcome, said = told(rival, "half_life < 10")
    assert outcome == "neither"
    assert said.left == "B was right here, and missed in another part of the measurement."


@pytest.mark.parametrize(
    ("own", "rival", "expected"),
    [
        (
            "",
            "industry",
            "A expected more than 10 years; the industry expected less than 5 years for B.",
        ),
        ("industry", "installer", "A expected more than 10 years; B expected less than 5 years."),
        (
            "installer",
            "installer",
            "An installer expected more than 10 years for A; B expected less than 5 years.",
        ),
    ],
)
def test_what_others_made_a_claim_expect_is_told_as_theirs(own, rival, expected):
    life = {"by": own, "measures": YEARS} if own else {"measures": YEARS}
    given = files({"demonstrations": {"life": life}})
    made = f"predictions: {{soon: {{of: panels-last/life, by: {rival}, expect: {{gone: half_life < 5}}}}}}"
    given[FADING] += f"{made}\n".encode()
    knowledge = know(given)
    (crux,) = knowledge.cruxes
    assert told_of(knowledge, crux, ("A", "B")).expected == expected


def test_a_flaw_of_the_design_decides_nothing_and_is_told_first():
    flawed = {"measures": YEARS, "flaw": "The lamp  is no sun."}
    given = files({"demonstrations": {"life": flawed}})
    rival = "{of: panels-last/life, expect: {gone: half_life < 5}}"
    given[FADING] += f"predictions: {{soon: {rival}}}\n".encode()
    knowledge = know(given)
    (crux,) = knowledge.cruxes
    said = told_of(knowledge, crux, ("A", "B"))
    assert (crux.outcome, crux.winner) == ("open", "")
    assert crux.decided_by == "the design has a flaw: The lamp is no sun."
    assert said.left == "Not decided, for the design has a flaw. The lamp is no sun."
    assert said.measured.startswith("Years to one half: 20")


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
