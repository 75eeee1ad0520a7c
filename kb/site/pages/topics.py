"""Topics: their introductions and their claims."""

from kb.model import Claim, Topic
from kb.site.data.feed import NAME as FEED
from kb.site.data.feed import changes_of_topic
from kb.site.index import Context, View
from kb.site.parts.debates import panel
from kb.site.text.markdown import document
from kb.site.text.numbers import quantity_in_words
from kb.site.text.plain_math import bare
from kb.site.text.templates import shorten

LISTED = 150  # claims of a base whose topics are listed with them; else each topic's page has them
SHORT = 120  # letters of an introduction, where topics are only listed


def topics(view: View) -> Context:
    """Every topic with its claims."""
    base = view.index.knowledge.base
    return {
        "topics": [topic_line(view, topic) for topic in base.topics.values()],
        "is_short": len(base.claims) <= LISTED,
    }


def topic_line(view: View, topic: Topic) -> Context:
    """A topic as an entry of a list."""
    claims = _claims_of(view, topic.id)
    return {
        "title": view.inline(topic.title),
        "href": view.to(f"topics/{topic.id}/"),
        "count": quantity_in_words(len(claims), "claim"),
        "first": view.inline(topic.introduction.strip().split("\n\n")[0]),
        "short": shorten(bare(topic.introduction.strip().split("\n\n")[0]), SHORT),
        "claims": view.lines(claims),
    }


def topic_page(view: View, topic: Topic) -> Context:
    """A topic with its introduction and its claims."""
    return {
        "title": view.inline(topic.title),
        "introduction": document(topic.introduction, view.address),
        "debate": panel(view, topic),
        "claims": view.lines(_claims_of(view, topic.id)),
        "topics_href": view.to("topics/"),
        "words_href": view.to("manual/words/"),
        "object_href": view.to("manual/reading/#how-to-object"),
        "feed_href": view.to(f"topics/{topic.id}/{FEED}") if has_feed(view, topic) else "",
    }


def feed_of_topic(view: View, topic: Topic) -> Context:
    """What the head of a topic's page says of its feed, if it has one."""
    title = f"What changed in {bare(topic.title)}"
    found = [[FEED, title, "application/atom+xml"]] if has_feed(view, topic) else []
    return {"alternates": found} if found else {}


def has_feed(view: View, topic: Topic) -> bool:
    """Whether anything is known of when its claims changed, and of where the feed lies."""
    return bool(view.index.site and changes_of_topic(view.index, topic.id))


def _claims_of(view: View, topic: str) -> list[Claim]:
    return view.index.in_topic.get(topic, [])
