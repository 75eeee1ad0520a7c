"""The changes as Atom feeds, of all and of each topic: an entry for each day, absolute links.

It reads no clock: the feed is as old as its newest entry, and an entry as the last change of its
day, so that readers look again when a day goes on.
"""

import re
import xml.etree.ElementTree as ET  # to write only; nothing is read with it
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb.history.history import Change
from kb.phrasing import anchor
from kb.site.index import Index
from kb.site.parts.history import KINDS, MOST, summary
from kb.site.text.numbers import long_date
from kb.site.text.plain_math import bare

NAME = "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
LATEST = 30
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feeds(index: Index) -> Iterator[tuple[str, bytes]]:
    """The newest changes of the base, and of each topic, for readers of feeds."""
    days, base = index.history.changes, index.knowledge.base.configuration.title
    if days:
        yield NAME, feed(index, days[:LATEST], NAME, f"{base}: what changed", "changes/")
    for topic in index.knowledge.base.topics.values():
        own = changes_of_topic(index, topic.id)[:LATEST]
        if own:
            title = f"{base}: what changed in {bare(topic.title)}"
            place = f"topics/{topic.id}/"
            yield f"{place}{NAME}", feed(index, own, f"{place}{NAME}", title, place)


def changes_of_topic(index: Index, topic: str) -> list[Change]:
    """Days on which claims came to a topic or were changed; what is gone has no topic any more."""
    of = {name for name, claim in index.claims.items() if claim.topic == topic}
    days = [
        replace(
            day,
            added=tuple(name for name in day.added if name in of),
            changed=tuple(name for name in day.changed if name in of),
            removed=(),
        )
        for day in index.history.changes
    ]
    return [day for day in days if day.added or day.changed]


def feed(index: Index, days: Sequence[Change], name: str, title: str, page: str) -> bytes:
    """Days as a feed that lies under a name and speaks of a page."""
    site = index.site
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(root, "title", title)
    _add(root, "id", f"{site}{page}")
    _add(root, "link", rel="self", type="application/atom+xml", href=f"{site}{name}")
    _add(root, "link", rel="alternate", type="text/html", href=f"{site}{page}")
    _add(root, "updated", max(map(_instant, days)))
    _add(_add(root, "author"), "name", index.knowledge.base.configuration.title)
    for day in days:
        _entry(root, index, day, "" if name == NAME else page)
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(root: ET.Element, index: Index, change: Change, page: str = "") -> None:
    entry = _add(root, "entry")
    where = f"{index.site}changes/#{anchor(change.date)}"
    _add(entry, "title", f"{long_date(change.date)}: {summary(change)}")
    _add(entry, "id", f"{index.site}{page}#{anchor(change.date)}" if page else where)
    _add(entry, "link", rel="alternate", type="text/html", href=where)
    _add(entry, "updated", _instant(change))
    content = _add(entry, "content", type="xhtml")
    body = ET.SubElement(content, "div", {"xmlns": "http://www.w3.org/1999/xhtml"})
    for name, said in KINDS:
        claims = getattr(change, name)
        if claims:
            _add(body, "p", f"{said}:")
            listing = _add(body, "ul")
            for claim in claims[:MOST]:
                _item(listing, index, claim)
        if len(claims) > MOST:
            _add(body, "p", f"and {len(claims) - MOST} more")


def _item(listing: ET.Element, index: Index, name: str) -> None:
    claim = index.claims.get(name)
    item = _add(listing, "li", "" if claim else name)
    if claim:
        _add(item, "a", bare(claim.title), href=f"{index.site}claims/{claim.id}/")


def _add(parent: ET.Element, tag: str, words: str = "", **attributes: str) -> ET.Element:
    found = ET.SubElement(parent, tag, attributes)
    found.text = NOT_IN_XML.sub("", words) or None
    return found


def _instant(change: Change) -> str:
    return change.at or f"{change.date}T00:00:00Z"
