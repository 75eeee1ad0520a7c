"""Say in plain words what stands, why, and on what evidence.

The command line and the pages tell the same story, so it is composed once, here:
sentences are tuples of text and mentions, and whoever shows them decides what a
mention looks like.
"""

from dataclasses import dataclass, replace

from kb.demos.cruxes import in_force_against
from kb.history.registrations import own_terms_name
from kb.knowledge import Knowledge, said_once
from kb.model import Claim, Demonstration
from kb.model.outcomes import Label, Verdict
from kb.phrasing import one_line, quantity
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


@said_once
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
    """How its demonstrations came out, or what was predicted for it wrongly."""
    word = evidence_word(knowledge, claim)
    if claim.id in knowledge.failed_predictions and word.value not in ("faulty", "refuted"):
        meaning = "a prediction registered for it came out false; beside it stands who made it"
        return Word("demonstrated", "prediction failed", "✕", meaning)
    if word.value == "none" and claim.predictions:
        meaning = "it is tested by what it predicts of another claim's measurement"
        return replace(word, meaning=meaning)
    return word


@said_once
def evidence_word(knowledge: Knowledge, claim: Claim) -> Word:
    """The least good word of the demonstrations that bear on it.

    What bears on its scope only, or illustrates, weighs nothing: its word is shown in grey.
    """
    known = {
        demonstration.address: counted_word(knowledge, demonstration)
        for demonstration in claim.demonstrations
        if demonstration.address in knowledge.evidence
    }
    bearing = [d for d in claim.demonstrations if d.bears in ("for", "against")]
    counting = [d for d in bearing if not d.flaw and not undercutting(knowledge, d.address)]
    words = list(known.values())
    weighing = [known[d.address] for d in counting or bearing if d.address in known]
    value = next((word for word in DEMONSTRATED if word in (weighing or words)), "none")
    shape, meaning = DEMONSTRATED[value]
    if weighing and not counting and value not in ("faulty", "unmeasured"):
        cut = any(undercutting(knowledge, d.address) for d in bearing)
        faults = ["is undercut"] * cut + ["has a flaw in its design"] * any(d.flaw for d in bearing)
        why = " or ".join(faults)
        said = "undercut" if why == "is undercut" else "undecided"
        meaning = f"whatever was measured for or against it {why}, so that it decides nothing"
        return Word("demonstrated", said, "◐", meaning, f"the runs say: {value}")
    if words and not weighing:
        shape, meaning = "○", f"{meaning}; but none bears for or against the claim itself"
    bearings = sorted({BEARING[demonstration.bears] for demonstration in claim.demonstrations})
    because = (
        f"{quantity(len(words), 'demonstration')}; it {' and '.join(bearings)}" if words else ""
    )
    return Word("demonstrated", value, shape, meaning, because, weighs=bool(weighing or not words))


def counted_word(knowledge: Knowledge, demonstration: Demonstration) -> str:
    """Its word by the tests that count: what was added after the published run does not."""
    judged = knowledge.evidence.get(demonstration.address)
    if judged is None:
        return "unmeasured"
    if not own_tests_too_late(knowledge, demonstration):
        return judged.word
    if judged.word not in ("refuted", "unclear"):
        return judged.word
    counted = [verdict.word for verdict in counted_verdicts(knowledge, demonstration)]
    order = ("refuted", "unclear", "fragile")
    return next((word for word in order if word in counted), "holds") if counted else judged.word


def counted_verdicts(knowledge: Knowledge, demonstration: Demonstration) -> list[Verdict]:
    """How its tests came out, without those that were added after the published run."""
    judged = knowledge.evidence.get(demonstration.address)
    late = own_tests_too_late(knowledge, demonstration)
    every = judged.verdicts if judged else ()
    return [each for each in every if not each.check and one_line(each.text) not in late]


def own_tests_too_late(knowledge: Knowledge, demonstration: Demonstration) -> frozenset[str]:
    """Its own conditions that were written down after the published run."""
    name = own_terms_name(demonstration.name)
    return knowledge.registrations.too_late.get((demonstration.claim, name), frozenset())


def undercutting(knowledge: Knowledge, address: str) -> list[str]:
    """Claims that keep a measurement from counting, for they undercut or attack it unanswered."""
    return in_force_against(address, knowledge.graph, knowledge.standing)


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
