"""Which claims a link joins: its ends, or, if it hits a step, both ends of that step as well."""

from collections.abc import Mapping

from kb.graph import Graph
from kb.model import Link


def claims_of(graph: Graph, link: Link) -> tuple[str, ...]:
    """The claims that a link joins: both ends, or both ends of the link that it hits."""
    if graph.kinds.get(link.target) == "link":
        return (link.source, *claims_of(graph, graph.links[link.target]))
    return (link.source, *link.co_premises, link.target.partition("/")[0])


def touching(graph: Graph) -> Mapping[str, tuple[str, ...]]:
    """Addresses of links by every claim they join."""
    found: dict[str, list[str]] = {}
    for address, link in sorted(graph.links.items()):
        for claim in dict.fromkeys(claims_of(graph, link)):
            found.setdefault(claim, []).append(address)
    return {claim: tuple(addresses) for claim, addresses in found.items()}
