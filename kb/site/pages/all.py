"""All pages of the site, as a mapping of paths to bytes.  Pure: same input, same bytes.

MkDocs only adds the frame: what stands on a page is decided and sealed before.  A page that
stands by itself is a row of ``SECTIONS``, from which search and home take theirs.  Each job
makes the files of one thing, from what it looks up in the index: so it can be left out where all
of that is as it was.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from kb.checks.check import Manual
from kb.exchange import jsonld
from kb.history.history import NOTHING, History
from kb.knowledge import Knowledge
from kb.model import Finding
from kb.model.outcomes import Crux
from kb.reading import page_paths
from kb.site.data import twins
from kb.site.data.feed import feeds
from kb.site.data.kb_json import cards_script, claim_json, kb_json, schemas
from kb.site.data.search import search_files
from kb.site.figures.cache import Draw, DrawContest
from kb.site.figures.description import described_figure
from kb.site.figures.figure import Drawing, contest
from kb.site.figures.svg import DARK, LIGHT, as_file
from kb.site.index import Context, Index, View
from kb.site.jobs import Docs, Job, Pages, done, jobs_of_each
from kb.site.pages import (
    changes,
    crux,
    disputes,
    evidence,
    findings,
    former_names,
    home,
    map,
    positions,
    questions,
    references,
    sources,
    tags,
    topics,
)
from kb.site.pages.claim import claim_page, script_path
from kb.site.pages.manual import hand_written, manual_pages, page_of, titles, words_of_manual
from kb.site.parts.citation import citation_of, files_of
from kb.site.parts.cruxes import cruxes_of, path_of
from kb.site.text.served import NOWHERE, Served
from kb.site.text.templates import page


class Section(NamedTuple):
    """A page that stands by itself: its template is named as its folder."""

    name: str
    title: str
    description: str
    found_as: str  # what search says of it; "" if it is not searched for
    context: Callable[[View], Context]


SECTIONS = (
    Section("topics", "Topics", "Claims by topic.", "All claims by topic.", topics.topics),
    Section("questions", "Questions", questions.ABOUT,
            "Questions that people ask, with answers.", questions.questions),
    Section("map", "Map",
            "Where the claims disagree: topics as boxes, claims by name, links as lines.",
            "Every claim and every link on one map.", map.world),
    Section("disputes", "Disputes",
            "Contradictions, attacks, disputed steps, and claims that only look contradictory.",
            "Contradictions, attacks, undercuts, compatible by scope.", disputes.disputes),
    Section("cruxes", "Cruxes", crux.ABOUT,
            "What was predicted of one measurement for two claims.", crux.cruxes),
    Section("evidence", "Evidence",
            "Every demonstration: what was measured, what was expected, and how it came out.",
            "Every demonstration and how it came out.", evidence.gallery),
    Section("positions", "Positions", "Who holds what.",
            "Who holds what, and whether it is consistent.", positions.positions),
    Section("sources", "Sources", "Where claims are taken from.",
            "The discussions that claims are taken from.", sources.discussions),
    Section("changes", "Changes", "Claims added, changed and removed, day by day.",
            "Claims added, changed and removed, day by day.", changes.changes),
    Section("references", "References", "Every work cited.",
            "Every work that a claim cites.", references.references),
)  # fmt: skip


def pages(
    knowledge: Knowledge,
    manual: Sequence[Manual],
    docs: Docs,
    today: str,
    served: Served = NOWHERE,
    draw: Draw = described_figure,
    findings: Sequence[Finding] = (),
    history: History = NOTHING,
    draw_contest: DrawContest = contest,
) -> dict[str, bytes]:
    """Page path under the folder MkDocs reads -> what stands there."""
    given = tuple(findings or knowledge.base.findings)
    index = Index(knowledge, tuple(manual), today, history, draw, given, served, draw_contest)
    return done(jobs(index), index, docs)


def jobs(index: Index) -> Iterator[Job]:
    """All that there is to make."""
    base = index.knowledge.base
    yield Job("home", _home)
    yield from (Job(f"section {section.name}", partial(_section, section)) for section in SECTIONS)
    yield from jobs_of_each("topic", _topic, base.topics)
    yield from jobs_of_each("question", _question, base.questions)
    yield from jobs_of_each("position", _position, base.positions)
    yield from jobs_of_each("work", _work, base.references)
    yield Job("passages", lambda index, _: sources.pages_of_passages(index))
    for case in cruxes_of(index):
        yield Job(f"crux {case!r}", partial(_crux, case))
    yield from jobs_of_each("claim", _claim, base.by_id)
    yield from jobs_of_each("script", _script, base.scripts)
    yield from jobs_of_each("figure", _figure, base.demonstrations)
    for number, others in enumerate(OTHERS):
        yield Job(f"others {number}", partial(_of_index, others))
    yield Job("checks", manual_pages)
    yield Job("manual", hand_written)
    yield Job("kb.json", lambda index, _: iter([("kb.json", kb_json(index))]))
    yield Job("schemas", lambda *_: iter(schemas().items()))
    yield Job("lists", _lists)
    yield Job("search", _search)


def titles_of_tabs(docs: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Title and page of all that may stand in the bar of tabs, by name."""
    found = {name: (title, page_of(name)) for name, title in titles(docs).items()}
    sections = {each.name: (each.title, page_paths.section_page(each.name)) for each in SECTIONS}
    return {**found, **sections, "manual": ("Manual", "manual/index.md")}


def _home(index: Index, _: Docs) -> Pages:
    front = home.home(View(index, ""), [section.name for section in SECTIONS])
    told = index.knowledge.base.configuration
    yield "index.md", page("home", told.title, told.description, front)


def _section(section: Section, index: Index, _: Docs) -> Pages:
    context = section.context(View(index, "../"))
    content = page(section.name, section.title, section.description, context)
    yield page_paths.section_page(section.name), content


def _topic(name: str, index: Index, _: Docs) -> Pages:
    view, topic = View(index, "../../"), index.knowledge.base.topics[name]
    context, head = topics.topic_page(view, topic), topics.feed_of_topic(view, topic)
    content = page("topic", topic.title, topic.introduction, context, head)
    yield page_paths.topic_page(topic.id), content


def _question(name: str, index: Index, _: Docs) -> Pages:
    question = index.knowledge.base.questions[name]
    context = questions.question_page(View(index, "../../"), question)
    content = page("question", question.question, question.answer, context)
    yield page_paths.question_page(question.id), content


def _position(name: str, index: Index, _: Docs) -> Pages:
    position = index.knowledge.base.positions[name]
    context = positions.position_page(View(index, "../../"), position)
    content = page("position", position.title, position.about, context)
    yield page_paths.position_page(position.id), content


def _work(name: str, index: Index, _: Docs) -> Pages:
    work = index.knowledge.base.references[name]
    context = references.reference_page(View(index, "../../"), work)
    content = page("reference", work.title, f"Claims that cite {work.title}.", context)
    yield f"references/{index.work_pages[work.key]}.md", content


def _crux(case: Crux, index: Index, _: Docs) -> Pages:
    view, path = View(index, "../../"), path_of(case)[:-1]
    drawing = crux.drawing_of(view, case)
    shown = crux.crux_page(view, case, drawing)
    yield f"{path}.md", page("crux", f"Crux: {shown['name']}", crux.ABOUT, shown)
    yield from _drawing(f"figures/{path}", drawing)


def _claim(name: str, index: Index, _: Docs) -> Pages:
    claim = index.knowledge.base.by_id[name]
    yield f"claims/{claim.id}.md", claim_page(View(index, "../../"), claim)
    yield f"claims/{claim.id}/claim.json", claim_json(index, claim)
    yield f"claims/{claim.id}/{twins.NAME}", twins.claim_markdown(index, claim)
    yield f"claims/{claim.id}/claim.jsonld", jsonld.about(index.knowledge, claim).encode()
    for file, content in files_of(citation_of(index, claim)).items():
        yield f"claims/{claim.id}/{file}", content


def _script(path: str, index: Index, _: Docs) -> Pages:
    yield script_path(path), index.knowledge.base.scripts[path].text.encode()


def _figure(address: str, index: Index, _: Docs) -> Pages:
    yield from _drawing(f"figures/{address}", index.drawings[address])


def _drawing(path: str, drawing: Drawing | None) -> Pages:
    if drawing is None:
        return
    for palette, colours in (("light", LIGHT), ("dark", DARK)):
        yield f"{path}.{palette}.svg", as_file(drawing.svg, colours)
        yield f"{path}.narrow.{palette}.svg", as_file(drawing.narrow, colours)


def _feeds(index: Index) -> Pages:
    if index.history.known and index.site:
        yield from feeds(index)


OTHERS = (  # pages that are there only if there is something to put on them
    findings.pages_of_findings,
    former_names.pages_of_former_names,
    tags.pages_of_tags,
    disputes.pages_of_disputes,
    crux.further_cruxes,
    evidence.pages_of_evidence,
    _feeds,
)


def _of_index(make: Callable[[Index], Pages], index: Index, _: Docs) -> Pages:
    return make(index)


def _lists(index: Index, _: Docs) -> Pages:
    yield twins.LIST, twins.llms_txt(index)
    yield "claims/cards.js", cards_script(index)


def _search(index: Index, docs: Docs) -> Pages:
    places = [
        (f"{section.name}/", section.title, section.found_as)
        for section in SECTIONS
        if section.found_as
    ]
    yield from search_files(index, places, words_of_manual(docs))
