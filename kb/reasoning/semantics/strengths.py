"""What supports and attacks what, for the strengths: links, contraries, denials, evidence.

A link passes on the product of its source's strength and its own.  Its own starts at 1,
so that only an undercut lessens it, and a weak undercut lessens it a little.  Strict links
give nothing: claims that follow from each other are one element, of one strength, and what
merely follows from something, and is asserted by nobody, adds nothing to anything else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from kb.graph import Graph
from kb.model import Base
from kb.model.denials import denial_of
from kb.model.outcomes import Judgement, Standing
from kb.model.verbs import VERBS
from kb.reasoning.rules import held_elements, strict_part
from kb.reasoning.semantics.quadratic_energy import Influence, Strengths, strengths

SIGN = {"support": 1, "attack": -1, "undercut": -1, "exclusive": -1}
LINK = 1.0


def strengths_of(
    base: Base,
    graph: Graph,
    evidence: Mapping[str, Judgement],
    standing: Standing,
    decided: Iterable[tuple[str, str]] = (),
) -> Strengths:
    """The strength of everything in debate; empty if the strengths do not settle.

    What a measurement refutes comes in as its address and the claim, as for the labels.
    """
    elements = set(standing.labels)
    alike = equivalents(graph, elements)
    held = {alike.get(element, element) for element in held_elements(base)}
    adding = held | {element for element in elements if graph.kinds.get(element) != "claim"}
    found = {
        as_one(influence, alike): None
        for influence in (
            *by_links(graph, elements),
            *by_denial(graph, elements),
            *by_evidence(base, evidence, elements),
            *(
                Influence((address,), loser, -1)
                for address, loser in sorted(decided)
                if {address, loser} <= elements
            ),
        )
    }
    passed = [influence for influence in found if adding.issuperset(influence.sources)]
    kept = {alike.get(element, element) for element in elements}
    weights = {name: LINK for name in kept if graph.kinds.get(name) == "link"}
    known = strengths(kept, passed, weights)
    values = {name: known.values[alike.get(name, name)] for name in elements if known.values}
    return replace(known, values=values)


def equivalents(graph: Graph, elements: set[str]) -> Mapping[str, str]:
    """One name for all claims that follow from each other, each alone from each alone."""
    steps = [
        (*rule.body, rule.head)
        for rule in strict_part(graph).rules
        if len(rule.body) == 1 and {rule.head, *rule.body} <= elements
    ]
    if not leads_back(steps):  # as in most bases, which then need no library of graphs
        return {}
    import networkx

    groups = networkx.strongly_connected_components(networkx.DiGraph(steps))
    return {name: min(group) for group in groups if len(group) > 1 for name in group}


def leads_back(steps: Iterable[tuple[str, str]]) -> bool:
    """Whether some way along the steps ends where it began."""
    order = TopologicalSorter[str]()
    for source, target in steps:
        order.add(target, source)
    try:
        order.prepare()
    except CycleError:
        return True
    return False


def as_one(influence: Influence, alike: Mapping[str, str]) -> Influence:
    """The influence between the elements that its ends are; what is said twice is one."""
    if not alike and len(influence.sources) == len(set(influence.sources)):
        return influence
    sources = dict.fromkeys(alike.get(source, source) for source in influence.sources)
    target = alike.get(influence.target, influence.target)
    return replace(influence, sources=tuple(sources), target=target)


def by_links(graph: Graph, elements: set[str]) -> Iterator[Influence]:
    """Supports, attacks and undercuts among the elements, and declared contraries both ways."""
    for link in graph.in_order:
        sign, address = SIGN.get(VERBS[link.verb].force, 0), link.address
        if not sign or not elements.issuperset((link.source, link.target, *link.co_premises)):
            continue
        own = (address,) if address in elements else ()  # a contrary is no element
        yield Influence((link.source, *link.co_premises, *own), link.target, sign)
        if VERBS[link.verb].symmetric:
            yield Influence((link.target, *own), link.source, sign)


def by_denial(graph: Graph, elements: set[str]) -> Iterator[Influence]:
    """A claim and its denial weigh against each other as contraries do."""
    for claim in sorted(graph.denied & elements):
        denial = denial_of(claim)
        yield Influence((denial,), claim, -1)
        yield Influence((claim,), denial, -1)


def by_evidence(
    base: Base, evidence: Mapping[str, Judgement], elements: set[str]
) -> Iterator[Influence]:
    """Demonstrations of which all expectations hold, for and against their claims."""
    for address, judged in sorted(evidence.items()):
        demonstration = base.demonstrations.get(address)
        if demonstration and judged.word == "holds" and demonstration.claim in elements:
            sign = {"for": 1, "against": -1}.get(demonstration.bears, 0)
            if sign and address in elements:
                yield Influence((address,), demonstration.claim, sign)
