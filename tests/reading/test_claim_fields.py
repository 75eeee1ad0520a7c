"""Records of which there are many are made without their setters: each field must be theirs."""

from dataclasses import MISSING, fields

import pytest

from kb.model import Claim, Holding, Link, Source
from kb.reading.claim_schema import CLAIM, HOLDING, SOURCE
from kb.reading.claims import claim_of

SAID = {
    "title": "A claim",
    "statement": "It holds.",
    "kind": "empirical",
    "sources": [{"cite": "a-work"}, {"passage": "a-talk/1", "note": "Said once."}],
    "held_by": [
        {"position": "curator", "stance": "asserts"},
        {"position": "other", "stance": "denies", "in": "a-talk/2", "inferred": True},
    ],
    "links": [
        {"supports": "other-claim", "because": "It follows."},
        {"entails": "third-claim", "because": "So.", "with": ["other-claim"], "name": "second"},
    ],
    "tags": ["one-tag"],
}


@pytest.mark.parametrize("record", [Claim, Link, Source, Holding])
def test_what_is_not_said_is_a_plain_value_of_the_class(record):
    assert [each.name for each in fields(record) if each.default_factory is not MISSING] == []


def test_every_field_that_is_written_is_one_of_the_record():
    own = {record: {each.name for each in fields(record)} for record in (Source, Holding, Claim)}
    assert SOURCE.fields.keys() <= own[Source]
    assert HOLDING.fields.keys() - {"in"} <= own[Holding]
    assert CLAIM.fields.keys() - {"status", "because"} <= own[Claim]


def test_a_claim_is_the_one_that_its_setters_would_make():
    made = claim_of("claims/topic/a-claim.yaml", SAID)
    again = Claim(
        id="a-claim",
        topic="topic",
        file="claims/topic/a-claim.yaml",
        title="A claim",
        statement="It holds.",
        kind="empirical",
        sources=(Source(cite="a-work"), Source(passage="a-talk/1", note="Said once.")),
        held_by=(
            Holding("curator", "asserts"),
            Holding("other", "denies", passage="a-talk/2", inferred=True),
        ),
        links=(
            Link("a-claim", "supports", "other-claim", "It follows."),
            Link("a-claim", "entails", "third-claim", "So.", ("other-claim",), "second", index=1),
        ),
        tags=("one-tag",),
    )
    assert (made, hash(made), repr(made)) == (again, hash(again), repr(again))
    assert [link.address for link in made.links] == [link.address for link in again.links]
    assert [link.index for link in made.links] == [0, 1]
