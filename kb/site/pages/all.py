"""All pages of the site, as a mapping of paths to bytes.  Pure: same input, same bytes.

MkDocs only adds the frame: what stands on a page is decided and sealed before.
"""

from collections.abc import Iterator, Mapping, Sequence

from kb.history.history import NOTHING, History
from kb.knowledge import Knowledge
from kb.model import Finding
from kb.site.data.kb_json import claim_json, kb_json
from kb.site.data.search import NAME as SEARCH
from kb.site.data.search import search_json
from kb.site.figures.cache import Draw
from kb.site.figures.figure import Drawing
from kb.site.figures.svg import DARK, LIGHT, as_file
from kb.site.index import CheckPage, Shelf, View, anchor
from kb.site.pages import crux as cruxes
from kb.site.pages import findings as faults
from kb.site.pages import home as overviews
from kb.site.pages import positions as people
from kb.site.pages import tags as names
from kb.site.pages.claim import claim_page, script_path
from kb.site.pages.manual import hand_written, manual_pages, written
from kb.site.pages.map import world
from kb.site.parts import demonstration as evidence
from kb.site.parts import history as past
from kb.site.parts import sources
from kb.site.text.templates import page

SITE = "https://example.org/kb/"
Pages = Iterator[tuple[str, bytes]]


def pages(
    knowledge: Knowledge,
    manual: Sequence[CheckPage],
    docs: Mapping[str, bytes],
    today: str,
    site: str = SITE,
    draw: Draw = evidence.drawn,
    findings: Sequence[Finding] = (),
    history: History = NOTHING,
) -> dict[str, bytes]:
    """Page path under the folder MkDocs reads -> what stands there."""
    shelf = Shelf(knowledge, tuple(manual), today, history)
    drawings = {
        address: draw(each, shelf.judgement(each))
        for address, each in knowledge.base.demonstrations.items()
    }
    found: dict[str, bytes] = {}
    for path, content in (
        *faults.pages_of_faults(shelf, findings),
        *_overviews(shelf, drawings, findings),
        *_entries(shelf),
        *_cruxes(shelf),
        *_claims(shelf, drawings, site),
        *_files(shelf, drawings),
        *past.pages_of_history(shelf, site),
        *names.pages_of_names(shelf, site),
        *manual_pages(shelf),
        *hand_written(shelf, docs),
        ("kb.json", kb_json(shelf, site)),
        (SEARCH, search_json(shelf, written(docs))),
    ):
        found[path] = content
    return found


def _overviews(
    shelf: Shelf, drawings: dict[str, Drawing | None], findings: Sequence[Finding]
) -> Pages:
    near, deep = View(shelf, ""), View(shelf, "../")
    home = {**overviews.home(near, drawings), "faults": faults.at_home(near, findings)}
    yield "index.md", page("home", "Arguments kept as code", HOME, home)
    base = shelf.knowledge.base
    topics = {"topics": [overviews.topic_line(deep, each) for each in base.topics.values()]}
    yield "topics/index.md", page("topics", "Topics", "Claims by topic.", topics)
    yield "map/index.md", page("map", "Map", MAP, world(deep))
    yield "disputes/index.md", page("disputes", "Disputes", DISPUTES, overviews.disputes(deep))
    yield (
        "evidence/index.md",
        page("evidence", "Evidence", EVIDENCE, overviews.gallery(deep, drawings)),
    )
    yield (
        "positions/index.md",
        page("positions", "Positions", "Who holds what.", people.positions(deep)),
    )
    yield (
        "references/index.md",
        page("references", "References", "Every work cited.", overviews.references(deep)),
    )
    yield (
        "sources/index.md",
        page("sources", "Sources", "Where claims are taken from.", overviews.discussions(deep)),
    )


HOME = "Claims from discussions and papers, the arguments between them, and evidence that can fail."
MAP = "Every claim on one map: topics as islands, links as lines, standing as shapes."
DISPUTES = "Contradictions, attacks, disputed steps, and claims that only look contradictory."
EVIDENCE = "Every demonstration: what was measured, what was expected, and how it came out."


def _entries(shelf: Shelf) -> Pages:
    view, base = View(shelf, "../../"), shelf.knowledge.base
    for topic in base.topics.values():
        context = overviews.topic(view, topic)
        yield (
            f"topics/{topic.id}.md",
            page("topic", topic.title, topic.introduction, context),
        )
    for position in base.positions.values():
        context = people.position(view, position)
        yield (
            f"positions/{position.id}.md",
            page("position", position.title, position.about, context),
        )
    for work in base.references.values():
        yield (
            f"references/{anchor(work.key)}.md",
            page("reference", work.title, f"Claims that cite {work.title}.",
                 {"work": sources.work(view, work), "references_href": view.to("references/")}),
        )  # fmt: skip
    for discussion in base.discussions.values():
        context = {
            "discussion": sources.discussion(view, discussion),
            "sources_href": view.to("sources/"),
            "method_href": view.to("manual/method/"),
        }
        said = f"Every passage of {discussion.title}, and what became of it."
        yield f"sources/{discussion.id}.md", page("discussion", discussion.title, said, context)


def _cruxes(shelf: Shelf) -> Pages:
    view = View(shelf, "../")
    context = {"cruxes": cruxes.lines(view), "disputes_href": view.to("disputes/")}
    yield "cruxes/index.md", page("cruxes", "Cruxes", CRUXES, context)
    deep = View(shelf, "../../")
    for each in cruxes.of(shelf):
        path = cruxes.path_of(each)[:-1]
        drawing = cruxes.drawn(deep, each)
        shown = cruxes.crux_page(deep, each, drawing)
        yield f"{path}.md", page("crux", f"Crux: {shown['name']}", CRUXES, shown)
        yield from _drawing(f"figures/{path}", drawing)


CRUXES = "Where opposed claims each say what one measurement should give, and who was right."


def _claims(shelf: Shelf, drawings: dict[str, Drawing | None], site: str) -> Pages:
    view = View(shelf, "../../")
    for claim in shelf.knowledge.base.claims:
        yield f"claims/{claim.id}.md", claim_page(view, claim, drawings, site)
        yield f"claims/{claim.id}/claim.json", claim_json(shelf, claim, site)


def _files(shelf: Shelf, drawings: dict[str, Drawing | None]) -> Pages:
    for path, script in shelf.knowledge.base.scripts.items():
        yield script_path(path), script.text.encode()
    for address, drawing in drawings.items():
        yield from _drawing(f"figures/{address}", drawing)


def _drawing(path: str, drawing: Drawing | None) -> Pages:
    if drawing is None:
        return
    for palette, colours in (("light", LIGHT), ("dark", DARK)):
        yield f"{path}.{palette}.svg", as_file(drawing.svg, colours)
        yield f"{path}.narrow.{palette}.svg", as_file(drawing.narrow, colours)
