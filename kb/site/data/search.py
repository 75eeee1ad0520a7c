"""The search index, in the form that the theme's search reads: one entry for each thing.

It says what the pages say without reading them again: that took half of a build.  A hit's
tags show how a claim stands; titles and texts are HTML there, so they are escaped here.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator

from kb.model import Claim
from kb.site.index import Shelf, anchor
from kb.site.parts.sources import people
from kb.site.text.plain_math import bare
from kb.site.text.templates import shortened

NAME = "search/search_index.json"
# What the theme would have written: its English words to skip, its weights.
SETTINGS = {
    "lang": ["en"],
    "separator": r"[\s\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}
Entry = dict[str, object]
PLACES = (
    ("topics/", "Topics", "All claims by topic."),
    ("map/", "Map", "Every claim and every link on one map."),
    ("disputes/", "Disputes", "Contradictions, attacks, undercuts, compatible by scope."),
    ("evidence/", "Evidence", "Every demonstration and how it came out."),
    ("positions/", "Positions", "Who holds what, and whether it is consistent."),
    ("sources/", "Sources", "The discussions that claims are taken from."),
    ("changes/", "Changes", "Claims added, changed and removed, day by day."),
    ("references/", "References", "Every work that a claim cites."),
)


def search_json(shelf: Shelf, manual: Iterable[tuple[str, str, str]]) -> bytes:
    """The index; ``manual`` holds address, title and words of each hand-written page."""
    base = shelf.knowledge.base
    docs = [
        *(_claim(shelf, claim) for claim in base.claims),
        *(
            _entry(f"topics/{each.id}/", each.title, each.introduction, ("topic",))
            for each in base.topics.values()
        ),
        *(
            _entry(f"positions/{each.id}/", each.title, each.about, ("position",))
            for each in base.positions.values()
        ),
        *_works(shelf),
        *(
            _entry(f"sources/{each.id}/", each.title, each.where, ("discussion",))
            for each in base.discussions.values()
        ),
        *(_entry(where, title, words) for where, title, words in PLACES),
        *(_entry(where, title, words, ("manual",)) for where, title, words in manual),
        *(
            _entry(
                f"manual/checks/#{anchor(each.name)}",
                each.name,
                f"{each.problem} {each.fix}",
                ("check",),
            )
            for each in shelf.manual
        ),
    ]
    content = {"config": SETTINGS, "docs": docs}
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _claim(shelf: Shelf, claim: Claim) -> Entry:
    """A claim: what it says, in which scope, how it stands; its id can be searched for too."""
    topic = shelf.knowledge.base.topics.get(claim.topic)
    *_, demonstrated, standing = shelf.words[claim.id]
    evidence = () if demonstrated.value == "none" else (f"evidence: {demonstrated.value}",)
    tags = (standing.value, *evidence, bare(topic.title) if topic else claim.topic)
    words = " ".join(
        (bare(claim.statement), bare(claim.scope), claim.id, *claim.aliases, *claim.tags)
    )
    return {**_entry(f"claims/{claim.id}/", claim.title, words, tags), "boost": 2}


def _works(shelf: Shelf) -> Iterator[Entry]:
    for work in shelf.knowledge.base.references.values():
        words = f"{people(work)} ({work.year}) {work.key}"
        yield _entry(f"references/{anchor(work.key)}/", work.title, words, ("work",))


def _entry(where: str, title: str, words: str, tags: tuple[str, ...] = ()) -> Entry:
    text = re.sub(r"[#>]+ ", "", " ".join(bare(words).split()))
    found: Entry = {
        "location": where,
        "title": html.escape(bare(title), quote=False),
        "text": f"<p>{html.escape(shortened(text, 1200), quote=False)}</p>" if text else "",
    }
    return {**found, "tags": [html.escape(tag) for tag in tags]} if tags else found
