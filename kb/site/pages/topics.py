"""Topics: their introductions and their claims."""

from kb.model import Claim, Topic
from kb.site.index import Context, View
from kb.site.text.markdown import document
from kb.site.text.numbers import quantity_in_words


def topics(view: View) -> Context:
    """Every topic with its claims."""
    return {
        "topics": [topic_line(view, topic) for topic in view.index.knowledge.base.topics.values()]
    }


def topic_line(view: View, topic: Topic) -> Context:
    """A topic as an entry of a list."""
    claims = _claims_of(view, topic.id)
    return {
        "title": view.inline(topic.title),
        "href": view.to(f"topics/{topic.id}/"),
        "count": quantity_in_words(len(claims), "claim"),
        "first": view.inline(topic.introduction.strip().split("\n\n")[0]),
        "claims": view.lines(claims),
    }


def topic_page(view: View, topic: Topic) -> Context:
    """A topic with its introduction and its claims."""
    return {
        "title": view.inline(topic.title),
        "introduction": document(topic.introduction, view.address),
        "claims": view.lines(_claims_of(view, topic.id)),
        "topics_href": view.to("topics/"),
        "words_href": view.to("manual/words/"),
    }


def _claims_of(view: View, topic: str) -> list[Claim]:
    return [claim for claim in view.index.knowledge.base.claims if claim.topic == topic]
