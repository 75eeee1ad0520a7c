"""Right beside what a check finds: the longest that passes, and what is not known to be wrong."""

import pytest

from tests.helpers.solar_base import BIB, files, findings

KNOWN = """
@misc{sun-1954,
  title = {A new silicon p-n junction photocell},
  author = {Chapin, D.},
  year = {1954},
  doi = {10.1063/1.1721711}
}
"""


def found(changes, check, more=None):
    """The messages and hints of one check."""
    every = findings(files(changes, more))
    return [(finding.message, finding.hint) for finding in every if finding.check == check]


@pytest.mark.parametrize(
    ("said", "copied"),
    [
        ("Of panels, half lose half their output within 20 years.", ""),
        ("They lose half their output within twenty.", ""),
        ("Lose half their output within twenty years, they say.",
         "lose half their output within twenty years"),
        ("Some say that panels lose half their output within twenty years of rain.",
         "panels lose half their output within twenty"),
    ],
)  # fmt: skip
def test_six_words_of_a_passage_may_stand_in_prose_and_seven_may_not(said, copied):
    hint = "at most 6 words in a row, and those in a locator"
    expected = [(f"'{copied}' stands in passage roof-talk/1", hint)] if copied else []
    assert found({"statement": said}, "copied-words") == expected


def test_a_misspelt_key_may_mean_a_work_that_nobody_else_cites():
    works = {"literature/references.bib": BIB + KNOWN}
    assert found({}, "uncited-work", works)
    assert not found({"references": [{"cite": "sun-1945"}]}, "uncited-work", works)


@pytest.mark.parametrize("withdrawn", [True, False])
def test_what_a_withdrawn_claim_predicted_need_not_be_able_to_fail(withdrawn):
    of = {"of": "panels-fade-slowly/life", "expect": {"any": "half_life > 2 or half_life < 10"}}
    gone = {"status": "withdrawn", "because": "It was confused."} if withdrawn else {}
    told = found({"predictions": {"ours": of}, **gone}, "holds-for-any-value")
    assert bool(told) != withdrawn


def test_of_a_measure_that_no_run_returns_it_is_said_what_they_return():
    life = {"measures": {"half_lives": "years until half the output is lost"}}
    assert found({"demonstrations": {"life": life}}, "unused-measure") == [
        ("no run returns the measure 'half_lives'", "returned: half_life")
    ]


@pytest.mark.parametrize(
    ("position", "other", "stale"),
    [
        ("installer", "panels-fade-slowly", False),
        ("industry", "panels-fade-slowly", True),
        ("installer", "panels-are-cheap", True),
    ],
)
def test_a_tension_is_that_of_one_position_between_two_claims(position, other, stale):
    held = {"held_by": [{"position": "installer", "stance": "asserts", "in": "roof-talk/1"}]}
    clash = [{"contradicts": "panels-fade-slowly", "because": "Two moods."}]
    more = {
        "claims/energy/panels-are-cheap.yaml": "title: Panels are cheap\nstatement: They cost"
        " little.\nkind: opinion\nsources: [{cite: fraunhofer-2021}]\nheld_by: [{position: industry,"
        " stance: asserts, in: roof-talk/1}]\n"
    }
    said = [{"position": position, "with": other, "because": "Two moods."}]
    told = found({**held, "links": clash, "tension": said}, "stale-tension", more)
    message = f"'{position}' is in no conflict between 'panels-last' and '{other}'"
    assert told == ([(message, "remove the tension")] if stale else [])


@pytest.mark.parametrize(
    ("expect", "false", "chance"),
    [
        ("half_life > 900", "on 5 of 5 seeds", False),
        ("half_life > 20.05", "on 3 of 5 seeds", True),
        ("mean(half_life) > 20.05", "over seeds", True),
    ],
)
def test_of_what_is_unclear_the_chance_to_meet_it_is_said_and_of_what_is_refuted_not(
    expect, false, chance
):
    ((message, hint),) = found(
        {"demonstrations": {"life": {"expect": {"lasts": expect}}}}, "false-expectation"
    )
    assert message.startswith(f"expected {expect}, and it is false {false}: ")
    assert ("would meet it" in message) == chance
    assert f"add 'outcome: {'unclear' if chance else 'refuted'}' with 'because:'" in hint


@pytest.mark.parametrize(
    ("condition", "on"),
    [("half_life > 20.01", "on 1 of 2 seeds"), ("mean(half_life) > 21", "over seeds")],
)
def test_a_false_expectation_counts_seeds_if_it_was_asked_of_each(condition, on):
    changes = f"demonstrations: {{life: {{seeds: 2, expect: {{lasts: {condition}}}}}}}"
    ((message, _),) = found(changes, "false-expectation")
    assert f"and it is false {on}: " in message


@pytest.mark.parametrize(
    ("until", "severities"), [("2026-11-25", ["note"]), ("2026-11-24", ["error"])]
)
def test_what_is_accepted_until_a_day_is_accepted_on_that_day(until, severities):
    accept = f"accept: [{{check: false-expectation, because: Rain., until: {until}}}]\n"
    changes = f"{accept}demonstrations: {{life: {{expect: {{lasts: half_life > 30}}}}}}"
    every = findings(files(changes))
    assert [each.severity for each in every if each.check == "false-expectation"] == severities
    assert ["expired" in each.message for each in every if each.check == "accept"] == (
        [True] if severities == ["error"] else []
    )


@pytest.mark.parametrize(
    ("mark", "missing"), [("", True), ("pending: yes", False), ("silent: thanks", False)]
)
def test_a_passage_without_a_claim_is_a_gap_unless_it_is_marked(mark, missing):
    path = "literature/discussions/roof-talk.yaml"
    given = files({"sources": [{"cite": "fraunhofer-2021"}]})
    speaker = b"speaker: installer\n"
    assert given[path].count(speaker) == 1 and b"pending" not in given[path]
    given[path] = given[path].replace(speaker, speaker + f"    {mark}\n".encode())
    said = [each.message for each in findings(given) if each.check == "silent-gap"]
    assert any("nothing was taken from passage roof-talk/1" in each for each in said) == missing
