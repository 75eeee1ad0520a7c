"""Checks of what is still to be written, mostly in claims that were taken in from elsewhere."""

from collections.abc import Iterator

from kb.authoring.blanks import BECAUSE
from kb.checks.check import check
from kb.checks.links import all_links, place_of
from kb.knowledge import Knowledge
from kb.model import Finding, Place
from kb.phrasing import one_line

LONGEST = max(BECAUSE.split(), key=len)  # word of it: nearly no other reason has it


@check(severity="warning")
def missing_holder(knowledge: Knowledge) -> Iterator[Finding]:
    """A claim that nobody holds, denies, doubts, asks or reports.

    Problem: it takes no part in the debate, and a reader cannot tell whose claim it is.
    Fix: write under `held_by:` who takes which stance; what nobody said is the curator's.

    Passes:

        held_by: [{position: industry, stance: denies}]

    Fails:

        held_by: []
    """
    for claim in knowledge.base.claims:
        if not claim.held_by and not claim.withdrawn:
            message = f"nobody holds '{claim.id}', and nobody is said to be against it"
            hint = "write under 'held_by:' who asserts, denies, doubts, asks or reports it"
            yield Finding(Place(claim.file, ("held_by",)), message, hint)


@check(severity="warning")
def missing_warrant(knowledge: Knowledge) -> Iterator[Finding]:
    """A link that still says what `kb import` wrote where its file gave no reason.

    Problem: a step without its warrant can neither be followed nor doubted.
    Fix: write one sentence under `because:`.

    Passes:

        links: [{supports: panels-fade-slowly, because: Both rest on the same survey.}]

    Fails:

        links: [{supports: panels-fade-slowly, because: The warrant is still to be written.}]
    """
    for link in all_links(knowledge):
        if LONGEST in link.because and one_line(link.because) == BECAUSE:
            message = f"nothing says why '{link.source}' {link.verb} '{link.target}'"
            place = place_of(knowledge, link, "because")
            yield Finding(place, message, "write one sentence: the warrant of this step")
