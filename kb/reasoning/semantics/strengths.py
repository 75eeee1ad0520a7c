"""What supports and attacks what, for the strengths: links, contraries, evidence.

A link passes on the product of its source's strength and its own.  Its own starts at 1,
so that only an undercut lessens it, and a weak undercut lessens it a little.
"""

from collections.abc import Iterator, Mapping

from kb.graph import Graph
from kb.model import Base
from kb.model.outcomes import Judgement, Standing
from kb.model.verbs import VERBS
from kb.reasoning.semantics.quadratic_energy import Influence, Strengths, strengths

SIGN = {"strict": 1, "support": 1, "attack": -1, "undercut": -1, "exclusive": -1}
LINK = 1.0


def strengths_of(
    base: Base, graph: Graph, evidence: Mapping[str, Judgement], standing: Standing
) -> Strengths:
    """The strength of everything in debate; empty if the strengths do not settle."""
    elements = set(standing.labels)
    found = list(influences(base, graph, evidence, elements))
    weights = {name: LINK for name in elements if graph.kinds.get(name) == "link"}
    return strengths(elements, found, weights)


def influences(
    base: Base, graph: Graph, evidence: Mapping[str, Judgement], elements: set[str]
) -> Iterator[Influence]:
    """Every support and attack among the elements."""
    for address, link in sorted(graph.links.items()):
        sign = SIGN.get(VERBS[link.verb].force, 0)
        ends = {link.source, link.target, *link.co_premises}
        if not sign or not ends <= elements:
            continue
        own = (address,) if address in elements else ()  # a strict link is no element
        yield Influence((link.source, *link.co_premises, *own), link.target, sign)
        if VERBS[link.verb].symmetric:
            yield Influence((link.target, *own), link.source, sign)
    for address, judged in sorted(evidence.items()):
        demonstration = base.demonstrations.get(address)
        if demonstration and judged.word == "holds" and demonstration.claim in elements:
            sign = {"for": 1, "against": -1}.get(demonstration.bears, 0)
            if sign and address in elements:
                yield Influence((address,), demonstration.claim, sign)
