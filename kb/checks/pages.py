"""Checks of the pages that names give: that each has one of its own."""

from collections.abc import Iterator

from kb.checks.check import check
from kb.knowledge import Knowledge
from kb.model import Finding, Place
from kb.reading import page_paths
from kb.reading.literature import POSITIONS

Named = tuple[str, str, Place]  # path of the page, what it is the page of, where that is named


@check(severity="error")
def page_taken(knowledge: Knowledge) -> Iterator[Finding]:
    """A topic, position, discussion or crux whose page is also the page of another.

    Problem: one of the two is shown nowhere, and links to it lead to the other. A folder's own page
    is called `index`, and capitals do not tell pages apart.
    Fix: rename one of them.

    Passes:

        topic: energy

    Fails:

        topic: index
    """
    first: dict[str, str] = {}
    for path, what, place in pages_named(knowledge):
        same = page_paths.same_page(path)
        own = page_paths.section_page(same.rpartition("/")[0])
        other = "the list of all of them" if same == own else first.get(same, "")
        if other:
            message = f"the page of {what} would take the place of another: {other}"
            yield Finding(place, message, "rename one of them")
        first.setdefault(same, what)


def pages_named(knowledge: Knowledge) -> Iterator[Named]:
    """The pages that names of the base give; a claim's and a work's have checks of their own."""
    base = knowledge.base
    for topic in base.topics.values():
        yield page_paths.topic_page(topic.id), f"the topic '{topic.id}'", Place(topic.file)
    for name in base.positions:
        yield page_paths.position_page(name), f"the position '{name}'", Place(POSITIONS, (name,))
    for question in base.questions.values():
        path = page_paths.question_page(question.id)
        yield path, f"the question '{question.id}'", Place(question.file)
    for discussion in base.discussions.values():
        path = page_paths.discussion_page(discussion.id)
        yield path, f"the discussion '{discussion.id}'", Place(discussion.file)
    for crux in knowledge.cruxes:
        claim = base.by_id.get(crux.first)
        if claim:
            path = page_paths.crux_page(crux.first, crux.second, crux.demonstration)
            what = f"the crux of '{crux.first}' and '{crux.second}' over '{crux.demonstration}'"
            yield path, what, Place(claim.file)
