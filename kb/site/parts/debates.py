"""Debates as panels: the question, its sides with who holds them, one number, what would change it.

The state is derived from the crux on the debate's measurement, else from the links between
its sides; nothing of it is written.
"""

import re
from statistics import fmean

from kb.demos.crux_outcome import crux_of_debate, verdicts_of_side, word_of
from kb.demos.cruxes import side_of_crux
from kb.explain.comparisons import Comparison, comparisons
from kb.explain.conditions import range_in_words
from kb.explain.crux_sentences import speaker_of
from kb.model import Topic
from kb.model.debates import Answer, Debate, Headline
from kb.model.outcomes import Crux, Measurement
from kb.model.verbs import CLASHING
from kb.phrasing import spoken
from kb.reading.debates import NUMBER, PLACE
from kb.site.figures.strip import Mark, rounded, strip
from kb.site.index import Context, View
from kb.site.parts.cruxes import OUTCOMES, SIDES, band_of, limits_of, outcome_of, path_of
from kb.site.text.plain_math import bare

ORDER = (  # those in which something is measured and open first
    "open", "decided", "neither side held throughout", "contested", "disputed",
    "no dispute recorded",
)  # fmt: skip
STATES = {
    "holds": "came out",
    "fragile": "came out, and might not on fresh seeds",
    "unclear": "cannot be told",
    "refuted": "missed",
    "faulty": "cannot be judged",
}

MISSING = "not measured"


def panels(view: View) -> list[Context]:
    """Every debate: those with a place in that order, then those measured and open."""
    topics = view.index.knowledge.base.topics.values()
    made = [found for topic in topics if (found := panel(view, topic))]
    return sorted(
        made, key=lambda each: (not each["order"], each["order"], ORDER.index(str(each["word"])))
    )


def leading(made: list[Context]) -> tuple[list[Context], list[Context]]:
    """Those that the first page shows whole, and lines below; without any place, all are whole."""
    placed = [each for each in made if each["order"]]
    return (placed, made[len(placed) :]) if placed else (made, [])


def panel(view: View, topic: Topic) -> Context | None:
    """The debate that a topic leads; None if it leads none, or what it names is not there."""
    base, debate = view.index.knowledge.base, topic.debate
    if (
        debate is None
        or len(debate.sides) != len(SIDES)
        or not {side.claim for side in debate.sides} <= base.by_id.keys()
        or debate.measured.of not in base.demonstrations
    ):
        return None
    crux = crux_of_debate(view.index.knowledge.cruxes, debate)
    compared = comparisons(view.index.knowledge, crux) if crux else []
    if crux and compared:
        number, says, axis = headline_of_crux(debate, crux, compared[0])
    else:
        number, says, axis = headline(view, debate.measured)
    found = state(view, debate, crux)
    questions = view.index.knowledge.base.questions.values()
    asked = next((question.id for question in questions if question.topic == topic.id), "")
    return {
        "question": debate.question,
        "order": debate.order,
        "href": view.to(f"questions/{asked}/" if asked else f"topics/{topic.id}/"),
        "state": found,
        "word": found["said"],
        "sides": [
            answer(view, side, crux, letter)
            for side, letter in zip(debate.sides, SIDES, strict=False)
        ],
        "number": number,
        "says": says,
        "strip": axis,
        "measured_href": view.to(path_of(crux)) if crux else view.address(debate.measured.of),
        "would_change": view.inline(debate.would_change),
    }


def state(view: View, debate: Debate, crux: Crux | None) -> Context:
    """A word with its shape, and the reason in a few more."""
    knowledge = view.index.knowledge
    if crux:
        found = outcome_of(crux)
        shape, tone, said = OUTCOMES[found]
        if found == "contested":
            return {"shape": shape, "tone": tone, "said": said, "why": "the test is undercut"}
        late = knowledge.registrations.too_late
        words = []
        for letter, answered in zip(SIDES, debate.sides, strict=False):
            side = side_of_crux(knowledge.base, crux, answered.stands_in or answered.claim, late)
            judged = knowledge.evidence.get(side.demonstration.address)
            word = word_of(verdicts_of_side(side, judged)) if judged and side.expect else ""
            words.append(f"{letter} {STATES.get(word, 'is not judged')}")
        return {"shape": shape, "tone": tone, "said": said, "why": "; ".join(words)}
    pair = {side.claim for side in debate.sides}
    between = {link.verb for link in view.index.links if {link.source, link.target} == pair}
    if between & {*CLASHING}:
        return {"shape": "◐", "tone": "open", "said": "disputed", "why": "neither gave a number"}
    why = "compatible by scope" if "compatible-by-scope" in between else "no link opposes the two"
    return {"shape": "○", "tone": "plain", "said": "no dispute recorded", "why": why}


def answer(view: View, side: Answer, crux: Crux | None, letter: str) -> Context:
    """One side: what it says, where, and who holds it how firmly."""
    base = view.index.knowledge.base
    claim = base.by_id[side.claim]
    held = [
        ", ".join(
            [
                base.positions[holding.position].title,
                *([holding.confidence] if holding.confidence else []),
                *(["inferred"] if holding.inferred else []),
            ]
        )
        for holding in claim.held_by
        if holding.stance == "asserts" and holding.position in base.positions
    ]
    said = "; ".join(held) or "held by nobody"
    standing_in = base.by_id.get(side.stands_in)
    if crux and standing_in:
        name = bare(standing_in.short or standing_in.title)
        nobody = "" if standing_in.is_asserted else ", held by nobody"
        said += f" · without a number of its own; beside it: {name}{nobody}"
    speaker = speaker_of(base, crux, side.stands_in or side.claim) if crux else ""
    if speaker:
        said += f" · the number is by {speaker}"
    return {
        "letter": letter,
        "says": side.says,
        "href": view.to(f"claims/{claim.id}/"),
        "by": said,
    }


def headline_of_crux(debate: Debate, crux: Crux, each: Comparison) -> tuple[str, str, object]:
    """The mean with its error, what it is of, and what was said of it on both sides."""
    mean, error = each.in_words
    order = {crux.first: 0, crux.second: 1}
    spans = [each.spans[order[side.stands_in or side.claim]] for side in debate.sides]
    expected = " ".join(
        f"{letter}: {range_in_words(span, each.times)}{each.unit}."
        for letter, span in zip(SIDES, spans, strict=True)
    )
    what = debate.measured.says.rstrip(".") or f"{each.what[:1].lower()}{each.what[1:]}"
    many = len(each.values)
    spread = f", standard error {error} over {many} seeds" if len(set(each.values)) > 1 else ""
    said = f"{what}{spread}."
    axis = strip(
        f"{mean}{each.unit} {said} Expected {expected}",
        [Mark(each.mean, "", each.error)],
        each.unit.strip(),
        [band_of(span, each.times) for span in spans],
        limits_of(each),
    )
    return f"{mean}{each.unit}", f"{said} Expected {expected}", axis


def headline(view: View, measured: Headline) -> tuple[str, str, object]:
    """What the author names of a measurement, with its numbers filled in."""
    number, says = (filled(view, measured.of, text) for text in (measured.number, measured.says))
    number = MISSING if MISSING in number else number
    marks = []
    for label, place in measured.dots.items():
        found = PLACE.fullmatch(place)
        values = values_at(view, measured.of, found["run"], found["measure"]) if found else []
        if found and values:
            marks.append(Mark(fmean(values) * (100 if found["times"] else 1), label))
    axis = strip(f"{number} {says}", marks, measured.unit) if marks else ""
    return number, says, axis


def filled(view: View, address: str, text: str) -> str:
    """A text with each ``{run.measure}`` replaced by its mean over seeds."""
    for found in list(NUMBER.finditer(text)):
        values = values_at(view, address, found["run"], found["measure"])
        if values:
            said = spoken(rounded(fmean(values) * (100 if found["times"] else 1)))
            text = text.replace(found[0], said)
        else:  # and there is nothing that a sign behind it could be the unit of
            text = re.sub(rf"{re.escape(found[0])}(\s?[%‰×°])?", MISSING, text)
    return text


def values_at(view: View, address: str, run: str, measure: str) -> list[float]:
    """What was measured, seed by seed."""
    judged = view.index.knowledge.evidence.get(address)
    seeds: tuple[Measurement, ...] = judged.measured.get(run, ()) if judged else ()
    return [each.values[measure] for each in seeds if measure in each.values]
