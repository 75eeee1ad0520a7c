"""What changed, day by day, the newest first."""

from kb.history.history import Change
from kb.phrasing import anchor
from kb.site.data.feed import NAME as FEED
from kb.site.index import Context, View
from kb.site.parts.history import KINDS, MOST
from kb.site.text.numbers import long_date, quantity_in_words


def latest_change(view: View) -> Context:
    """When the base last changed, and where to read on."""
    days = view.index.history.changes
    return {
        "date": long_date(days[0].date) if days else "",
        "changes_href": view.to("changes/"),
        "feed_href": view.to(FEED) if days and view.index.site else "",
    }


def changes(view: View) -> Context:
    """What changed, the newest day first."""
    days = view.index.history.changes
    feed = view.to(FEED) if days and view.index.site else ""
    return {"days": [_day(view, day) for day in days], "feed_href": feed}


def _day(view: View, change: Change) -> Context:
    groups = ((said, getattr(change, name)) for name, said in KINDS)
    return {
        "date": long_date(change.date),
        "id": anchor(change.date),
        "groups": [
            {
                "said": said,
                "lines": [_line(view, claim) for claim in claims[:MOST]],
                "more": quantity_in_words(len(claims) - MOST, "more") if len(claims) > MOST else "",
            }
            for said, claims in groups
            if claims
        ],
    }


def _line(view: View, name: str) -> Context:
    """A claim that is there today as a link; one that is not, by the name it had."""
    claim = view.index.claims.get(name)
    return {"name": name, "claim": view.line(claim) if claim else None}
