"""Each map once more as a list, for whoever reads words rather than drawings."""

from collections.abc import Iterable

from kb.model import Claim, Link
from kb.model.verbs import VERBS
from kb.site.index import Context, View
from kb.site.maps.joined import claims_of
from kb.site.maps.relations import Relation
from kb.site.parts.boxes import label


def around(view: View, claim: Claim, links: Iterable[Link]) -> list[Context]:
    """The same as a list: what each claim shown says to which other."""
    graph = view.index.knowledge.graph
    found: list[Context] = []
    for link in sorted(links, key=lambda one: (claim.id not in claims_of(graph, one), one.address)):
        hit = graph.links.get(link.target)
        end = view.index.claims[(hit.source if hit else link.target).partition("/")[0]]
        found.append(
            {
                "source": view.line(view.index.claims[link.source]),
                "words": VERBS[link.verb].forward,
                "target": view.line(end),
                "step": f"the step: {VERBS[hit.verb].forward}" if hit else "",
                "beyond": view.line(view.index.claims[claims_of(graph, hit)[-1]]) if hit else None,
            }
        )
    return found


def lines_as_list(view: View, relations: Iterable[Relation]) -> list[Context]:
    """Each line in words: who says what to whom."""
    return [line_in_words(view, relation) for relation in relations]


def line_in_words(view: View, relation: Relation) -> Context:
    """One line: its beginning, its words, and its end, which may be a step from one to another."""
    graph = view.index.knowledge.graph
    link = graph.links.get(relation.key)
    first, *others = (
        {"name": label(view.index.claims[claim]), "href": view.to(f"claims/{claim}/")}
        for claim in relation.claims
    )
    step = bool(link) and bool(relation.hit)
    test = link is not None and graph.kinds.get(link.target) == "demonstration"
    return {
        "first": first,
        "words": VERBS[link.verb].forward if link else "expects other numbers than",
        "step": "the step from" if step else "a test of" if test else "",
        "others": others,
        "joint": " to " if step else " and ",
    }
