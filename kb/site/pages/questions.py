"""Questions: an answer in a few sentences, and behind each sentence the claims it rests on."""

from kb.explain.worst import worst
from kb.model.questions import Question, Sentence
from kb.site.index import Context, Index, View
from kb.site.parts.debates import panel
from kb.site.text.numbers import quantity_in_words
from kb.site.text.plain_math import bare

ABOUT = "What people ask, answered as far as the base goes, with the claims behind each sentence."


def questions(view: View) -> Context:
    """Every question with its answer."""
    return {
        "questions": [
            {
                "question": question.question,
                "href": view.to(f"questions/{question.id}/"),
                "answer": view.inline(question.answer),
            }
            for question in view.index.knowledge.base.questions.values()
        ]
    }


def question_page(view: View, question: Question) -> Context:
    """One question: the answer, sentence by sentence, and what would change it."""
    topic = view.index.knowledge.base.topics.get(question.topic)
    claims = {name for each in question.sentences for name in each.rests_on}
    return {
        "question": question.question,
        "questions_href": view.to("questions/"),
        "answer": view.inline(question.answer),
        "debate": panel(view, topic) if topic else None,
        "count": quantity_in_words(len(claims), "claim"),
        "sentences": [resting(view, each) for each in question.sentences],
        "would_change": [resting(view, each) for each in question.would_change],
        "topic": {"title": view.inline(topic.title), "href": view.to(f"topics/{topic.id}/")}
        if topic
        else None,
    }


def resting(view: View, sentence: Sentence) -> Context:
    """A sentence over its claims, each with its state today, and the old one if it changed."""
    found = []
    for name, written in sentence.rests_on.items():
        claim = view.index.claims.get(name)
        if claim is None:
            continue
        state = view.index.states[claim.id]
        found.append(
            {
                "href": view.to(f"claims/{claim.id}/"),
                "name": bare(claim.short or claim.title),
                "state": state,
                "was": written if written != state["said"] else "",
            }
        )
    return {"says": view.inline(sentence.says), "rests_on": found}


def changed_states(index: Index) -> list[str]:
    """A line for each sentence that was written under another state of a claim it rests on."""
    knowledge = index.knowledge
    return [
        f"{question.file}: '{name}' was '{written}' when a sentence was written, and is '{now}' now"
        for question in knowledge.base.questions.values()
        for sentence in (*question.sentences, *question.would_change)
        for name, written in sentence.rests_on.items()
        if name in knowledge.base.by_id
        and (now := worst(knowledge, knowledge.base.by_id[name]).value) != written
    ]
