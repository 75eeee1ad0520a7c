"""GraphML: claims, demonstrations and links that are pointed at are nodes, other links are edges.

An edge ends at nodes only and begins at one.  So a link that another link points at, and one with
co-premises, is a node too, with an edge from each premise and one to its target; ``part`` says
which is which.  Ids are unique in the whole file, every attribute has one type, and each element
has all of its attributes but numbers that are not known: readers differ on all three.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from xml.sax.saxutils import escape, quoteattr

from kb.exchange.exported import Exported, left_out
from kb.explain.four_words import four_words
from kb.knowledge import Knowledge
from kb.model import Claim, Link
from kb.model.denials import denial_of, denied_claim
from kb.model.verbs import VERBS

# Characters that XML 1.0 has no way to write
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Value = str | bool | float
OF_NODES: Mapping[str, str] = {
    "name": "string", "kind": "string", "title": "string", "statement": "string",
    "scope": "string", "topic": "string", "says": "string", "holders": "string",
    "demonstrated": "string", "standing": "string", "withdrawn": "boolean", "strength": "double",
}  # fmt: skip
OF_EDGES: Mapping[str, str] = {
    "link": "string", "verb": "string", "force": "string", "symmetric": "boolean",
    "part": "string", "because": "string", "differs": "string",
}  # fmt: skip
EMPTY: Mapping[str, Value] = {"string": "", "boolean": False}
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def export(knowledge: Knowledge) -> Exported:
    """All claims, demonstrations, denials and links of a base as one directed graph."""
    lines = [HEAD]
    for what, types in (("node", OF_NODES), ("edge", OF_EDGES)):
        for name, kind in types.items():
            key = f'<key id="{what}-{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>'
            lines.append(f"  {key}\n")
    lines.append('  <graph id="base" edgedefault="directed">\n')
    lines += (element("node", *node) for node in nodes_of(knowledge))
    lines += (element("edge", *edge) for edge in edges_of(knowledge))
    lines.append("  </graph>\n</graphml>\n")
    lost = ("sources, predictions and numbers that were measured",)
    return Exported("".join(lines), lost=(*lost, *left_out(knowledge)))


def nodes_of(knowledge: Knowledge) -> Iterator[tuple[dict[str, str], dict[str, Value]]]:
    """The XML attributes and the data of each node."""
    base, graph = knowledge.base, knowledge.graph
    for claim in sorted(base.claims, key=lambda claim: claim.id):
        yield node(knowledge, claim.id, "claim", of_claim(knowledge, claim))
    for claim_id in sorted(graph.denied):
        told = f"the denial of {base.by_id[claim_id].title}"
        yield node(knowledge, denial_of(claim_id), "denial", {"title": told})
    for address, made in sorted(base.demonstrations.items()):
        judged = knowledge.evidence.get(address)
        word = judged.word if judged else "unmeasured"
        said = {"title": made.called, "statement": made.shows, "demonstrated": word}
        yield node(knowledge, address, "demonstration", {**said, "says": made.bears})
    for address, link in sorted(graph.links.items()):
        if is_node(knowledge, link):
            yield node(knowledge, address, "link", {"says": link.verb, "statement": link.because})


def of_claim(knowledge: Knowledge, claim: Claim) -> dict[str, Value]:
    """What a node says of a claim."""
    words = {word.aspect: word.value for word in four_words(knowledge, claim)}
    return {
        "title": claim.title, "statement": claim.statement, "scope": claim.scope,
        "topic": claim.topic, "says": claim.kind, "demonstrated": words["demonstrated"],
        "holders": "; ".join(f"{held.position} {held.stance}" for held in claim.held_by),
        "withdrawn": bool(claim.withdrawn),
    }  # fmt: skip


def node(
    knowledge: Knowledge, name: str, kind: str, said: Mapping[str, Value]
) -> tuple[dict[str, str], dict[str, Value]]:
    """A node with all attributes; its strength only where there is one."""
    empty = {key: EMPTY[form] for key, form in OF_NODES.items() if form in EMPTY}
    standing = knowledge.standing.label(name).value
    data = {**empty, **said, "name": name, "kind": kind, "standing": standing}
    if name in knowledge.strengths.values:
        data["strength"] = float(knowledge.strengths.values[name])
    return {"id": xml_id(name)}, data


def is_node(knowledge: Knowledge, link: Link) -> bool:
    """Whether a link cannot be one edge: it is pointed at, or has several premises."""
    return bool(link.co_premises or knowledge.graph.by_target.get(link.address))


def edges_of(knowledge: Knowledge) -> Iterator[tuple[dict[str, str], dict[str, Value]]]:
    """The XML attributes and the data of each edge."""
    for address, link in sorted(knowledge.graph.links.items()):
        own = xml_id(address)
        if not is_node(knowledge, link):
            yield edge(own, link.source, link.target, "whole", link)
            continue
        yield edge(f"{own}.from", link.source, address, "from", link)
        for number, premise in enumerate(link.co_premises, 1):
            yield edge(f"{own}.with.{number}", premise, address, "with", link)
        yield edge(f"{own}.to", address, link.target, "to", link)
    for address, made in sorted(knowledge.base.demonstrations.items()):
        said = {"verb": "demonstrates", "force": made.bears, "because": made.shows}
        yield joined(f"{xml_id(address)}.of", address, made.claim, {**said, "part": "whole"})
    for claim in sorted(knowledge.graph.denied):
        said = {"verb": "denies", "force": "exclusive", "part": "whole"}
        own = f"{xml_id(denial_of(claim))}.of"
        yield joined(own, denial_of(claim), claim, {**said, "symmetric": True})


def edge(
    own: str, source: str, target: str, part: str, link: Link
) -> tuple[dict[str, str], dict[str, Value]]:
    """An edge that is a link, or a part of one."""
    verb = VERBS[link.verb]
    said: dict[str, Value] = {
        "link": link.address, "verb": verb.name, "force": verb.force, "symmetric": verb.symmetric,
        "part": part, "because": link.because, "differs": link.differs,
    }  # fmt: skip
    return joined(own, source, target, said)


def joined(
    own: str, source: str, target: str, said: Mapping[str, Value]
) -> tuple[dict[str, str], dict[str, Value]]:
    """An edge between two nodes, with all attributes."""
    empty = {key: EMPTY[form] for key, form in OF_EDGES.items()}
    ends = {"source": xml_id(source), "target": xml_id(target)}
    return {"id": own, **ends}, {**empty, **said}


def xml_id(name: str) -> str:
    """A name as NMTOKEN, which has no stroke and no blank; no two names become the same."""
    claim = denied_claim(name)
    return f"not:{claim}" if claim else name.replace("/", ":")


def element(what: str, attributes: Mapping[str, str], data: Mapping[str, Value]) -> str:
    """A node or an edge."""
    shown = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    inside = chain.from_iterable(
        ('      <data key="', f'{what}-{name}">', written(value), "</data>\n")
        for name, value in data.items()
    )
    return f"    <{what}{shown}>\n{''.join(inside)}    </{what}>\n"


def written(value: Value) -> str:
    """A value as XML Schema writes it: ``true``, and a float with a point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(NOT_IN_XML.sub("\ufffd", value)) if isinstance(value, str) else repr(value)
