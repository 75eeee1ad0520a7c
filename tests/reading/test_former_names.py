"""A former name means the claim wherever it stands: whoever looks meets present names only."""

from dataclasses import replace

from hypothesis import given, settings

from kb.pipeline import derive
from kb.reading.former_names import present_address
from kb.reading.read import read
from tests.helpers.examples import EXAMPLES
from tests.helpers.random_bases import drafts

NAMES = {"old-a": "new-a", "old-b": "new-b"}


@given(drafts())
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_base_that_uses_former_names_is_the_base_that_does_not(draft):
    former = read(replace(draft, former=True).files())
    present = read(draft.files())
    assert former.claims == present.claims
    assert derive(former, {}).conflicts == derive(present, {}).conflicts


def test_in_an_address_claims_are_renamed_and_other_names_are_not():
    assert present_address("old-a", NAMES) == "new-a"
    assert present_address("old-a/demo", NAMES) == "new-a/demo"
    assert present_address("old-a/old-b", NAMES) == "new-a/old-b"  # a demonstration
    assert present_address("x-y/supports/old-b", NAMES) == "x-y/supports/new-b"
    assert present_address("x-y/supports/old-b/old-a", NAMES) == "x-y/supports/new-b/old-a"
    assert (
        present_address("x-y/undercuts/old-a/attacks/old-b", NAMES)
        == "x-y/undercuts/new-a/attacks/new-b"
    )


def claim(more: str) -> bytes:
    return f"title: t\nstatement: s\nkind: opinion\n{more}".encode()


def test_predictions_tensions_and_premises_are_renamed():
    base = read(
        {
            "claims/t/new-a.yaml": claim("aliases: [old-a]"),
            "claims/t/x-y.yaml": claim(
                "predictions: {it-holds: {of: old-a/demo, expect: {it: x > 0}}}\n"
                "tension: [{position: ann, with: old-a, because: Known.}]\n"
                "links: [{entails: z-z, with: [old-a], because: Why.}]"
            ),
            "claims/t/z-z.yaml": claim(""),
        }
    )
    assert base.findings == ()
    told = base.by_id["x-y"]
    assert told.predictions[0].of == "new-a/demo"
    assert told.tension[0].other == "new-a"
    assert told.links[0].co_premises == ("new-a",)


def test_an_id_that_is_in_use_is_nobodys_former_name():
    base = read(
        {
            "claims/t/new-a.yaml": claim("aliases: [x-y]"),
            "claims/t/x-y.yaml": claim(""),
            "claims/t/z-z.yaml": claim("links: [{supports: x-y, because: Why.}]"),
        }
    )
    assert base.by_id["z-z"].links[0].target == "x-y"
