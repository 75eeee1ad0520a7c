"""The search index: one entry for each thing that has a page or a place of its own.

It says what the pages say without reading them again: that took half of a build.  Titles and
texts are HTML where hits are shown, so they are escaped here.  ``words`` (names, states) and
``more`` (people, works, measurements) are searched and not shown; _data/assets/search.js finds.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kb.explain.cells import cells
from kb.explain.four_words import Word
from kb.explain.worst import worst
from kb.model import Claim
from kb.model.outcomes import Label
from kb.phrasing import anchor, quantity
from kb.reading.page_paths import tag_place
from kb.site.index import Index, View
from kb.site.parts.cruxes import cruxes_of, line_of_crux, path_of
from kb.site.parts.sources import authors_and_year
from kb.site.shown import shown_once
from kb.site.text.plain_math import bare
from kb.site.text.templates import shorten

ENTRIES = "search/entries.js"  # a script: from a disk, no file can be fetched
BEFORE = b"var kbEntries = "
# What the frame fetches with every page, from a disk as a script: nothing, until somebody searches.
FRAME = "search/search_index"
# The frame insists on these; what is found is decided by our own script.
SETTINGS = {"lang": ["en"], "separator": r"[\s\-]+", "pipeline": ["stopWordFilter"]}
LONGEST = 1200
LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")
ASPECTS = {
    "standing": "A word for how a claim fares in the debate",
    "demonstrated": "A word for how what was measured of a claim came out",
    "prediction": "How what was registered for a claim came out",
}
Entry = dict[str, object]
Place = tuple[str, str, str]  # address, title, words


def search_files(
    index: Index, places: Iterable[Place], manual: Iterable[Place]
) -> Iterator[tuple[str, bytes]]:
    """The index; ``places`` are the sections of the site, ``manual`` its hand-written pages."""
    base = index.knowledge.base
    docs = [
        *(_claim(View(index), claim) for claim in base.claims),
        *_literature(index),
        *_cruxes(index),
        *_states(index),
        *_tags(index),
        *(_entry(where, title, words, weight=1.4) for where, title, words in places),
        *(
            _entry(where, title, words, ("manual",), ("manual",), weight=0.8)
            for where, title, words in manual
        ),
        *(
            _entry(
                f"manual/checks/#{anchor(check.name)}",
                check.name,
                f"{check.problem} {check.fix}",
                ("check",),
                weight=0.6,
            )
            for check in index.manual
        ),
    ]
    yield ENTRIES, BEFORE + _json({"synonyms": base.synonyms, "docs": docs})
    nothing = _json({"config": SETTINGS, "docs": []})
    yield f"{FRAME}.json", nothing
    yield f"{FRAME}.js", b"var __index = " + nothing


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


@shown_once(lambda claim: claim.id, lambda index, name: index.knowledge.base.by_id.get(name))
def _claim(view: View, claim: Claim) -> Entry:
    """A claim: what it says, in which scope, its worst news; found by its names and states too."""
    index, base = view.index, view.index.knowledge.base
    topic = base.topics.get(claim.topic)
    state = worst(index.knowledge, claim)
    states = [word.value for word in (state, *_words_of(index, claim))]
    sources = [base.references.get(source.cite) for source in (*claim.sources, *claim.references)]
    people = [base.positions.get(holding.position) for holding in claim.held_by]
    more = (
        *(bare(position.title) for position in people if position),
        *(name for work in sources if work for name in work.families),
        *(bare(demonstration.shows) for demonstration in claim.demonstrations),
    )
    names = (claim.id, claim.short, claim.kind, *claim.aliases, *claim.tags, *states)
    return _entry(
        f"claims/{claim.id}/",
        claim.title,
        f"{claim.statement} {claim.scope}",
        (f"{state.shape} {state.value}", bare(topic.title) if topic else claim.topic),
        names,
        more,
        # what somebody says comes before a reading that nobody holds
        0.9 if index.knowledge.standing.label(claim.id) == Label.NOT_IN_DEBATE else 1.1,
    )


def _literature(index: Index) -> Iterator[Entry]:
    """Topics, questions, people, works and discussions."""
    base = index.knowledge.base
    for topic in base.topics.values():
        asked = (topic.id, topic.debate.question if topic.debate else "")
        where = f"topics/{topic.id}/"
        yield _entry(where, topic.title, topic.introduction, ("topic",), asked, weight=1.3)
    for question in base.questions.values():
        where, says = f"questions/{question.id}/", question.answer
        yield _entry(where, question.question, says, ("question",), (question.id,), weight=1.3)
    for position in base.positions.values():
        where, said = f"positions/{position.id}/", position.about
        role = (position.id, "role position")
        yield _entry(where, position.title, said, ("position",), role, weight=1.1)
    for work in base.references.values():
        where, by = f"references/{index.work_pages[work.key]}/", (work.key, *work.authors)
        yield _entry(where, work.title, authors_and_year(work), ("work",), by, weight=0.4)
    for discussion in base.discussions.values():
        where, said = f"sources/{discussion.id}/", discussion.where
        yield _entry(where, discussion.title, said, ("discussion",), (discussion.id,))


def _cruxes(index: Index) -> Iterator[Entry]:
    """Cruxes by the question that the measurement answers, and by both claims."""
    view = View(index)
    for crux in cruxes_of(index):
        line = line_of_crux(view, crux)
        word = line["word"]
        assert isinstance(word, dict)
        demonstration = index.knowledge.base.demonstrations[crux.demonstration]
        sides = [bare(index.claims[name].title) for name in (crux.first, crux.second)]
        tags = (f"{word['shape']} {word['said']}", "crux")
        yield _entry(
            path_of(crux), str(line["name"]), demonstration.shows, tags, (str(word["said"]),), sides
        )


def _words_of(index: Index, claim: Claim) -> list[Word]:
    """How a claim stands, how its evidence came out, and its predictions, where there are any."""
    _, _, demonstrated, standing = index.words[claim.id]
    _, prediction, *_ = cells(index.knowledge, claim)
    said = Word(
        "prediction", f"prediction {prediction.value}", prediction.shape, prediction.meaning
    )
    return [
        standing,
        *([demonstrated] if demonstrated.value != "none" else []),
        *([said] if prediction.shape not in "○◇" else []),
    ]


def _states(index: Index) -> Iterator[Entry]:
    """Each state that some claim is in, at its place in the manual."""
    found = Counter(
        (word.aspect, word.value)
        for claim in index.knowledge.base.claims
        for word in _words_of(index, claim)
    )
    for (aspect, value), count in sorted(found.items()):
        text = f"{ASPECTS[aspect]}. So far {quantity(count, 'claim')}."
        yield _entry(
            f"manual/words/#{anchor(aspect)}", value.capitalize(), text, ("state",), weight=1.2
        )


def _tags(index: Index) -> Iterator[Entry]:
    claims = index.knowledge.base.claims
    for tag in sorted({tag for claim in claims for tag in claim.tags}):
        count = quantity(sum(tag in claim.tags for claim in claims), "claim")
        yield _entry(f"tags/#{tag_place(tag)}", tag, f"{count} with this tag.", ("tag",))


def _entry(
    where: str,
    title: str,
    words: str,
    tags: tuple[str, ...] = (),
    names: Iterable[str] = (),
    more: Iterable[str] = (),
    weight: float = 1.0,
) -> Entry:
    text = LINK.sub(r"\1", re.sub(r"[#>]+ ", "", " ".join(bare(words).split())))
    found: Entry = {
        "location": where,
        "title": html.escape(bare(title), quote=False),
        "text": f"<p>{html.escape(shorten(text, LONGEST), quote=False)}</p>" if text else "",
        "tags": [html.escape(tag) for tag in tags],
        "words": " ".join(dict.fromkeys(name for name in names if name)),
        "more": shorten(" ".join(dict.fromkeys(more)), LONGEST),
        "weight": weight,
    }
    return {name: value for name, value in found.items() if value or name in ("title", "text")}
