"""The words about single claims, each with its reason, in the cases that differ by one of them."""

import pytest

from kb.explain.case import line_of, lines_of_holders
from kb.explain.disputed import disputed
from kb.explain.four_words import demonstrated_word, sourced_word, standing_word
from kb.explain.pairs import reasons_for_clash, with_holders
from kb.explain.standing import member_of_attack, rests_on
from kb.knowledge import Knowledge
from kb.model.denials import denial_of
from tests.helpers.solar_base import files, know

FADING = "claims/energy/panels-fade-slowly.yaml"
RIVAL = "predictions: {soon: {of: panels-last/life, expect: {gone: half_life < 5}, because: W.}}\n"
MISSES = "demonstrations: {life: {expect: {lasts: half_life > 30}}}"


def fading(more: str, changes: str = "") -> Knowledge:
    given = files(changes)
    given[FADING] += more.encode()
    return know(given)


def test_of_sources_only_the_kinds_that_there_are_are_counted():
    known = know(files())
    words = {claim.id: sourced_word(known, claim).because for claim in known.base.claims}
    assert words == {
        "panels-fade-slowly": "1 locator proven",
        "panels-last": "1 work listed, places in works not checked",
    }


def test_what_is_tested_by_a_prediction_alone_is_told_so():
    given = files()
    text = given[FADING].decode().partition("demonstrations:")[0] + RIVAL
    came_out = text.replace("half_life < 5", "half_life > 5")
    known = know({**given, FADING: came_out.encode()})
    assert demonstrated_word(known, known.base.by_id["panels-fade-slowly"]).meaning == (
        "it is tested by what it predicts of another claim's measurement"
    )
    bare = know({**given, FADING: text.partition("predictions:")[0].encode()})
    assert demonstrated_word(bare, bare.base.by_id["panels-fade-slowly"]).meaning == (
        "no program could prove it wrong yet"
    )


@pytest.mark.parametrize(
    ("changes", "stance", "says"),
    [
        (MISSES, "doubts", "a sharpened reading, which the run refuted"),
        ("", "doubts", "nobody in the base asserts it"),
        (MISSES, "asserts", "an attack on it stands"),
    ],
)
def test_only_a_refuted_claim_that_nobody_asserts_is_called_a_sharpened_reading(
    changes, stance, says
):
    given = files(changes)
    path = "claims/energy/panels-last.yaml"
    given[path] = given[path].replace(b"'asserts'", f"'{stance}'".encode())
    known = know(given)
    assert standing_word(known, known.base.by_id["panels-last"]).meaning.endswith(says)


def test_a_crux_that_was_decided_is_counted_and_not_as_undecided():
    decided = fading(RIVAL)
    found = disputed(decided, decided.base.by_id["panels-last"])
    assert (found.cruxes, found.undecided) == (1, 0)


SUPPORT = "links: [{supports: panels-last, because: What fades slowly lasts.}]\n"


@pytest.mark.parametrize(
    ("bears", "says"), [("for", "which is demonstrated"), ("scopes", "which is not demonstrated")]
)
def test_a_ground_counts_as_demonstrated_if_its_evidence_bears_on_it(bears, says):
    given = files()
    given[FADING] = given[FADING].replace(b"bears: for", f"bears: {bears}".encode())
    given[FADING] += SUPPORT.encode()
    known = know(given)
    said = line_of(rests_on(known, known.base.by_id["panels-last"]))
    assert said == f"On panels-fade-slowly, {says}."


@pytest.mark.parametrize(
    ("grounds", "ends"), [(20, "ground-20"), (21, "ground-21"), (23, "ground-20 and 3 more")]
)
def test_of_many_grounds_the_nearest_are_named_and_the_rest_counted(grounds, ends):
    given = files()
    plain = given[FADING].split(b"demonstrations:")[0]
    for number in range(1, grounds + 1):
        text = plain.replace(b"title: ", f"title: Number {number}, ".encode(), 1)
        given[f"claims/energy/ground-{number:02}.yaml"] = text + SUPPORT.encode()
    known = know(given)
    said = line_of(rests_on(known, known.base.by_id["panels-last"]))
    assert said.startswith("On ground-01 and ground-02 and"), said
    assert said.endswith(f" and {ends}; none of them demonstrated."), said


def test_holders_are_told_in_their_number():
    positions = "keepers: {title: The keepers, one: no}\nowner: {title: The owner, one: yes}\n"
    held = "[{position: keepers, stance: asserts}, {position: owner, stance: asks, inferred: yes}]"
    given = files(f"held_by: {held}", {"literature/positions.yaml": positions})
    known = know(given)
    assert lines_of_holders(known, known.base.by_id["panels-last"]) == [
        "The keepers assert it", "The owner asks about it, inferred",
    ]  # fmt: skip


def test_a_denial_is_told_with_those_who_deny_and_nobody_else():
    both = "held_by: [{position: industry, stance: asserts}, {position: installer, stance: denies}]"
    known = know(files(both))
    said = line_of(member_of_attack(known, denial_of("panels-last")))
    assert said.endswith("panels-last by An installer")


def test_one_claim_is_asked_about_with_its_denial_and_two_with_each_other():
    given = files("held_by: [{position: installer, stance: asserts, in: roof-talk/1}]")
    given[FADING] += b"links: [{contradicts: panels-last, because: One of the two.}]\n"
    known = know(given)
    pair = [line_of(each) for each in reasons_for_clash(known, "panels-fade-slowly", "panels-last")]
    assert pair[0].startswith("not both can hold, whoever holds them")
    assert pair[2] == (
        "An installer is led to both, in 1 way: from panels-fade-slowly with panels-last"
    )
    single = [line_of(each) for each in reasons_for_clash(known, "panels-last", "panels-last")]
    assert single[0] == "it is consistent by itself" and len(single) == 2


def test_several_holders_are_joined_by_and():
    assert line_of(with_holders(["a", "b"], {"a": ["X"], "b": ["Y"]})) == "a (X) and b (Y)"
    assert line_of(with_holders(["a"], {"a": ["X", "Z"]})) == "a (X and Z)"
