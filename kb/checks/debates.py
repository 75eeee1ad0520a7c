"""Checks of the debates that topics lead: what they name exists, and was measured."""

from collections.abc import Iterator
from dataclasses import replace

from kb.checks.check import check
from kb.demos.crux_outcome import crux_of_debate
from kb.knowledge import Knowledge
from kb.model import Demonstration, Finding, Place, Topic
from kb.model.debates import Debate, Headline
from kb.model.names import did_you_mean
from kb.reading.debates import places_in, unread_places

BY_ID = "name a claim by its id, the name of its file"
HOW = "name a run and a measure: {main.half_life}, or {100*main.share} for a share in per cent"


@check(severity="error")
def debate_of_the_unknown(knowledge: Knowledge) -> Iterator[Finding]:
    """A debate that names a claim, a measurement or a number which does not exist.

    Problem: the first screen would show a side that leads nowhere, or no number.
    Fix: name claims of the base, the address of a demonstration, and `run.measure` of it.

    Passes:

        ---
        question: Do panels last?
        sides:
          - {claim: panels-last, says: 'Yes, for decades'}
          - {claim: panels-fade-slowly, says: They fade}
        measured:
          of: panels-last/life
          number: '{main.half_life} years'
          says: to one half of the output.
        would_change: A panel that is dark after ten years.
        ---

    Fails:

        ---
        question: Do panels last?
        sides:
          - {claim: panels-last, says: 'Yes, for decades'}
          - {claim: panels-fade-slowly, says: They fade}
        measured:
          of: panels-last/life
          number: '{mian.half_life} years'
          says: to one half of the output.
        would_change: A panel that is dark after ten years.
        ---
    """
    for topic in knowledge.base.topics.values():
        if topic.debate:
            yield from unknown_claims(knowledge, topic, topic.debate)
            yield from unknown_numbers(knowledge, topic, topic.debate.measured)


@check(severity="error")
def debate_with_one_side(knowledge: Knowledge) -> Iterator[Finding]:
    """A debate that has not two sides, or no number to begin with.

    Problem: a question with one answer is no debate, and a panel without a number says nothing.
    Fix: name two sides; give `number:` with `says:`, or a measurement of which both sides,
    or what stands in for them, are made to expect something.

    Passes:

        ---
        question: Do panels last?
        sides:
          - {claim: panels-last, says: 'Yes, for decades'}
          - {claim: panels-fade-slowly, says: They fade}
        measured: {of: panels-last/life, number: '{main.half_life}', says: years.}
        would_change: A panel that is dark after ten years.
        ---

    Fails:

        ---
        question: Do panels last?
        sides:
          - {claim: panels-last, says: 'Yes, for decades'}
        measured: {of: panels-last/life, number: '{main.half_life}', says: years.}
        would_change: A panel that is dark after ten years.
        ---
    """
    for topic in knowledge.base.topics.values():
        debate = topic.debate
        if debate and len(debate.sides) != 2:
            message = f"a debate has two sides; this has {len(debate.sides)}"
            yield Finding(Place(topic.file, ("sides",)), message, "name two under 'sides:'")
        elif debate and not debate.measured.number and not crux_of_debate(knowledge.cruxes, debate):
            yield Finding(
                Place(topic.file, ("measured", "of")),
                "no number to begin with: nothing is expected of this measurement for both sides",
                "add 'number:' and 'says:', or name the claim that stands in for a side",
            )


def unknown_claims(knowledge: Knowledge, topic: Topic, debate: Debate) -> Iterator[Finding]:
    """Sides that are no claims of the base."""
    known = tuple(knowledge.base.by_id)
    for number, side in enumerate(debate.sides):
        for field in ("claim", "stands_in"):
            name = getattr(side, field)
            if name and name not in known and name not in knowledge.base.broken:
                message = f"'{name}' is no claim{did_you_mean(name, known)}"
                yield Finding(Place(topic.file, ("sides", number, field)), message, BY_ID)


def unknown_numbers(knowledge: Knowledge, topic: Topic, measured: Headline) -> Iterator[Finding]:
    """A measurement that is not there, and runs and measures that it has not."""
    of = knowledge.base.demonstrations.get(measured.of)
    if of is None:
        if not knowledge.base.broken:
            near = did_you_mean(measured.of, tuple(knowledge.base.demonstrations))
            message = f"'{measured.of}' is no demonstration{near}"
            hint = "name one as claim/demonstration"
            yield Finding(Place(topic.file, ("measured", "of")), message, hint)
        return
    texts: list[tuple[tuple[str, ...], str]] = [
        (("number",), measured.number),
        (("says",), measured.says),
        *((("dots", label), place) for label, place in measured.dots.items()),
    ]
    for path, text in texts:
        where = Place(topic.file, ("measured", *path))
        for run, measure in places_in(text):
            if message := missing(knowledge, of, run, measure):
                named = replace(where, rest=f"{run}.{measure}")
                yield Finding(named, message, known_of(knowledge, of, run))
        for said in unread_places(text):
            yield Finding(replace(where, rest=said), f"'{said}' names no number", HOW)
        if path == ("number",) and text and "{" not in text:
            yield Finding(where, f"'{text}' is no number that was measured", HOW)


def known_of(knowledge: Knowledge, of: Demonstration, run: str) -> str:
    """The runs of a demonstration; or, of one that it has, what that measures."""
    if run not in of.runs:
        return f"runs: {', '.join(of.runs)}"
    return f"it measures: {', '.join(measures_of(knowledge, of, run))}"


def measures_of(knowledge: Knowledge, of: Demonstration, run: str) -> list[str]:
    """What a run measured, as far as that is known."""
    found = knowledge.evidence.get(of.address)
    seeds = found.measured.get(run, ()) if found else ()
    return sorted({name for measured in seeds for name in measured.values})


def missing(knowledge: Knowledge, of: Demonstration, run: str, measure: str) -> str:
    """Why a number cannot be shown, if it cannot."""
    if run not in of.runs:
        return f"'{run}' is no run of '{of.address}'{did_you_mean(run, tuple(of.runs))}"
    names = measures_of(knowledge, of, run)
    if names and measure not in names:
        return f"'{measure}' is not measured by '{of.address}'{did_you_mean(measure, names)}"
    return ""
