"""What a spent budget left open is said to be unknown, in pages, JSON and on the terminal."""

import json
from dataclasses import replace
from functools import partial

import pytest

from kb.explain import camps as explained
from kb.explain.standing import reasons_for_standing
from kb.model.outcomes import Label
from kb.pipeline import derive
from kb.reasoning.rules import strict_part
from kb.reasoning.semantics import acceptance
from kb.reasoning.semantics.acceptance import acceptance_of
from kb.reasoning.semantics.extensions import camps
from kb.reasoning.semantics.standing import standing_of
from kb.site.data.kb_json import kb_json
from kb.site.index import Index
from kb.site.pages.all import pages
from tests.helpers import small_site
from tests.helpers.example_bases import base_of


@pytest.fixture(scope="module")
def cut():
    """Knowledge whose labels were cut off before the first."""
    full = small_site.knowledge()
    strict = strict_part(full.graph)
    standing = standing_of(full.base, full.graph, full.evidence, strict, full.measured, work=0)
    attacked = {end for attack in standing.written for end in (*attack.attackers, attack.target)}
    joined = {end for body, head, _ in standing.rules for end in (*body, head)}
    for element, label in standing.labels.items():  # what nothing bears on stands without any work
        assert label == (Label.UNKNOWN if element in attacked | joined else Label.IN)
    cut = replace(full, standing=standing)
    assert len(in_debate(cut)) > 2
    return cut


def in_debate(knowledge):
    """Claims on which something bears, so that it takes work to say how they stand."""
    label = knowledge.standing.label
    return [claim for claim in knowledge.base.claims if label(claim.id) == Label.UNKNOWN]


def test_data_for_programs(cut):
    written = json.loads(kb_json(Index(cut)))["claims"]
    assert {written[claim.id]["words"]["standing"] for claim in in_debate(cut)} == {"unknown"}


def test_no_claim_is_said_to_stand_or_to_be_attacked_by_nothing(cut):
    for claim in in_debate(cut):
        first, *_ = reasons_for_standing(cut, claim)
        assert first == ("Whether it stands was not found within the budget.",)


def test_pages(cut):
    made = pages(cut, (), {}, small_site.TODAY)
    for claim in in_debate(cut):
        page = made[f"claims/{claim.id}.md"].decode()
        assert "was not found within the budget" in page
        assert "stands until something does" not in page


def test_camps_that_were_cut_off(monkeypatch):
    written = {"claims": ["a", "b"], "contradicts": [["a", "b"]]}
    base, _ = base_of(written, {"p": ["a"], "q": ["b"]})
    known = derive(base, {})
    monkeypatch.setattr(explained, "camps", partial(camps, steps=0))
    monkeypatch.setattr(acceptance, "acceptance_of", partial(acceptance_of, steps=0))
    assert "the budget did not tell how many" in explained.lines_of_camps(known)[0]
    for claim in base.claims:
        (said,) = explained.camps_and_strength(known, claim)
        assert said.startswith("Whether a coherent camp holds it, the budget did not tell.")
