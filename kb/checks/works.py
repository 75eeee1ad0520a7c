"""Checks of the bibliography: that a work can be found, and that somebody cites it."""

from collections.abc import Iterator

from kb.checks.check import check
from kb.knowledge import Knowledge
from kb.model import Base, Finding
from kb.model.sources import IDENTIFIERS, VENUES
from kb.phrasing import quantity
from kb.reading.bibtex import place_of_entry
from kb.reading.bibtex_faults import FILE


@check(severity="warning")
def work_without_venue(knowledge: Knowledge) -> Iterator[Finding]:
    """A work with neither a venue nor an identifier.

    Problem: a title, a name and a year do not tell the reader where to look it up.
    Fix: add where it appeared (journal, booktitle, publisher, school, institution, howpublished)
    or what identifies it (doi, eprint, isbn, url), looked up and not from memory.

    Passes:

        @techreport{fraunhofer-2021,
          title       = {Recent Facts about Photovoltaics},
          author      = {Wirth, Harry},
          year        = {2021},
          institution = {Fraunhofer ISE}
        }

    Fails:

        @misc{fraunhofer-2021,
          title  = {Recent Facts about Photovoltaics},
          author = {Wirth, Harry},
          year   = {2021}
        }
    """
    content = knowledge.base.files.get(FILE, b"")
    for work in knowledge.base.references.values():
        if work.kind == "proceedings" or not work.whole:  # it is itself where things appear
            continue
        if not any(work.fields.get(name) for name in (*VENUES, *IDENTIFIERS)):
            yield Finding(
                place_of_entry(content, work.key),
                f"'{work.key}' says neither where it appeared nor what identifies it",
                f"add one of: {', '.join((*VENUES, *IDENTIFIERS))}",
            )


@check(severity="warning")
def uncited_work(knowledge: Knowledge) -> Iterator[Finding]:
    """Works in the bibliography that no claim cites.

    Problem: a work that is cited for nothing supports nothing, however well known it is.
    Fix: cite it from the claim that it was looked up for, or remove its entry. All of them
    are named in one finding, since works are often collected before their claims are written.

    Passes:

        sources: [{cite: fraunhofer-2021}]

    Fails:

        sources: [{passage: roof-talk/1, locator: lose half their output}]
    """
    base = knowledge.base
    cited = cited_keys(base)
    if base.broken or FILE in base.unread or not cited <= set(base.references):
        return  # what an unreadable claim or a misspelt key means to cite is not known
    uncited = [key for key in base.references if key not in cited]
    if uncited:
        place = place_of_entry(base.files.get(FILE, b""), uncited[0])
        message = f"no claim cites {quantity(len(uncited), 'work')} of {len(base.references)}"
        yield Finding(place, message, f"cite or remove: {', '.join(uncited)}")


def cited_keys(base: Base) -> set[str]:
    """The keys that claims cite, as sources or as references."""
    return {
        source.cite
        for claim in base.claims
        for source in (*claim.sources, *claim.references)
        if source.cite
    }
