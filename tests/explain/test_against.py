"""What would count against a claim: its own tests, and not the reading that others made of it."""

import pytest

from kb.explain.case import line_of
from kb.explain.sentence import Mention
from kb.explain.standing import rests_on, would_count_against
from tests.helpers.solar_base import files, know

FADING = "claims/energy/panels-fade-slowly.yaml"


@pytest.mark.parametrize(
    ("by", "begins"),
    [
        ("installer", "A run of "),
        ("industry", "Only against the reading by the industry: a run of "),
    ],
)
def test_a_test_counts_against_the_claim_only_if_its_holder_made_it(by, begins):
    given = files()
    given[FADING] = given[FADING].replace(b"by: installer", f"by: {by}".encode())
    known = know(given)
    (said,) = would_count_against(known, known.base.by_id["panels-fade-slowly"])
    assert said == (
        begins,
        Mention("panels-fade-slowly/life"),
        " that misses this: half life, more than 1.",
    )


def test_a_demonstration_that_only_checks_itself_counts_against_nothing():
    checks = "demonstrations: {life: {expect: {lasts: {that: half_life > 10, check: yes}}}}"
    known = know(files(checks))
    said = [line_of(each) for each in would_count_against(known, known.base.by_id["panels-last"])]
    assert not any("misses this" in each for each in said), said


MISSED = "demonstrations: {life: {expect: {lasts: half_life > 25}}}"
FLAWED = MISSED.replace("{expect", "{flaw: The roof is too small., expect")


@pytest.mark.parametrize(
    ("changes", "ends"),
    [
        ("", "half_life > 10"),
        (MISSED, "half_life > 25. The run that was made misses it."),
        (
            FLAWED,
            " The run that was made misses it, and decides nothing, for its design has a flaw.",
        ),
        (MISSED.replace("25", "20.05"), " Of the run that was made it cannot be told."),
    ],
)
def test_what_has_happened_is_not_told_as_if_it_were_to_come(changes, ends):
    known = know(files(changes))
    first, *_ = would_count_against(known, known.base.by_id["panels-last"])
    words = line_of(first).replace("half life, more than", "half_life >")
    assert words.removesuffix(".").endswith(ends.removesuffix("."))


SHADE = """
title: Panels shade
statement: A panel shades what is under it.
kind: empirical
sources: [{cite: fraunhofer-2021, locator: p. 15}]
held_by: [{position: industry, stance: asserts}]
links: [{undercuts: panels-last/supports/panels-fade-slowly, because: A roof is no field.}]
"""


@pytest.mark.parametrize("is_cut", [False, True])
def test_a_step_that_is_undercut_now_is_not_one_that_could_be(is_cut):
    more = {"claims/energy/panels-shade.yaml": SHADE} if is_cut else {}
    supported = "links: [{supports: panels-fade-slowly, because: Lasting is slow fading.}]"
    known = know(files(supported, more))
    fading = known.base.by_id["panels-fade-slowly"]
    said = [line_of(each) for each in would_count_against(known, fading)]
    assert said[1:] == [
        "A step that speaks for it, from panels-last, is undercut now, by panels-shade."
        if is_cut
        else "An undercut of a step that speaks for it, from panels-last."
    ]
    assert line_of(rests_on(known, fading)) == "On panels-last, which is demonstrated."
