"""What would count against a claim: its own tests, and not the reading that others made of it."""

import pytest

from kb.explain.sentence import Mention
from kb.explain.standing import would_count_against
from tests.helpers.solar_base import files, know

FADING = "claims/energy/panels-fade-slowly.yaml"


@pytest.mark.parametrize(
    ("by", "begins"),
    [
        ("installer", "A run of "),
        ("industry", "Only against the reading by The industry: a run of "),
    ],
)
def test_a_test_counts_against_the_claim_only_if_its_holder_made_it(by, begins):
    given = files()
    given[FADING] = given[FADING].replace(b"by: installer", f"by: {by}".encode())
    known = know(given)
    (said,) = would_count_against(known, known.base.by_id["panels-fade-slowly"])
    assert said == (begins, Mention("panels-fade-slowly/life"), " that misses: half_life > 1.")
