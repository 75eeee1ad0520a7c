"""Say in plain words what stands, why, and on what evidence.

The command line and the pages tell the same story, so it is composed once, here:
sentences are tuples of text and mentions, and whoever shows them decides what a
mention looks like.
"""

from dataclasses import dataclass

from kb.knowledge import Knowledge
from kb.model import Claim
from kb.model.outcomes import Label
from kb.phrasing import quantity
from kb.reading.passages import stands_in

BEARING = {
    "for": "bears for the claim",
    "against": "bears against the claim",
    "scopes": "bears on its scope",
    "illustrates": "illustrates the mechanism",
}


@dataclass(frozen=True)
class Word:
    """One of the four words of a claim: its value, shape, meaning, and the reason."""

    aspect: str  # well-formed | sourced | demonstrated | standing
    value: str
    shape: str  # a symbol that reads without colour
    meaning: str
    because: str = ""
    label: str = ""  # the field's term, where the value is a word for readers
    weighs: bool = True  # whether what it says bears on the claim itself


DEMONSTRATED = {
    "faulty": ("■", "a run failed, or a control did not break what it must"),
    "unmeasured": ("□", "not all of it has been run"),
    "refuted": ("✕", "an expectation came out false, and fresh seeds would seldom say otherwise"),
    "unclear": ("◐", "of an expectation these seeds cannot tell whether it holds"),
    "fragile": ("▲", "all expectations hold, and of one fresh seeds might say otherwise"),
    "holds": ("●", "all expectations hold, and the controls break them"),
    "none": ("○", "no program could prove it wrong yet"),
}
STANDING = {
    Label.IN: ("stands", "●", "every attack on it is answered"),
    Label.OUT: ("defeated", "✕", "an attack on it stands"),
    Label.UNDEC: ("contested", "◐", "neither side of an attack on it prevails"),
    Label.NOT_IN_DEBATE: ("held by nobody", "○", "nobody in the base asserts it"),
    Label.UNKNOWN: ("unknown", "?", "the budget was spent before it was found"),
}

UNCHALLENGED = "nothing in the base attacks it"
FIELD_TERMS = {Label.IN: "stands", Label.NOT_IN_DEBATE: "not in debate"}


def four_words(knowledge: Knowledge, claim: Claim) -> tuple[Word, Word, Word, Word]:
    """Well-formed, sourced, demonstrated, standing: never one word for all."""
    dangling = any(dangling.link.source == claim.id for dangling in knowledge.graph.dangling)
    formed = (
        Word("well-formed", "no", "■", "a link of it points at nothing")
        if dangling
        else Word("well-formed", "yes", "✓", "every field and link of its file can be read")
    )
    return (
        formed,
        sourced_word(knowledge, claim),
        demonstrated_word(knowledge, claim),
        standing_word(knowledge, claim),
    )


def sourced_word(knowledge: Knowledge, claim: Claim) -> Word:
    """Whether its locators are proven and its citations resolve."""
    base = knowledge.base
    proven = listed = failed = 0
    for source in claim.sources:
        passage = base.passage(source.passage)
        if passage:
            salt = base.discussions[source.passage.partition("/")[0]].salt
            good = stands_in(source.locator, passage, salt)
            proven += good
        else:
            good = source.cite in base.references
            listed += good
        failed += not good
    if not claim.sources:
        return Word("sourced", "no", "○", "it cites no source")
    if failed:
        return Word("sourced", "not proven", "■", f"{quantity(failed, 'source')} cannot be found")
    cut = any(p.cut for p in (base.passage(s.passage) for s in claim.sources) if p)
    because = "; a passage is cut off, and stays so" if cut else ""
    found = [f"{quantity(proven, 'locator')} proven"] if proven else []
    found += [f"{quantity(listed, 'work')} listed, places in works not checked"] if listed else []
    meaning = "its sources are found where it says"
    return Word("sourced", "yes", "✓", meaning, f"{', '.join(found)}{because}")


def demonstrated_word(knowledge: Knowledge, claim: Claim) -> Word:
    """The least good word of the demonstrations that bear on it, or what it predicted wrongly.

    What bears on its scope only, or illustrates, weighs nothing: its word is shown in grey.
    """
    known = {
        demonstration.address: knowledge.evidence[demonstration.address].word
        for demonstration in claim.demonstrations
        if demonstration.address in knowledge.evidence
    }
    bearing = [d.address for d in claim.demonstrations if d.bears in ("for", "against")]
    words = list(known.values())
    weighing = [known[address] for address in bearing if address in known]
    value = next((word for word in DEMONSTRATED if word in (weighing or words)), "none")
    shape, meaning = DEMONSTRATED[value]
    if claim.id in knowledge.failed_predictions and value not in ("faulty", "refuted"):
        value, shape = "prediction failed", "✕"
        meaning = "a prediction registered for it came out false; beside it stands who made it"
        return Word("demonstrated", value, shape, meaning)
    if words and not weighing:
        shape, meaning = "○", f"{meaning}; but none bears for or against the claim itself"
    if value == "none" and claim.predictions:
        meaning = "it is tested by what it predicts of another claim's measurement"
    bearings = sorted({BEARING[demonstration.bears] for demonstration in claim.demonstrations})
    because = (
        f"{quantity(len(words), 'demonstration')}; it {' and '.join(bearings)}" if words else ""
    )
    return Word("demonstrated", value, shape, meaning, because, weighs=bool(weighing or not words))


def standing_word(knowledge: Knowledge, claim: Claim) -> Word:
    """Its grounded label."""
    label = knowledge.standing.label(claim.id)
    value, shape, meaning = STANDING[label]
    attacked = len(knowledge.standing.attacks_on.get(claim.id, ()))
    if label == Label.IN:
        value = "defended" if attacked else "unchallenged"
        shape, meaning = (shape, meaning) if attacked else ("○", UNCHALLENGED)
    elif label == Label.NOT_IN_DEBATE and demonstrated_word(knowledge, claim).value == "refuted":
        meaning = "nobody in the base asserts it; a sharpened reading, which the run refuted"
    if claim.withdrawn:
        return Word("standing", "withdrawn", "○", claim.withdrawn, label="withdrawn")
    least = "at least " if claim.id in knowledge.standing.cut else ""
    because, term = f"{least}{quantity(attacked, 'attack')}", FIELD_TERMS.get(label, value)
    return Word("standing", value, shape, meaning, because, term)
