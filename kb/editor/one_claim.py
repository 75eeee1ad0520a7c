"""Everything known of a base as it looks from one claim that was just edited.

All other claims can be looked up as they were when the whole was last judged; gone through is that
one alone.  So a check finds in it what it would find there in the whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from kb.graph import Graph, kinds_of, resolved, without_lost_targets
from kb.knowledge import Knowledge
from kb.model import Base, Claim
from kb.reading.former_names import present_names, renamed

Item = TypeVar("Item")


class Focused(Mapping[str, Item]):
    """A mapping in which everything is found, and of which some alone is gone through."""

    def __init__(self, every: Mapping[str, Item], some: Iterable[str]) -> None:
        """Go through ``some`` of ``every``."""
        self._every, self._some = every, tuple(some)

    def __getitem__(self, key: str) -> Item:
        return self._every[key]

    def __contains__(self, key: object) -> bool:
        return key in self._every

    def __iter__(self) -> Iterator[str]:
        return iter(self._some)

    def __len__(self) -> int:
        return len(self._some)


def seen_from(knowledge: Knowledge, edited: Claim) -> Knowledge:
    """The knowledge with a claim as it is now, looked at from that claim."""
    whole = knowledge.base
    names = present_names([*(c for c in whole.claims if c.id != edited.id), edited])
    claim = renamed(edited, names) if names else edited
    base = replace(whole, claims=(claim,), topics={}, questions={}, findings=())
    base = replace(base, broken=whole.broken - {claim.id})
    own = {} if claim.withdrawn else {each.address: each for each in claim.demonstrations}
    tests = {at: test for at, test in whole.demonstrations.items() if test.claim != claim.id} | own
    vars(base)["by_id"] = {**whole.by_id, claim.id: claim}
    vars(base)["demonstrations"] = Focused(tests, own)
    graph = graph_from(knowledge.graph, whole, claim)
    seen = replace(knowledge, base=base)
    vars(seen)["graph"] = graph
    return seen


def graph_from(graph: Graph, whole: Base, claim: Claim) -> Graph:
    """The graph with a claim's links as they are now, of which those alone are gone through."""
    before = whole.by_id.get(claim.id)
    links = () if claim.withdrawn else claim.links
    kinds = dict(graph.kinds)
    if before:
        addresses = [before.id, *(test.address for test in before.demonstrations)]
        for address in (*addresses, *(link.address for link in before.links)):
            kinds.pop(address, None)
    if not claim.withdrawn:
        kinds |= kinds_of([claim.id], (test.address for test in claim.demonstrations), links)
    others = {
        at: link
        for at, link in graph.links.items()
        if link.source != claim.id and link.target in kinds  # else it pointed at what is gone
    }
    good, dangling = resolved(whole, links, kinds, others)
    kept = without_lost_targets({**others, **good}, kinds)
    return Graph(Focused(kept, [at for at in good if at in kept]), dangling, kinds, graph.denied)
