"""AIF as AIFdb writes it: claims and what they lead to as nodes of arguments, and who said what.

A link is an ``RA`` node if it is a reason or a rule, ``CA`` if it attacks or contradicts;
co-premises lead to it beside the source, and an undercut leads to the node of the link that it
cuts.  Who asserts a claim is a locution, joined to it by ``YA``; some readers drop these, so the
claim's own node says its holders too.
"""

import json
from collections.abc import Iterator
from typing import Any

from kb.exchange.exported import Exported, left_out
from kb.knowledge import Knowledge
from kb.model import Base, Claim, Link
from kb.model.denials import denial_of
from kb.model.verbs import VERBS
from kb.phrasing import one_line

TYPES = {
    "strict": "RA", "support": "RA", "attack": "CA", "undercut": "CA", "exclusive": "CA",
}  # fmt: skip
SCHEMES = {"RA": "Default Inference", "CA": "Default Conflict"}
ILLOCUTIONS = {
    "asserts": "Asserting", "denies": "Asserting", "doubts": "Challenging",
    "asks": "Pure Questioning", "reports": "Reporting",
}  # fmt: skip
WHEN = "1970-01-01 00:00:00"  # every node must have a time, and a claim has none


class Written:
    """Nodes, edges and locutions, numbered as they come."""

    def __init__(self) -> None:
        self.nodes: list[dict[str, Any]] = []
        self.edges: list[dict[str, Any]] = []
        self.locutions: list[dict[str, Any]] = []
        self.ids: dict[str, str] = {}  # by name in kb

    def node(self, name: str, kind: str, text: str, **more: str) -> str:
        """A node with the next number."""
        number = str(len(self.nodes) + 1)
        self.ids[name] = number
        self.nodes.append(
            {"nodeID": number, "text": text, "type": kind, "timestamp": WHEN, "name": name, **more}
        )
        return number

    def edge(self, source: str, target: str) -> None:
        """An edge between two numbers."""
        number = str(len(self.edges) + 1)
        self.edges.append({"edgeID": number, "fromID": source, "toID": target, "formEdgeID": None})


def export(knowledge: Knowledge) -> Exported:
    """The base as one map."""
    base, graph = knowledge.base, knowledge.graph
    written = Written()
    for claim in sorted(base.claims, key=lambda claim: claim.id):
        written.node(claim.id, "I", text_of(claim), title=claim.title)
        if claim.id in graph.denied:
            said = f"It is denied that: {text_of(claim)}"
            own = written.node(denial_of(claim.id), "I", said)
            for start, end in ((own, written.ids[claim.id]), (written.ids[claim.id], own)):
                clash = written.node(f"{start} against {end}", "CA", SCHEMES["CA"], verb="denies")
                written.edge(start, clash)
                written.edge(clash, end)
    for address, made in sorted(base.demonstrations.items()):
        written.node(address, "I", one_line(made.shows), title=made.called)
    add_links(written, [graph.links[address] for address in sorted(graph.links)])
    add_measurements(written, knowledge)
    add_locutions(written, base)
    content = {"nodes": written.nodes, "edges": written.edges, "locutions": written.locutions}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    notes = sum(VERBS[link.verb].force == "annotation" for link in graph.links.values())
    lost = ("sources, standing, numbers and predictions", "times, which AIF demands, are all 1970")
    also = (f"{notes} links that only say what is worth reading beside",) if notes else ()
    return Exported(text, lost=(*lost, *also, *left_out(knowledge)))


def text_of(claim: Claim) -> str:
    """What is said, and by whom, for those who read no locutions."""
    held = "; ".join(f"{holding.position} {holding.stance}" for holding in claim.held_by)
    said = one_line(claim.statement)
    return f"{said} [{held}]" if held else said


def add_links(written: Written, links: list[Link]) -> None:
    """A node for each link with force, and its edges; of a symmetric one, two."""
    forced = [link for link in links if VERBS[link.verb].force in TYPES]
    for link in forced:
        kind = TYPES[VERBS[link.verb].force]
        more = {"verb": link.verb, "because": link.because}
        written.node(link.address, kind, SCHEMES[kind], **more)
        if VERBS[link.verb].symmetric:
            written.node(back(link), kind, SCHEMES[kind], **more)
    for link in forced:
        for premise in (link.source, *link.co_premises):
            written.edge(written.ids[premise], written.ids[link.address])
        written.edge(written.ids[link.address], written.ids[link.target])
        if VERBS[link.verb].symmetric:
            written.edge(written.ids[link.target], written.ids[back(link)])
            written.edge(written.ids[back(link)], written.ids[link.source])


def back(link: Link) -> str:
    """The name of a symmetric link as it is read from its target."""
    return f"{link.address} back"


def add_measurements(written: Written, knowledge: Knowledge) -> None:
    """What holds as measured leads to its claim, or against it."""
    kinds = {"for": "RA", "against": "CA"}
    for address, made in sorted(knowledge.base.demonstrations.items()):
        judged = knowledge.evidence.get(address)
        if judged and judged.word == "holds" and made.bears in kinds:
            kind = kinds[made.bears]
            own = written.node(f"{address} bears", kind, SCHEMES[kind], verb="demonstrates")
            written.edge(written.ids[address], own)
            written.edge(own, written.ids[made.claim])


def add_locutions(written: Written, base: Base) -> None:
    """Who said what: a locution, joined by what was done with it; a denial to its own node."""
    for claim in sorted(base.claims, key=lambda claim: claim.id):
        for number, held in enumerate(claim.held_by, 1):
            denied = held.stance == "denies" and denial_of(claim.id) in written.ids
            aim = denial_of(claim.id) if denied else claim.id
            name = f"{claim.id} held {number}"
            said = f"{held.position} {held.stance}: {claim.title}"
            locution = written.node(name, "L", said)
            act = ILLOCUTIONS.get(held.stance, "Asserting")
            done = written.node(f"{name} as", "YA", act)
            written.edge(locution, done)
            written.edge(done, written.ids[aim])
            written.locutions.append({"nodeID": locution, **dict(speaker(held.position))})


def speaker(position: str) -> Iterator[tuple[str, str | None]]:
    """Fields of a locution."""
    yield from (("personID", position), ("timestamp", WHEN))
    yield from (("start", None), ("end", None), ("source", None))
