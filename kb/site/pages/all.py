"""All pages of the site, as a mapping of paths to bytes.  Pure: same input, same bytes.

MkDocs only adds the frame: what stands on a page is decided and sealed before.  A page that
stands by itself is a row of ``SECTIONS``, from which search and home take theirs.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kb.checks.check import Manual
from kb.exchange import jsonld
from kb.history.history import NOTHING, History
from kb.knowledge import Knowledge
from kb.model import Finding
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

Pages = Iterator[tuple[str, bytes]]


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
    docs: Mapping[str, bytes],
    today: str,
    served: Served = NOWHERE,
    draw: Draw = described_figure,
    findings: Sequence[Finding] = (),
    history: History = NOTHING,
    draw_contest: DrawContest = contest,
) -> dict[str, bytes]:
    """Page path under the folder MkDocs reads -> what stands there."""
    unmeasured = Index(knowledge)
    drawings = {
        address: draw(demonstration, unmeasured.judgement(demonstration))
        for address, demonstration in knowledge.base.demonstrations.items()
    }
    given = tuple(findings or knowledge.base.findings)
    index = Index(knowledge, tuple(manual), today, history, drawings, given, served, draw_contest)
    return {
        path: content
        for made in (
            _sections(index), _entries(index), _cruxes(index), _claims(index), _files(index),
            _others(index), manual_pages(index, docs), hand_written(index, docs),
            _data(index, docs),
        )
        for path, content in made
    }  # fmt: skip


def titles_of_tabs(docs: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Title and page of all that may stand in the bar of tabs, by name."""
    found = {name: (title, page_of(name)) for name, title in titles(docs).items()}
    sections = {each.name: (each.title, page_paths.section_page(each.name)) for each in SECTIONS}
    return {**found, **sections, "manual": ("Manual", "manual/index.md")}


def _sections(index: Index) -> Pages:
    """Home, and the pages that lie one step below it."""
    front = home.home(View(index, ""), [section.name for section in SECTIONS])
    told = index.knowledge.base.configuration
    yield "index.md", page("home", told.title, told.description, front)
    view = View(index, "../")
    for name, title, description, _, context in SECTIONS:
        yield page_paths.section_page(name), page(name, title, description, context(view))


def _entries(index: Index) -> Pages:
    """One page for each topic, position, work and discussion."""
    view, base = View(index, "../../"), index.knowledge.base
    for topic in base.topics.values():
        context = topics.topic_page(view, topic)
        yield (
            page_paths.topic_page(topic.id),
            page(
                "topic", topic.title, topic.introduction, context, topics.feed_of_topic(view, topic)
            ),
        )
    for question in base.questions.values():
        context = questions.question_page(view, question)
        path = page_paths.question_page(question.id)
        yield path, page("question", question.question, question.answer, context)
    for position in base.positions.values():
        context = positions.position_page(view, position)
        yield (
            page_paths.position_page(position.id),
            page("position", position.title, position.about, context),
        )
    for work in base.references.values():
        said = f"Claims that cite {work.title}."
        yield (
            f"references/{index.work_pages[work.key]}.md",
            page("reference", work.title, said, references.reference_page(view, work)),
        )
    yield from sources.pages_of_passages(index)


def _cruxes(index: Index) -> Pages:
    view = View(index, "../../")
    for case in cruxes_of(index):
        path = path_of(case)[:-1]
        drawing = crux.drawing_of(view, case)
        shown = crux.crux_page(view, case, drawing)
        yield f"{path}.md", page("crux", f"Crux: {shown['name']}", crux.ABOUT, shown)
        yield from _drawing(f"figures/{path}", drawing)


def _claims(index: Index) -> Pages:
    view = View(index, "../../")
    for claim in index.knowledge.base.claims:
        yield f"claims/{claim.id}.md", claim_page(view, claim)
        yield f"claims/{claim.id}/claim.json", claim_json(index, claim)
        yield f"claims/{claim.id}/{twins.NAME}", twins.claim_markdown(index, claim)
        yield f"claims/{claim.id}/claim.jsonld", jsonld.about(index.knowledge, claim).encode()
        for name, content in files_of(citation_of(index, claim)).items():
            yield f"claims/{claim.id}/{name}", content


def _files(index: Index) -> Pages:
    for path, script in index.knowledge.base.scripts.items():
        yield script_path(path), script.text.encode()
    for address, drawing in index.drawings.items():
        yield from _drawing(f"figures/{address}", drawing)


def _drawing(path: str, drawing: Drawing | None) -> Pages:
    if drawing is None:
        return
    for palette, colours in (("light", LIGHT), ("dark", DARK)):
        yield f"{path}.{palette}.svg", as_file(drawing.svg, colours)
        yield f"{path}.narrow.{palette}.svg", as_file(drawing.narrow, colours)


def _others(index: Index) -> Pages:
    """Pages that are there only if there is something to put on them."""
    yield from findings.pages_of_findings(index)
    yield from former_names.pages_of_former_names(index)
    yield from tags.pages_of_tags(index)
    yield from disputes.pages_of_disputes(index)
    yield from crux.further_cruxes(index)
    yield from evidence.pages_of_evidence(index)
    if index.history.known and index.site:
        yield from feeds(index)


def _data(index: Index, docs: Mapping[str, bytes]) -> Pages:
    yield "kb.json", kb_json(index)
    yield twins.LIST, twins.llms_txt(index)
    yield "claims/cards.js", cards_script(index)
    yield from schemas().items()
    places = [
        (f"{section.name}/", section.title, section.found_as)
        for section in SECTIONS
        if section.found_as
    ]
    yield from search_files(index, places, words_of_manual(docs))
