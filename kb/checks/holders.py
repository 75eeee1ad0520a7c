"""Checks of who holds a claim: that somebody does, and that a place shows it."""

from collections.abc import Iterator

from kb.checks.check import check
from kb.knowledge import Knowledge
from kb.model import FieldPath, Finding, Place
from kb.model.names import did_you_mean
from kb.reading.literature import POSITIONS


@check(severity="error", at_once=True)
def unknown_position(knowledge: Knowledge) -> Iterator[Finding]:
    """A holder, speaker, tension or test that names no position.

    Problem: nobody in the base answers to that role, so whose claim it is cannot be told.
    Fix: add the role to literature/positions.yaml, or mend the name.

    Passes:

        held_by: [{position: installer, stance: asserts}]

    Fails:

        held_by: [{position: instaler, stance: asserts}]
    """
    base = knowledge.base
    known = tuple(base.positions)

    def unknown(place: Place, name: str) -> Iterator[Finding]:
        if name not in base.positions and POSITIONS not in base.unread:
            hint = f"add it to {POSITIONS}: {name}: {{title: Who it is, one: no}}"
            yield Finding(place, f"no position '{name}'{did_you_mean(name, known)}", hint)

    for claim in base.claims:
        for index, holding in enumerate(claim.held_by):
            if holding.position not in base.positions:
                path: FieldPath = ("held_by", index, "position")
                yield from unknown(Place(claim.file, path), holding.position)
        for index, tension in enumerate(claim.tension):
            yield from unknown(Place(claim.file, ("tension", index)), tension.position)
        for link in claim.links:
            for name in link.tension:
                yield from unknown(Place(claim.file, ("links", link.index, "tension")), name)
        made = [("demonstrations", test.name, test.by) for test in claim.demonstrations]
        made += [("predictions", foretold.name, foretold.by) for foretold in claim.predictions]
        for field, test, by in made:
            yield from unknown(Place(claim.file, (field, test, "by")), by) if by else ()
    for discussion in base.discussions.values():
        for number, passage in discussion.passages.items():
            path = ("passages", number, "speaker")
            yield from unknown(Place(discussion.file, path), passage.speaker)


@check(severity="error", at_once=True)
def holder_without_place(knowledge: Knowledge) -> Iterator[Finding]:
    """A holder of whom nothing shows that the claim is held.

    Problem: without a passage, a work or a word that it is inferred, anything could be put into
    anybody's mouth. Two changes that are each in order can leave this behind when they are merged.
    Fix: name the passage under `in:`, cite a work as a source, or say `inferred: yes` and a note.

    Passes:

        sources: [{passage: roof-talk/1, locator: half their output}]
        held_by: [{position: installer, stance: asserts, in: roof-talk/1}]

    Fails:

        sources: [{passage: roof-talk/1, locator: half their output}]
        held_by: [{position: installer, stance: asserts}]
    """
    for claim in knowledge.base.claims:
        if not claim.sources or any(source.cite for source in claim.sources):
            continue  # that a claim has no source at all is another check's to say
        for index, holding in enumerate(claim.held_by):
            if not holding.passage and not holding.inferred:
                yield Finding(
                    Place(claim.file, ("held_by", index)),
                    f"nothing shows that '{holding.position}' {holding.stance} this",
                    "name the passage under 'in:', cite a work under 'sources:',"
                    " or say 'inferred: yes'",
                )


@check(severity="error", at_once=True)
def words_in_a_mouth(knowledge: Knowledge) -> Iterator[Finding]:
    """A stance taken from a passage that somebody else speaks, and not marked as inferred.

    Problem: the passage shows what its speaker says; what another holds is then inferred.
    Fix: name the passage's speaker, or add `inferred: yes` and a note on the ground.

    Passes:

        held_by: [{position: industry, stance: asserts, in: roof-talk/1, inferred: yes}]

    Fails:

        held_by: [{position: industry, stance: asserts, in: roof-talk/1}]
    """
    base = knowledge.base
    for claim in base.claims:
        for index, holding in enumerate(claim.held_by):
            passage = base.passage(holding.passage) if holding.passage else None
            if passage and passage.speaker != holding.position and not holding.inferred:
                yield Finding(
                    Place(claim.file, ("held_by", index)),
                    f"'{holding.position}' is said to hold this in passage {holding.passage},"
                    f" which '{passage.speaker}' speaks",
                    hint="name the speaker, or mark the stance as inferred",
                )


@check(severity="warning", at_once=True)
def inferred_without_ground(knowledge: Knowledge) -> Iterator[Finding]:
    """A stance that is inferred, without a word on what it is inferred from.

    Problem: a reader can neither follow the inference nor doubt it.
    Fix: add a `note:` that says from what it is inferred.

    Passes:

        held_by: [{position: industry, stance: asserts, inferred: yes, note: It sells them.}]

    Fails:

        held_by: [{position: industry, stance: asserts, inferred: yes}]
    """
    for claim in knowledge.base.claims:
        for index, holding in enumerate(claim.held_by):
            if holding.inferred and not holding.note:
                place = Place(claim.file, ("held_by", index, "inferred"))
                who = f"'{holding.position}' {holding.stance}"
                message = f"that {who} this is inferred, and nothing says from what"
                yield Finding(place, message, "add 'note:' with the ground")
