"""The changes as an Atom feed: one entry for each day, with absolute links.

It reads no clock: the feed is as old as its newest entry.
"""

import re
import xml.etree.ElementTree as ET  # to write only; nothing is read with it

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


def feed(index: Index) -> bytes:
    """The newest changes, for readers of feeds."""
    site, days = index.site, index.history.changes[:LATEST]
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(root, "title", "kb: what changed")
    _add(root, "id", f"{site}changes/")
    _add(root, "link", rel="self", type="application/atom+xml", href=f"{site}{NAME}")
    _add(root, "link", rel="alternate", type="text/html", href=f"{site}changes/")
    _add(root, "updated", _instant(days[0].date))
    _add(_add(root, "author"), "name", "kb")
    for day in days:
        _entry(root, index, day)
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(root: ET.Element, index: Index, change: Change) -> None:
    entry = _add(root, "entry")
    where = f"{index.site}changes/#{anchor(change.date)}"
    _add(entry, "title", f"{long_date(change.date)}: {summary(change)}")
    _add(entry, "id", where)
    _add(entry, "link", rel="alternate", type="text/html", href=where)
    _add(entry, "updated", _instant(change.date))
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


def _instant(date: str) -> str:
    return f"{date}T00:00:00Z"
