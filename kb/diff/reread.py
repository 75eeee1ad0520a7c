"""What relied on a claim whose words changed, and should be read again.

Nothing is stamped in files: what a claim says is compared, and whoever rests a link, a
prediction, a debate or an answer on it is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.diff.content import Edit
from kb.diff.sides import Sides

SAYING = frozenset({"title", "statement", "scope", "kind", "withdrawn"})


@dataclass(frozen=True)
class Suspect:
    """Something that may no longer be right, and the changed claim that it rests on."""

    what: str  # link | premise | prediction | debate | answer
    where: str
    claim: str


def to_read_again(sides: Sides, edits: list[Edit]) -> list[Suspect]:
    """Each once, in the order of claims."""
    changed = {edit.where for edit in edits if edit.what in SAYING}
    measured = {edit.where for edit in edits if edit.what.endswith(" of a demonstration")}
    gone = {edit.where for edit in edits if (edit.how, edit.what) == ("removed", "claim")}
    found = [*resting(sides, changed | gone), *predicting(sides, measured | changed | gone)]
    return list(dict.fromkeys(found))


def resting(sides: Sides, changed: set[str]) -> Iterator[Suspect]:
    """Links of other claims, debates and answers that rest on one of them."""
    base = sides.after.base
    for claim in base.claims:
        for link in claim.links:
            if link.target in changed and claim.id not in changed:
                yield Suspect("link", link.address, link.target)
            for premise in link.co_premises:
                if premise in changed:
                    yield Suspect("premise", link.address, premise)
    for topic in base.topics.values():
        for side in topic.debate.sides if topic.debate else ():
            for name in {side.claim, side.stands_in} & changed:
                yield Suspect("debate", topic.id, name)
    for question in base.questions.values():
        for sentence in question.sentences:
            for name in sentence.rests_on:
                if name in changed:
                    yield Suspect("answer", question.id, name)


def predicting(sides: Sides, changed: set[str]) -> Iterator[Suspect]:
    """Predictions of a demonstration that changed, or whose claim did."""
    for claim in sides.after.base.claims:
        for prediction in claim.predictions:
            of = prediction.of.partition("/")[0]
            if claim.id != of and {prediction.of, of} & changed:
                yield Suspect("prediction", f"{claim.id}/{prediction.name}", of)
