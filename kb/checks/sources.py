"""Checks of where claims come from: sources, locators, holders, passages."""

from collections.abc import Iterator

from kb.checks.check import check
from kb.knowledge import Knowledge
from kb.model import Claim, FieldPath, Finding, Place, Source
from kb.model.names import did_you_mean
from kb.reading.literature import POSITIONS
from kb.reading.passages import LONGEST, SIZE, stands_in, words_of

ADD_WORK = "add an entry with this key there, or mend the key"
ADD_PASSAGE = (
    "passages stand in literature/discussions/; 'kb sources add TEXT --id ID' records a text's"
)


@check(severity="error")
def missing_source(knowledge: Knowledge) -> Iterator[Finding]:
    """A claim cites no source.

    Problem: nobody can check a statement that points at nothing.
    Fix: name the passage or the work it is taken from; a curator's claim names what it answers.

    Passes:

        sources: [{cite: fraunhofer-2021, locator: p. 14}]

    Fails:

        sources: []
    """
    for claim in knowledge.base.claims:
        if not claim.sources:
            yield Finding(
                Place(claim.file, ("sources",)),
                f"'{claim.id}' cites no source",
                hint="name a passage or a work under 'sources:'",
            )


def sources_of(claim: Claim) -> Iterator[tuple[FieldPath, Source]]:
    """Every source and reference of a claim, with its path."""
    for field, sources in (("sources", claim.sources), ("references", claim.references)):
        for index, source in enumerate(sources):
            yield (field, index), source


@check(severity="error")
def unknown_source(knowledge: Knowledge) -> Iterator[Finding]:
    """A citation or passage that is not in the base.

    Problem: the reader is sent to a work or passage that is not listed.
    Fix: add the work to literature/references.bib, or mend the key or number.

    Passes:

        sources: [{cite: fraunhofer-2021}]

    Fails:

        sources: [{cite: fraunhofer-2012}]
    """
    base = knowledge.base
    known = [
        f"{name}/{number}"
        for name, discussion in base.discussions.items()
        for number in discussion.passages
    ]
    for claim in base.claims:
        for path, source in sources_of(claim):
            if source.cite and source.cite not in base.references:
                close = did_you_mean(source.cite, tuple(base.references))
                message = f"no work '{source.cite}' in literature/references.bib{close}"
                yield Finding(Place(claim.file, (*path, "cite")), message, ADD_WORK)
            if source.passage and base.passage(source.passage) is None:
                close = did_you_mean(source.passage, known)
                message = f"there is no passage '{source.passage}'{close}"
                yield Finding(Place(claim.file, (*path, "passage")), message, ADD_PASSAGE)
        for index, holding in enumerate(claim.held_by):
            if holding.passage and base.passage(holding.passage) is None:
                close = did_you_mean(holding.passage, known)
                message = f"there is no passage '{holding.passage}'{close}"
                yield Finding(Place(claim.file, ("held_by", index, "in")), message, ADD_PASSAGE)


@check(severity="error")
def locator_not_found(knowledge: Knowledge) -> Iterator[Finding]:
    """A locator whose words do not stand in its passage.

    Problem: a locator is the proof that the passage says something; an invented one proves nothing.
    Fix: take 3 to 6 words in a row from the passage, or write `whole` for a shorter passage.

    Passes:

        sources: [{passage: roof-talk/1, locator: lose half their output}]

    Fails:

        sources: [{passage: roof-talk/1, locator: lose all their output}]
    """
    base = knowledge.base
    for claim in base.claims:
        for path, source in sources_of(claim):
            passage = base.passage(source.passage)
            if passage is None:
                continue
            words = len(words_of(source.locator))
            salt = base.discussions[source.passage.partition("/")[0]].salt
            if not source.locator:
                message = f"passage {source.passage} is cited without a locator"
            elif source.locator != "whole" and not SIZE <= words <= LONGEST:
                message = f"the locator has {words} words; it should have {SIZE} to {LONGEST}"
            elif not stands_in(source.locator, passage, salt):
                message = f"'{source.locator}' does not stand in passage {source.passage}"
            else:
                continue
            hint = f"take {SIZE} to {LONGEST} words in a row from the passage"
            yield Finding(Place(claim.file, (*path, "locator")), message, hint)


@check(severity="error")
def unknown_position(knowledge: Knowledge) -> Iterator[Finding]:
    """A holder, speaker or tension that names no position.

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
        if name not in base.positions:
            hint = f"add it to {POSITIONS}: {name}: {{title: Who it is, one: no}}"
            yield Finding(place, f"no position '{name}'{did_you_mean(name, known)}", hint)

    for claim in base.claims:
        for index, holding in enumerate(claim.held_by):
            path: FieldPath = ("held_by", index, "position")
            yield from unknown(Place(claim.file, path), holding.position)
        for index, tension in enumerate(claim.tension):
            yield from unknown(Place(claim.file, ("tension", index)), tension.position)
        for link in claim.links:
            for name in link.tension:
                yield from unknown(Place(claim.file, ("links", link.index, "tension")), name)
    for discussion in base.discussions.values():
        for number, passage in discussion.passages.items():
            path = ("passages", number, "speaker")
            yield from unknown(Place(discussion.file, path), passage.speaker)


@check(severity="error")
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


@check(severity="error")
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
            passage = base.passage(holding.passage)
            if passage and passage.speaker != holding.position and not holding.inferred:
                yield Finding(
                    Place(claim.file, ("held_by", index)),
                    f"'{holding.position}' is said to hold this in passage {holding.passage},"
                    f" which '{passage.speaker}' speaks",
                    hint="name the speaker, or mark the stance as inferred",
                )


@check(severity="error")
def silent_gap(knowledge: Knowledge) -> Iterator[Finding]:
    """A passage from which nothing was taken, without a reason.

    Problem: a reader cannot tell a passage without a claim from one that was forgotten.
    Fix: take a claim from it, record why none (`silent:`, `because:`), or mark it `pending: yes`.

    Passes:

        sources: [{passage: roof-talk/1, locator: lose half their output}]

    Fails:

        sources: [{cite: fraunhofer-2021}]
    """
    used = {source.passage for claim in knowledge.base.claims for _, source in sources_of(claim)}
    for discussion in knowledge.base.discussions.values():
        for number, passage in discussion.passages.items():
            address = f"{discussion.id}/{number}"
            place = Place(discussion.file, ("passages", number))
            open_end = passage.silent or passage.pending or knowledge.base.broken
            if address not in used and not open_end:
                message = f"nothing was taken from passage {address}, and no reason is recorded"
                yield Finding(place, message, "record why, or mark it 'pending: yes'")
            if passage.silent and address in used:
                message = f"passage {address} is recorded as silent, and a claim is taken from it"
                yield Finding(place, message, "remove 'silent:'")
            if passage.silent and not passage.because:
                message = f"passage {address} is recorded as silent without a reason"
                yield Finding(place, message, "say why under 'because:'")
