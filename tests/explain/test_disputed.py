"""Which claims are disputed most: each record once, at every claim that it hits."""

import pytest

from kb.explain.disputed import Disputed, disputed, most_disputed
from tests.helpers.solar_base import files, know

CONTRADICTS = "{contradicts: panels-fade-slowly, because: One lasts and the other fades.}"
SUPPORTS = "{supports: panels-fade-slowly, because: Lasting is slow fading.}"
SHADE = """
title: Panels shade
statement: A panel shades what is under it.
kind: empirical
sources: [{cite: fraunhofer-2021, locator: p. 15}]
held_by: [{position: industry, stance: asserts}]
links:
"""
SHADE_LINKS = {
    "a step": "{undercuts: panels-last/supports/panels-fade-slowly, because: A roof is no field.}",
    "a test": "{undercuts: panels-fade-slowly/life, because: A shaded panel fades otherwise.}",
    "a claim": "{attacks: panels-fade-slowly, because: Shade comes at once.}",
}


def base(links, *shades):
    shade = SHADE + "".join(f"- {SHADE_LINKS[each]}\n" for each in shades)
    more = {"claims/energy/panels-shade.yaml": shade} if shades else {}
    return know(files(f"links: [{links}]", more))


@pytest.mark.parametrize(
    ("links", "shades", "found"),
    [
        ("", (), Disputed("panels-fade-slowly")),
        (CONTRADICTS, (), Disputed("panels-fade-slowly", contradictions=1)),
        (SUPPORTS, ("a step",), Disputed("panels-fade-slowly", steps=1)),
        (
            SUPPORTS,
            ("a step", "a test", "a claim"),
            Disputed("panels-fade-slowly", attacks=1, steps=1, tests=1),
        ),
    ],
)
def test_each_record_counts_once_and_by_its_kind(links, shades, found):
    known = base(links, *shades)
    assert disputed(known, known.base.by_id["panels-fade-slowly"]) == found


def test_only_claims_with_several_records_are_disputed_most():
    assert most_disputed(base(CONTRADICTS)) == []
    (first,) = most_disputed(base(SUPPORTS, "a step", "a test"))
    assert (first.claim, first.records) == ("panels-fade-slowly", 2)
