"""A map of AIF: its nodes, and what leads to and from each; AIFdb's own form, and xAIF."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.importing.naming import clean
from kb.importing.taken import Given, Unreadable, json_of

KINDS = ("I", "RA", "CA", "MA", "PA", "L", "YA", "TA")


@dataclass
class Map:
    """Nodes by id, and what leads to and from each, in the order of the file."""

    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    into: dict[str, list[str]] = field(default_factory=dict)
    out: dict[str, list[str]] = field(default_factory=dict)
    locutions: list[dict[str, Any]] = field(default_factory=list)
    participants: list[dict[str, Any]] = field(default_factory=list)

    def of_kind(self, *kinds: str) -> Iterator[str]:
        """Ids of the nodes of some kinds."""
        return (number for number, node in self.nodes.items() if node.get("type") in kinds)

    def kind(self, number: str) -> str:
        """The kind of a node."""
        return str(self.nodes[number].get("type"))

    def text(self, number: str) -> str:
        """The text of a node."""
        return clean(str(self.nodes[number].get("text") or ""))


def map_of(given: Given) -> Map:
    """The map that a text holds."""
    content = json_of(given)
    if isinstance(content, dict) and isinstance(content.get("AIF"), dict):
        content = content["AIF"]
    if not isinstance(content, dict) or not {"nodes", "edges"} <= content.keys():
        hint = "a map of AIFdb has 'nodes' and 'edges', in xAIF below 'AIF'"
        raise Unreadable(given, 0, "this is no map of arguments", hint)
    found = Map()
    for node in entries(given, content, "nodes"):
        number = str(node.get("nodeID"))
        if number in found.nodes:
            raise Unreadable(given, 0, f"two nodes have the id {number[:40]}")
        found.nodes[number] = node
    for edge in entries(given, content, "edges"):
        ends = str(edge.get("fromID")), str(edge.get("toID"))
        if missing := [end for end in ends if end not in found.nodes]:
            said = f"the edge {str(edge.get('edgeID'))[:40]} names a node {missing[0][:40]}"
            raise Unreadable(given, 0, f"{said}, which is not there")
        if ends[1] not in found.out.setdefault(ends[0], []):
            found.out[ends[0]].append(ends[1])
            found.into.setdefault(ends[1], []).append(ends[0])
    found.locutions = entries(given, content, "locutions")
    found.participants = entries(given, content, "participants")
    return found


def entries(given: Given, content: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """One of the lists of a map, each of whose entries is a mapping."""
    found = content.get(name) or []
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise Unreadable(given, 0, f"'{name}' should be a list of mappings")
    return found
