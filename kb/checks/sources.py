"""Checks of where claims come from: sources, locators, holders, passages."""

from collections.abc import Iterator

from kb.checks.check import check
from kb.knowledge import Knowledge
from kb.model import Base, Claim, FieldPath, Finding, Place, Source
from kb.model.names import did_you_mean
from kb.reading.bibtex import is_begun
from kb.reading.bibtex_faults import FILE
from kb.reading.passages import LONGEST, SIZE, stands_in, words_of

ADD_WORK = "add an entry with this key there, or mend the key"
ADD_PASSAGE = (
    "passages stand in literature/discussions/; 'kb sources add TEXT --id ID' records a text's"
)


@check(severity="error", at_once=True)
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


@check(severity="error", at_once=True)
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
    works = base.files.get(FILE, b"")
    for claim in base.claims:
        sources = list(sources_of(claim))
        named: list[tuple[FieldPath, str]] = [
            ((*path, "passage"), source.passage) for path, source in sources if source.passage
        ]
        named += [
            (("held_by", n, "in"), holding.passage)
            for n, holding in enumerate(claim.held_by)
            if holding.passage
        ]
        for path, source in sources:
            if source.cite and source.cite not in base.references:
                if FILE in base.unread or is_begun(works, source.cite):
                    continue  # that the entry cannot be read was said
                close = did_you_mean(source.cite, tuple(base.references))
                message = f"no work '{source.cite}' in {FILE}{close}"
                yield Finding(Place(claim.file, (*path, "cite")), message, ADD_WORK)
        for path, address in named:
            if message := no_passage(base, address):
                yield Finding(Place(claim.file, path), message, ADD_PASSAGE)


def no_passage(base: Base, address: str) -> str:
    """That a passage is not there, and what is; nothing if it is, or if that is not known."""
    name = address.partition("/")[0]
    if base.passage(address) or f"literature/discussions/{name}.yaml" in base.unread:
        return ""
    if found := base.discussions.get(name):
        numbers = sorted(map(int, found.passages))
        few = f"{numbers[0]} to {numbers[-1]}" if numbers else "none"
        return f"there is no passage '{address}': '{name}' has {few}"
    known = [f"{other}/{address.partition('/')[2]}" for other in base.discussions]
    close = did_you_mean(address, [other for other in known if base.passage(other)])
    return f"there is no passage '{address}'{close}"


@check(severity="error", at_once=True)
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
            passage = base.passage(source.passage) if source.passage else None
            if passage is None:
                continue
            words = len(words_of(source.locator))
            salt = base.discussions[source.passage.partition("/")[0]].salt
            if not source.locator:
                message = f"passage {source.passage} is cited without a locator"
            elif source.locator != "whole" and not SIZE <= words <= LONGEST:
                message = f"the locator has {words} words; it should have {SIZE} to {LONGEST}"
            elif source.locator == "whole" and passage.words >= SIZE:
                message = (
                    f"'whole' stands for a passage of fewer than {SIZE} words;"
                    f" {source.passage} has {passage.words}"
                )
            elif not stands_in(source.locator, passage, salt):
                message = f"'{source.locator}' does not stand in passage {source.passage}"
            else:
                continue
            hint = f"take {SIZE} to {LONGEST} words in a row from the passage"
            yield Finding(Place(claim.file, (*path, "locator")), message, hint)


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
    claims = knowledge.base.claims
    used = {
        holding.passage: Place(claim.file, ("held_by", index, "in"))
        for claim in claims
        for index, holding in enumerate(claim.held_by)
        if holding.passage
    }
    used |= {
        source.passage: Place(claim.file, (*path, "passage"))
        for claim in claims
        for path, source in sources_of(claim)
        if source.passage
    }
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
                yield Finding(place, message, "remove 'silent:'", ((used[address], "here"),))
            if passage.silent and not passage.because:
                message = f"passage {address} is recorded as silent without a reason"
                yield Finding(place, message, "say why under 'because:'")
