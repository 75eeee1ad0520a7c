"""Where claims meet: contradictions, attacks, disputed steps, regime splits."""

from collections.abc import Iterator
from typing import NamedTuple

from kb.explain.camps import lines_of_camps
from kb.explain.disputed import Disputed, is_undecided, most_disputed
from kb.site.index import Context, Index, View
from kb.site.parts.cruxes import cruxes_of, lines_of_cruxes
from kb.site.parts.links import conflict_context, steps
from kb.site.parts.shelves import neighbours, shelves
from kb.site.text.numbers import enumeration, quantity_in_words, sentence
from kb.site.text.templates import page

FEW = 7  # of each kind on the first page, if there are more than that
MOST = 40  # on a page of one kind
TOP = 5  # claims that are disputed most


class Kind(NamedTuple):
    """A way in which claims meet, as a section of the page."""

    verb: str
    title: str
    note: str
    nothing: str


KINDS = (
    Kind("contradicts", "Contradictions", "Not both can hold.",
         "No two claims are declared contradictory."),
    Kind("attacks", "Attacks", "One claim is a reason against another; both may yet be argued for.",
         "No claim attacks another."),
    Kind("undercuts", "Disputed steps",
         "An undercut disputes how a conclusion was reached, not the conclusion.",
         "No step is disputed."),
    Kind("compatible-by-scope", "Compatible by scope",
         "These look contradictory and are not: they speak of different regimes.",
         "No pair is recorded."),
)  # fmt: skip


def disputes(view: View) -> Context:
    """Where claims meet: the beginning of each kind, and where the rest is."""
    cruxes = lines_of_cruxes(view)
    conflicts = [conflict_context(view, clash) for clash in view.index.knowledge.conflicts]
    return {
        "conflicts": conflicts,
        "summary": summary(view),
        "disputed": [
            {"claim": view.line(view.index.claims[each.claim]), "said": in_words(each)}
            for each in most_disputed(view.index.knowledge)[:TOP]
        ],
        "camps": lines_of_camps(view.index.knowledge)[0],
        "cruxes": cruxes[:FEW],
        "more_cruxes": f"All {quantity_in_words(len(cruxes), 'crux', 'cruxes')}"
        if len(cruxes) > FEW
        else "",
        "cruxes_href": view.to("cruxes/"),
        "kinds": [_section(view, kind) for kind in KINDS],
    }


def summary(view: View) -> str:
    """How many meet in which way, and whether both sides of any of it are held."""
    cruxes = cruxes_of(view.index)
    found = {verb: steps(view, verb) for verb in ("contradicts", "attacks", "undercuts")}
    said = enumeration(
        [
            cruxes_in_words(len(cruxes), sum(map(is_undecided, cruxes))),
            quantity_in_words(len(found["contradicts"]), "contradiction"),
            quantity_in_words(len(found["attacks"]), "attack"),
            quantity_in_words(len(found["undercuts"]), "disputed step"),
        ]
    )
    opposed = [*found["contradicts"], *found["attacks"]]
    live = any(each["both_held"] for each in opposed)
    calm = not live and not view.index.knowledge.conflicts
    held = " No two claims that are both held contradict or attack each other." * calm
    return f"{sentence(said)}.{held}"


def in_words(found: Disputed) -> str:
    """What hits a claim, kind by kind."""
    kinds = (
        (found.contradictions, "contradiction", ""),
        (found.attacks, "attack", ""),
        (found.steps, "undercut", " of a step to it"),
        (found.tests, "undercut", " of a test of it"),
    )
    said = [cruxes_in_words(found.cruxes, found.undecided)] if found.cruxes else []
    said += [quantity_in_words(count, one) + of for count, one, of in kinds if count]
    return enumeration(said)


def cruxes_in_words(count: int, undecided: int) -> str:
    """How many, and how many of them neither side has won."""
    if count and undecided in (0, count):
        word = "undecided" if undecided else "decided"
        return quantity_in_words(count, f"{word} crux", f"{word} cruxes")
    open_ones = f" ({quantity_in_words(undecided, 'undecided', 'undecided')})" * bool(count)
    return quantity_in_words(count, "crux", "cruxes") + open_ones


def _section(view: View, kind: Kind) -> Context:
    every = steps(view, kind.verb)
    more = f"All {quantity_in_words(len(every), 'of this kind', 'of this kind')}"
    return {
        "title": kind.title,
        "note": kind.note,
        "nothing": kind.nothing,
        "steps": every[:FEW],
        "more": more if len(every) > FEW else "",
        "more_href": view.to(f"disputes/{kind.verb}/"),
    }


def pages_of_disputes(index: Index) -> Iterator[tuple[str, bytes]]:
    """Pages of the kinds that the first page only begins."""
    view = View(index, "../../")
    for kind in KINDS:
        found = steps(view, kind.verb)
        every = list(shelves(f"disputes/{kind.verb}", found, MOST)) if len(found) > FEW else []
        for shelf in every:
            context = {
                "title": kind.title,
                "note": kind.note,
                "steps": shelf.entries,
                "neighbours": neighbours(view, every, shelf),
                "disputes_href": view.to("disputes/"),
            }
            yield f"{shelf.path}.md", page("dispute", kind.title, kind.note, context)
