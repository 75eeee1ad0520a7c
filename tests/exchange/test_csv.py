"""What a strict reader of CSV finds in the two tables is what the base says."""

import csv
import io

import pytest
from hypothesis import given

from kb.exchange.csv import export
from kb.model.verbs import VERBS
from tests.helpers.exchanged import TWENTY, hostile, knowledges, real


def agrees(knowledge):
    made = export(knowledge)
    claims = list(csv.DictReader(io.StringIO(made.text, newline=""), strict=True))
    assert [row["id"] for row in claims] == sorted(knowledge.base.by_id)
    for row in claims:
        claim = knowledge.base.by_id[row["id"]]
        said = (row["title"], row["statement"], row["scope"], row["kind"])
        assert said == (claim.title, claim.statement, claim.scope, claim.kind)
        asserting = "; ".join(h.position for h in claim.held_by if h.stance == "asserts")
        denying = "; ".join(h.position for h in claim.held_by if h.stance == "denies")
        assert (row["asserted_by"], row["denied_by"]) == (asserting, denying)
        assert row["label"] == knowledge.standing.label(claim.id).value
    links = csv.DictReader(io.StringIO(made.beside["links.csv"], newline=""), strict=True)
    found = {
        (r["address"], r["source"], r["verb"], r["force"], r["target"], r["with"], r["because"])
        for r in links
    }
    assert found == {
        (at, k.source, k.verb, VERBS[k.verb].force, k.target, "; ".join(k.co_premises), k.because)
        for at, k in knowledge.graph.links.items()
    }


@given(knowledge=knowledges())
@TWENTY
def test_random_bases_come_back(knowledge):
    agrees(knowledge)


@pytest.mark.parametrize("made", [hostile, real], ids=["hostile", "real"])
def test_a_base_comes_back(made):
    agrees(made())
