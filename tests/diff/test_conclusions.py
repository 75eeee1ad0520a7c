"""Conclusions that change: to the letter, in small bases; and against definitions, in random ones."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given

from kb.diff.conclusions import conclusions
from kb.diff.difference import Difference, difference
from kb.diff.sides import Sides
from kb.explain.four_words import STANDING
from kb.knowledge import Knowledge
from kb.model.outcomes import Label
from kb.pipeline import derive
from kb.reports.difference import NOTHING, as_markdown, as_text
from tests.helpers.by_definition import attacked, grounded
from tests.helpers.random_debates import Measured, measured_bases
from tests.helpers.solar_base import files, know

FADING = "claims/energy/panels-fade-slowly.yaml"
ATTACK = "links: [{attacks: panels-last, because: What fades does not last.}]\n"


def with_fading(more: str, changes: str = "") -> dict[str, bytes]:
    found = files(changes)
    found[FADING] += more.encode()
    return found


def told(old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """The lines about conclusions."""
    text = as_text(replace(difference(know(old), know(new)), edits=(), suspects=(), moved=()))
    return text.splitlines()[1:]


def test_a_new_attack_defeats_its_target_and_is_named():
    assert told(files(), with_fading(ATTACK)) == [
        "  panels-last: unchallenged -> defeated",
        "    panels-fade-slowly now counts against panels-last"
        " (panels-fade-slowly/attacks/panels-last, new): stands -> defeated",
        "  disagreement: attack: panels-fade-slowly / panels-last: none -> recorded",
    ]


def test_taken_back_it_is_told_the_other_way_round():
    assert told(with_fading(ATTACK), files()) == [
        "  panels-last: defeated -> unchallenged",
        "    panels-fade-slowly counts no more against panels-last"
        " (panels-fade-slowly/attacks/panels-last, gone): defeated -> stands",
        "  disagreement: attack: panels-fade-slowly / panels-last: recorded -> none",
    ]


THIRD = """
title: Panels are replaced early
statement: Owners replace panels before they fade.
kind: empirical
sources: [{cite: fraunhofer-2021}]
held_by: [{position: industry, stance: asserts}]
"""
REPLACED = "claims/energy/panels-are-replaced.yaml"


def test_what_carries_a_change_is_told_step_by_step():
    old = {**with_fading(ATTACK), REPLACED: THIRD.encode()}
    answer = "links: [{attacks: panels-fade-slowly, because: They are gone by then.}]\n"
    new = {**old, REPLACED: (THIRD + answer).encode()}
    assert told(old, new)[:6] == [
        "  panels-fade-slowly: unchallenged -> defeated",
        "    panels-are-replaced now counts against panels-fade-slowly"
        " (panels-are-replaced/attacks/panels-fade-slowly, new): stands -> defeated",
        "  panels-last: defeated -> defended",
        "    panels-are-replaced now counts against panels-fade-slowly"
        " (panels-are-replaced/attacks/panels-fade-slowly, new): stands -> defeated",
        "    panels-fade-slowly counts against panels-last"
        " (panels-fade-slowly/attacks/panels-last): defeated -> stands",
        "  disagreement: attack: panels-are-replaced / panels-fade-slowly: none -> recorded",
    ]


def test_whom_nobody_holds_any_more_leaves_the_debate():
    new = files()
    new[FADING] = new[FADING].replace(b"stance: asserts", b"stance: doubts")
    assert told(files(), new) == [
        "  panels-fade-slowly: unchallenged -> held by nobody",
        "    panels-fade-slowly is no longer in debate: stands -> held by nobody",
    ]


MISSES = "demonstrations: {{life: {{{0}expect: {{lasts: half_life > 30}}}}}}"


def test_a_measurement_that_misses_changes_badges():
    assert told(files(), files(MISSES.format(""))) == [
        "  panels-last: unchallenged -> defeated",
        "    panels-last/life now counts against panels-last: stands -> defeated",
        "  demonstrated: panels-last: holds -> refuted",
    ]
    by_the_way = MISSES.format("bears: scopes, ")
    assert told(files(), files(by_the_way)) == ["  demonstrated: panels-last: holds -> refuted"]


def test_a_revision_and_itself_differ_in_nothing():
    same = know(with_fading(ATTACK))
    assert difference(same, same) == Difference()
    assert as_text(Difference()).startswith(NOTHING)
    assert NOTHING.capitalize() in as_markdown(Difference())


def test_a_rename_with_an_alias_flips_nothing():
    old = with_fading(ATTACK)
    new = dict(old)
    script = "claims/energy/panels-fade-slowly.py"
    new["claims/energy/output-falls.yaml"] = new.pop(FADING) + b"aliases: [panels-fade-slowly]\n"
    new["claims/energy/output-falls.py"] = new.pop(script)
    for before, after in ((old, new), (new, old)):
        found = difference(know(before), know(after))
        assert found.conclusions == () and found.moved == ()
        assert [(edit.how, edit.what) for edit in found.edits if edit.what != "aliases"] == [
            ("renamed", "claim")
        ]


def knowledge(of: Measured) -> Knowledge:
    return derive(of.base, of.evidence)


def by_definition(known: Knowledge) -> dict[str, str]:
    """Labels of claims by trying every subset of what is in debate."""
    standing = known.standing
    elements, attacks = frozenset(standing.labels), list(standing.attacks)
    held = grounded(elements, attacks)
    beaten = attacked(held, attacks)
    found = {}
    for claim in known.base.by_id:
        label = Label.IN if claim in held else Label.OUT if claim in beaten else Label.UNDEC
        found[claim] = STANDING[label if claim in elements else Label.NOT_IN_DEBATE][0]
    return found


@given(measured_bases(), measured_bases())
def test_flips_are_those_of_the_definition_and_each_has_a_sound_witness(one, other):
    sides = Sides(knowledge(one), knowledge(other))
    assume(max(len(known.standing.labels) for known in (sides.before, sides.after)) <= 12)
    found = {change.about: change for change in conclusions(sides) if change.kind == "standing"}
    was, now = by_definition(sides.before), by_definition(sides.after)
    living = [c.id for c in other.base.claims if not c.withdrawn]
    living = [name for name in living if name in was and not one.base.by_id[name].withdrawn]
    for name in living:
        if was[name] != now[name]:
            steps = found[name].cause.steps
            assert steps and steps[-1].target == name
            assert steps[-1].before == was[name] and steps[-1].after == now[name]
            assert steps[0].how != "kept" and {each.how for each in steps[1:]} <= {"kept"}
            for earlier, later in pairwise(steps):
                assert earlier.target in (*later.by, *later.through)
                assert earlier.before != earlier.after


@given(measured_bases(), measured_bases())
def test_there_and_back_mirror_each_other(one, other):
    first, second = knowledge(one), knowledge(other)
    there, back = difference(first, second), difference(second, first)
    assert sorted((c.kind, c.about, c.before, c.after) for c in there.conclusions) == sorted(
        (c.kind, c.about, c.after, c.before) for c in back.conclusions
    )


@pytest.mark.parametrize("form", [as_text, as_markdown])
@given(one=measured_bases(), other=measured_bases())
def test_every_difference_can_be_told(form, one, other):
    assert form(difference(knowledge(one), knowledge(other)))
