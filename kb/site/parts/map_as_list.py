"""Each map once more as a list, for whoever reads words rather than drawings."""

from collections.abc import Iterable, Sequence

from kb.model import Claim, Link
from kb.model.verbs import VERBS
from kb.site.index import Context, View
from kb.site.maps.joined import claims_of
from kb.site.text.numbers import quantity_in_words

DETAILED, NAMED = 120, 300  # with more claims, links and then claims are left to their own pages


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


def everything(view: View, claims: Sequence[Claim], links: Sequence[Link]) -> list[Context]:
    """The map as a list: topics, their claims, and what each claim says to others."""
    base = view.index.knowledge.base
    said: dict[str, list[Link]] = {}
    for link in links if len(claims) <= DETAILED else ():
        said.setdefault(link.source, []).append(link)
    found: list[Context] = []
    for name in dict.fromkeys(claim.topic for claim in claims):
        own = [claim for claim in claims if claim.topic == name]
        found.append(
            {
                "title": view.inline(base.topics[name].title) if name in base.topics else name,
                "href": view.to(f"topics/{name}/"),
                "count": quantity_in_words(len(own), "claim"),
                "claims": [
                    {
                        **view.line(claim),
                        "says": [_says(view, link) for link in said.get(claim.id, ())],
                    }
                    for claim in (own if len(claims) <= NAMED else ())
                ],
            }
        )
    return found


def _says(view: View, link: Link) -> Context:
    first, _, rest = link.target.partition("/")
    step = " (a step from it)" if rest else ""
    return {
        "words": VERBS[link.verb].forward,
        "other": view.line(view.index.claims[first]),
        "step": step,
    }
