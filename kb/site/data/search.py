"""The search index, in the form that the theme's search reads: one entry for each thing.

It says what the pages say without reading them again: that took half of a build.  A hit's
tags show how a claim stands; titles and texts are HTML there, so they are escaped here.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator

from kb.model import Claim
from kb.phrasing import anchor
from kb.site.index import Index
from kb.site.parts.sources import authors
from kb.site.text.plain_math import bare
from kb.site.text.templates import shorten

NAME = "search/search_index.json"
# What the theme would have written: its English words to skip, its weights.
SETTINGS = {
    "lang": ["en"],
    "separator": r"[\s\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}
Entry = dict[str, object]
Place = tuple[str, str, str]  # address, title, words


def search_json(index: Index, places: Iterable[Place], manual: Iterable[Place]) -> bytes:
    """The index; ``places`` are the sections of the site, ``manual`` its hand-written pages."""
    base = index.knowledge.base
    docs = [
        *(_claim(index, claim) for claim in base.claims),
        *(
            _entry(f"topics/{topic.id}/", topic.title, topic.introduction, ("topic",))
            for topic in base.topics.values()
        ),
        *(
            _entry(f"positions/{position.id}/", position.title, position.about, ("position",))
            for position in base.positions.values()
        ),
        *_works(index),
        *(
            _entry(f"sources/{discussion.id}/", discussion.title, discussion.where, ("discussion",))
            for discussion in base.discussions.values()
        ),
        *(_entry(where, title, words) for where, title, words in places),
        *(_entry(where, title, words, ("manual",)) for where, title, words in manual),
        *(
            _entry(
                f"manual/checks/#{anchor(check.name)}",
                check.name,
                f"{check.problem} {check.fix}",
                ("check",),
            )
            for check in index.manual
        ),
    ]
    content = {"config": SETTINGS, "docs": docs}
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _claim(index: Index, claim: Claim) -> Entry:
    """A claim: what it says, in which scope, how it stands; its id can be searched for too."""
    topic = index.knowledge.base.topics.get(claim.topic)
    *_, demonstrated, standing = index.words[claim.id]
    evidence = () if demonstrated.value == "none" else (f"evidence: {demonstrated.value}",)
    tags = (standing.value, *evidence, bare(topic.title) if topic else claim.topic)
    words = " ".join(
        (bare(claim.statement), bare(claim.scope), claim.id, *claim.aliases, *claim.tags)
    )
    return {**_entry(f"claims/{claim.id}/", claim.title, words, tags), "boost": 2}


def _works(index: Index) -> Iterator[Entry]:
    for work in index.knowledge.base.references.values():
        words = f"{authors(work)} ({work.year}) {work.key}"
        yield _entry(f"references/{anchor(work.key)}/", work.title, words, ("work",))


def _entry(where: str, title: str, words: str, tags: tuple[str, ...] = ()) -> Entry:
    text = re.sub(r"[#>]+ ", "", " ".join(bare(words).split()))
    found: Entry = {
        "location": where,
        "title": html.escape(bare(title), quote=False),
        "text": f"<p>{html.escape(shorten(text, 1200), quote=False)}</p>" if text else "",
    }
    return {**found, "tags": [html.escape(tag) for tag in tags]} if tags else found
