"""Checks of answers: every sentence rests on claims that are there."""

from collections.abc import Iterator

from kb.checks.check import check
from kb.knowledge import Knowledge
from kb.model import Finding, Place
from kb.model.names import did_you_mean
from kb.model.questions import Question, Sentence


@check(severity="error")
def sentence_rests_on_nothing(knowledge: Knowledge) -> Iterator[Finding]:
    """A sentence of an answer that rests on no claim, or on one that is not there.

    Problem: an answer is only as good as the claims behind each of its sentences.
    Fix: name the claims under `rests_on:`, or take the sentence out.

    Passes:

        # question
        question: Do panels last?
        answer: Yes, says the industry.
        sentences: [{says: They do., rests_on: {panels-last: 'tested, came out'}}]
        would_change: []

    Fails:

        # question
        question: Do panels last?
        answer: Yes, says the industry.
        sentences: [{says: They do., rests_on: {}}]
        would_change: []
    """
    known = tuple(knowledge.base.by_id)
    for question in knowledge.base.questions.values():
        for path, sentence in sentences_of(question):
            if not sentence.rests_on:
                message = "this sentence rests on no claim"
                yield Finding(Place(question.file, path), message, "name the claims it rests on")
            for name in sentence.rests_on:
                if name not in known and name not in knowledge.base.broken:
                    message = f"'{name}' is no claim{did_you_mean(name, known)}"
                    where = Place(question.file, (*path, "rests_on", name))
                    yield Finding(where, message, "name a claim by its id, the name of its file")
        if question.topic and question.topic not in knowledge.base.topics:
            near = did_you_mean(question.topic, tuple(knowledge.base.topics))
            message = f"'{question.topic}' is no topic{near}"
            hint = "name a topic by its folder"
            yield Finding(Place(question.file, ("topic",)), message, hint)


def sentences_of(question: Question) -> Iterator[tuple[tuple[str, int], Sentence]]:
    """Every sentence of a question's file, with its place."""
    for field in ("sentences", "would_change"):
        for number, sentence in enumerate(getattr(question, field)):
            yield (field, number), sentence
