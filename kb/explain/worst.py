"""The worst news of a claim in one word, as lists and answers show it beside its name.

lost > contested > held by nobody > tested > unchallenged: nobody is to read of a claim that
something rests on it without what speaks against it.
"""

from kb.explain.cells import cells
from kb.explain.four_words import Word
from kb.knowledge import Knowledge, said_once
from kb.model import Claim
from kb.model.outcomes import Label

BAD = frozenset({"✕", "■"})
OPEN = frozenset({"◐", "▲"})


@said_once
def worst(knowledge: Knowledge, claim: Claim) -> Word:
    """One of its cells; who is held by nobody is said to be, beside what failed."""
    evidence, prediction, debate, _ = cells(knowledge, claim)
    nobody = knowledge.standing.label(claim.id) == Label.NOT_IN_DEBATE and not claim.withdrawn
    tail = ", held by nobody" if nobody else ""
    for word, name in (
        (prediction, "prediction lost"),
        (debate, debate.value),
        (evidence, evidence.value),
    ):
        if word.shape in BAD:
            return Word("state", f"{name}{tail}", word.shape, word.meaning)
    for word, name in (
        (debate, debate.value),
        (evidence, evidence.value),
        (prediction, f"prediction {prediction.value}"),
    ):
        if word.shape in OPEN:
            return Word("state", f"{name}{tail}", word.shape, word.meaning)
    if nobody or claim.withdrawn:
        return Word("state", debate.value, debate.shape, debate.meaning)
    if evidence.shape == "●":
        return Word("state", evidence.value, evidence.shape, evidence.meaning)
    return Word("state", debate.value, debate.shape, debate.meaning)
