"""What a reader asks first of a claim, in four cells: evidence, prediction, debate, source.

Each is a word with a shape and half a sentence.  Only what could have gone otherwise, and was
seen to go one way, is told in a shape that is coloured.
"""

from kb.demos.cruxes import in_force_against
from kb.demos.stakes import verdicts_of
from kb.explain.comparisons import comparisons
from kb.explain.conditions import range_in_words
from kb.explain.crux_sentences import measured_value, speaker_of
from kb.explain.four_words import BEARING, Word, evidence_word, sourced_word, standing_word
from kb.knowledge import Knowledge, said_once
from kb.model import Claim, Demonstration
from kb.model.outcomes import Crux, Label, Verdict
from kb.phrasing import quantity

EVIDENCE = {
    "holds": "tested, came out",
    "refuted": "tested, failed",
    "unclear": "tested, cannot be told",
    "fragile": "tested, fragile",
    "undercut": "tested, undercut",
    "undecided": "tested, decides nothing",
    "faulty": "a run failed",
    "unmeasured": "not run yet",
    "none": "not tested",
}
LEAST_GOOD = ("faulty", "refuted", "unclear", "fragile", "holds")


@said_once
def cells(knowledge: Knowledge, claim: Claim) -> tuple[Word, Word, Word, Word]:
    """The four, in the order of a page."""
    return (
        evidence(knowledge, claim),
        prediction(knowledge, claim),
        debate(knowledge, claim),
        source(knowledge, claim),
    )


def evidence(knowledge: Knowledge, claim: Claim) -> Word:
    """How its own demonstrations came out; grey if none bears on the claim itself."""
    word = evidence_word(knowledge, claim)
    count = quantity(len(claim.demonstrations), "demonstration")
    bearings = {demonstration.bears for demonstration in claim.demonstrations}
    if word.value != "none" and not word.weighs:
        said = "bears on scope only" if "scopes" in bearings else "illustrated only"
        return Word("evidence", said, "◇", f"{count}; none tests the claim itself")
    if word.value == "none":
        why = "no program could prove it wrong yet"
        if claim.predictions:
            why = "no measurement of its own; what was predicted for it stands beside"
        return Word("evidence", EVIDENCE["none"], "○", why)
    what = " and ".join(BEARING[each] for each in BEARING if each in bearings)
    why = word.meaning if word.value in ("undercut", "undecided") else ""
    return Word(
        "evidence", EVIDENCE[word.value], word.shape, why or f"{count}: {word.meaning}", what
    )


def prediction(knowledge: Knowledge, claim: Claim) -> Word:
    """How what was registered for it came out, and by whom it was made if not by its holders."""
    aspect = "prediction"
    if not claim.predictions:
        return Word(
            aspect, "none registered", "○", "nothing was predicted for it of another claim's run"
        )
    late = knowledge.registrations.too_late
    found: list[Verdict] = []
    doubts: set[str] = set()
    for each in claim.predictions:
        of = knowledge.base.demonstrations.get(each.of)
        if of is None:
            continue
        verdicts = verdicts_of(claim, each, of, knowledge.evidence, late)
        if doubt := doubt_of(knowledge, of) if verdicts else "":
            doubts.add(doubt)
        else:
            found += verdicts
    why = told(knowledge, claim)
    if doubts and not found:
        return Word(
            aspect, "decides nothing", "◐", f"{' and '.join(sorted(doubts))}. {why}".strip()
        )
    if not found:
        return Word(aspect, "none that counts", "○", "added after the run, or not measured yet")
    words = [verdict.word for verdict in found]
    lost, came = words.count("refuted"), words.count("holds")
    if lost:
        return Word(aspect, f"{lost} lost", "✕", why or "it came out false")
    if came == len(words):
        return Word(aspect, f"{came} came out", "●", why or "all that was registered came out")
    least = next(word for word in LEAST_GOOD if word in words)
    said = "fragile" if least == "fragile" else "cannot be told"
    return Word(aspect, said, "▲" if said == "fragile" else "◐", why or "fresh seeds might differ")


def doubt_of(knowledge: Knowledge, test: Demonstration) -> str:
    """Why a measurement decides nothing whatever came out; nothing if it does."""
    if test.flaw:
        return "the design of the test has a flaw"
    if in_force_against(test.address, knowledge.graph, knowledge.standing):
        return "the test is undercut"
    return ""


def told(knowledge: Knowledge, claim: Claim) -> str:
    """The first number that a crux of the claim compares, as measured and as expected.

    One whose measurement decides something goes first.
    """
    spoken_of = {each.of for each in claim.predictions}
    tests = knowledge.base.demonstrations
    for crux in sorted(knowledge.cruxes, key=lambda c: doubt_of(knowledge, tests[c.demonstration])):
        if claim.id not in (crux.first, crux.second) or crux.demonstration not in spoken_of:
            continue
        speaker = speaker_of(knowledge.base, crux, claim.id)
        whose = f" The number is by {speaker}." if speaker else ""
        for each in comparisons(knowledge, crux):
            span = each.spans[0 if crux.first == claim.id else 1]
            expected = f"{range_in_words(span, each.times)}{each.unit}"
            how = "added later" if is_late(knowledge, claim, crux) else "registered"
            return f"{measured_value(each)} measured; {expected} {how}.{whose}"
    return ""


def is_late(knowledge: Knowledge, claim: Claim, crux: Crux) -> bool:
    """Whether what a claim expects in a clash was written down after the run."""
    late = knowledge.registrations.too_late
    texts = {text for each in claim.predictions for text in late.get((claim.id, each.name), ())}
    return any(f"{claim.id}: {text}" in crux.clash for text in texts)


def debate(knowledge: Knowledge, claim: Claim) -> Word:
    """Its standing, in the words for readers."""
    word = standing_word(knowledge, claim)
    because = word.meaning
    if word.value == "defended":
        because = f"{word.because}, and all are answered"
    label = knowledge.standing.label(claim.id)
    said = "attacked, defended" if word.value == "defended" else word.value
    shape = "◌" if label == Label.NOT_IN_DEBATE and not claim.withdrawn else word.shape
    return Word("in debate", said, shape, because)


def source(knowledge: Knowledge, claim: Claim) -> Word:
    """Whether what it says was found where it says."""
    word = sourced_word(knowledge, claim)
    inferred = any(holding.inferred for holding in claim.held_by)
    said = {"yes": "traced, partly inferred" if inferred else "traced", "no": "no source"}
    return Word(
        "source", said.get(word.value, "not found"), word.shape, word.because or word.meaning
    )
