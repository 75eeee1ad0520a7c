"""What ``kb explain`` says: a claim's case in plain lines, and how two claims are related."""

import itertools
import math

from kb.explain.camps import beside
from kb.explain.four_words import BEARING, Sentence, four_words
from kb.explain.standing import rests_on, witness, would_flip
from kb.graph import Graph
from kb.knowledge import Knowledge
from kb.model import Claim, Link
from kb.model.outcomes import Judgement
from kb.model.verbs import VERBS
from kb.phrasing import short


def told(sentence: Sentence) -> str:
    """A sentence for the terminal."""
    return "".join(part if isinstance(part, str) else part.address for part in sentence)


def about_claim(knowledge: Knowledge, claim: Claim) -> list[str]:
    """A claim's case: what is said, the four words, who holds it, why it stands, on what."""
    lines = [claim.title, "", " ".join(claim.statement.split()), ""]
    for word in four_words(knowledge, claim):
        because = f" ({word.because})" if word.because else ""
        lines.append(f"  {word.shape} {word.aspect}: {word.value}: {word.meaning}{because}")
    sections = {
        "Who holds it": holders(knowledge, claim),
        "Why it has this standing": [told(each) for each in witness(knowledge, claim)],
        "Beside that": [told(beside(knowledge, claim))],
        "What would change that": [told(would_flip(knowledge, claim))],
        "What it rests on": [told(rests_on(knowledge, claim))],
        "Evidence": evidence_of(knowledge, claim),
        "Links": links_of(knowledge, claim),
    }
    for title, said in sections.items():
        lines += ["", title, *(f"  {each}" for each in said or ["nothing"])]
    return lines


def holders(knowledge: Knowledge, claim: Claim) -> list[str]:
    """Who takes which stance, and how firmly."""
    lines = []
    for holding in claim.held_by:
        position = knowledge.base.positions.get(holding.position)
        who = position.title if position else holding.position
        firmly = f", {holding.confidence}" if holding.confidence else ""
        inferred = ", inferred" if holding.inferred else ""
        lines.append(f"{who} {holding.stance} it{firmly}{inferred}")
    return lines


def evidence_of(knowledge: Knowledge, claim: Claim) -> list[str]:
    """Every demonstration with its verdicts."""
    lines = []
    for each in claim.demonstrations:
        if judgement := knowledge.evidence.get(each.address):
            shows = " ".join(each.shows.split())
            lines.append(f"{each.name}: {judgement.word}; it {BEARING[each.bears]}. {shows}")
            lines += [f"  {said}" for said in about_judgement(judgement)]
    return lines


def links_of(knowledge: Knowledge, claim: Claim) -> list[str]:
    """Links from the claim, then links to it."""
    out = [f"{VERBS[each.verb].forward} {each.target}: {warrant(each)}" for each in claim.links]
    into = knowledge.graph.into(claim.id)
    return out + [f"{VERBS[each.verb].backward} {each.source}: {warrant(each)}" for each in into]


def warrant(link: Link) -> str:
    """The reason for a link, on one line."""
    return " ".join(link.because.split())


def about_pair(knowledge: Knowledge, one: Claim, other: Claim) -> list[str]:
    """How two claims are related: the shortest argument path, and whether and why they clash."""
    lines = [one.title, other.title, "", "Shortest path of links"]
    path = shortest(knowledge.graph, one.id, other.id)
    lines += [f"  {each}" for each in path] or ["  no chain of links joins them"]
    lines += ["", "Whether they clash"]
    clashes = [c for c in knowledge.conflicts if {one.id, other.id} <= {*c.claims, *c.ends}]
    for each in clashes:
        who = each.position or "what anyone asserts"
        members = ", ".join((*each.claims, *each.links))
        lines.append(f"  not both can hold ({who}); the {each.exact} explanation: {members}")
    for address, link in sorted(knowledge.graph.links.items()):
        if link.verb == "compatible-by-scope" and {link.source, link.target} == {one.id, other.id}:
            differs = " ".join(link.differs.split()).rstrip(".")
            lines.append(f"  compatible by scope: {differs}. {warrant(link)} ({address})")
    for crux in knowledge.cruxes:
        if {crux.first, crux.second} == {one.id, other.id}:
            lines.append(f"  a crux on {crux.demonstration}: {crux.outcome} ({crux.decided_by})")
    if not clashes:
        lines.append("  no contradiction follows from them by the strict links of the base")
    return lines


def shortest(graph: Graph, one: str, other: str) -> list[str]:
    """The links on a shortest path, in either direction, as lines."""
    import networkx

    net = networkx.Graph(graph.network.edges())
    for address, link in graph.links.items():
        if address in net:  # a link that something points at leads to both of its ends
            net.add_edges_from([(address, link.source), (address, link.target)])
    try:
        nodes = networkx.shortest_path(net, one, other)
    except (networkx.NetworkXNoPath, networkx.NodeNotFound):
        return []
    lines = []
    for here, there in itertools.pairwise(nodes):
        between = sorted(a for a, e in graph.links.items() if {e.source, e.target} == {here, there})
        if not between:  # from a link to one of its ends: the link itself is told once
            continue
        link = graph.links[between[0]]
        lines.append(f"{link.source} {VERBS[link.verb].forward} {link.target}: {warrant(link)}")
    return lines


def about_judgement(judgement: Judgement) -> list[str]:
    """Expectations with what was measured, controls with what they broke, faults."""
    lines = []
    for verdict in judgement.verdicts:
        values = "; ".join(f"{name} = {spread(series)}" for name, series in verdict.measured)
        margin = "" if verdict.margin is None else f", {margin_words(verdict.margin)}"
        said = verdict.fault or f"{values}{margin}"
        lines.append(f"{verdict.word}: {verdict.name}: {verdict.text} ({said})")
    for control in judgement.controls:
        done = "breaks" if control.broke else "does not break"
        why = f": {control.why}" if control.why else ""
        lines.append(f"control {control.run} {done} {control.expectation}{why}")
    lines += [f"fault in {run}, seed {seed}: {fault}" for run, seed, fault in judgement.faults]
    return lines


def margin_words(margin: float) -> str:
    """A margin as people read it; without spread between seeds it is exact."""
    return "exact" if math.isinf(margin) else f"margin {short(margin)}"


def spread(series: tuple[float, ...]) -> str:
    """One value, or the range over seeds."""
    low, high = min(series), max(series)
    return short(low) if short(low) == short(high) else f"{short(low)} to {short(high)}"
