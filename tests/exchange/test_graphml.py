"""What networkx, igraph, rustworkx and graphology read of a base in GraphML is the base's own graph."""

import json
import warnings
from collections import Counter
from math import isnan
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import igraph
import networkx
import pytest
import rustworkx
from hypothesis import given

from kb.exchange.graphml import export
from kb.knowledge import Knowledge
from kb.model.denials import denial_of
from kb.model.verbs import VERBS
from tests.helpers import node
from tests.helpers.exchanged import TWENTY, hostile, knowledges, real

Read = tuple[dict[str, dict[str, Any]], list[tuple[str, str, dict[str, Any]]]]


def by_networkx(path: str) -> Read:
    net = networkx.read_graphml(path, force_multigraph=True)
    names = {key: data["name"] for key, data in net.nodes(data=True)}
    nodes = {data["name"]: data for _, data in net.nodes(data=True)}
    edges = [
        (names[a], names[b], {**data, "id": key})
        for a, b, key, data in net.edges(keys=True, data=True)
    ]
    return nodes, edges


def by_igraph(path: str) -> Read:
    net = igraph.Graph.Read_GraphML(path)
    nodes = {node["name"]: node.attributes() for node in net.vs}
    edges = [(net.vs[e.source]["name"], net.vs[e.target]["name"], e.attributes()) for e in net.es]
    return nodes, edges


def by_rustworkx(path: str) -> Read:
    (net,) = rustworkx.read_graphml(path)
    nodes = {data["name"]: data for data in net.nodes()}
    edges = [(net[a]["name"], net[b]["name"], data) for a, b, data in net.weighted_edge_list()]
    return nodes, edges


def by_graphology(path: str) -> Read:
    text = node.read_by("graphml.mjs", Path(path).read_text("utf-8"))
    found = json.loads(text, parse_int=float)  # for JavaScript all numbers are of one kind
    return {data["name"]: data for data in found["nodes"]}, found["edges"]


READERS = [
    pytest.param(by_networkx, id="networkx"),
    pytest.param(by_igraph, id="igraph"),
    pytest.param(by_rustworkx, id="rustworkx"),
    pytest.param(by_graphology, id="graphology", marks=node.needs("graphology-graphml")),
]


def read_by(reader, knowledge: Knowledge) -> Read:
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # igraph on a node's own id
        path = Path(folder) / "base.graphml"
        path.write_text(export(knowledge).text, encoding="utf-8")
        return reader(str(path))


def links_in(read: Read) -> Counter[tuple[Any, ...]]:
    """Links put together from the edges: source, verb, force, target, co-premises, reason."""
    found: Counter[tuple[Any, ...]] = Counter()
    parts: dict[str, dict[str, list[tuple[str, str]]]] = {}
    said: dict[str, tuple[str, str, str]] = {}
    for source, target, data in read[1]:
        if not data["link"]:
            continue
        said[data["link"]] = (data["verb"], data["force"], data["because"])
        ends = parts.setdefault(data["link"], {})
        ends.setdefault(data["part"], []).append((source, target))
    for address, ends in parts.items():
        if "whole" in ends:
            assert ends.keys() == {"whole"}
            ((source, target),) = ends["whole"]
        else:
            ((source, step),) = ends["from"]
            ((same, target),) = ends["to"]
            assert step == same == address
            assert {end for _, end in ends.get("with", [])} <= {address}
        premises = frozenset(premise for premise, _ in ends.get("with", []))
        found[address, source, *said[address], target, premises] += 1
    return found


def links_of(knowledge: Knowledge) -> Counter[tuple[Any, ...]]:
    return Counter(
        (link.address, link.source, link.verb, VERBS[link.verb].force, link.because, link.target,
         frozenset(link.co_premises))
        for link in knowledge.graph.links.values()
    )  # fmt: skip


def agrees(reader, knowledge: Knowledge) -> None:
    read = read_by(reader, knowledge)
    nodes, edges = read
    base = knowledge.base
    assert links_in(read) == links_of(knowledge)
    claims = {name: data for name, data in nodes.items() if data["kind"] == "claim"}
    assert claims.keys() == base.by_id.keys()
    for name, data in claims.items():
        claim = base.by_id[name]
        assert (data["title"], data["statement"]) == (claim.title, claim.statement)
        assert data["withdrawn"] is bool(claim.withdrawn)
        assert data["standing"] == knowledge.standing.label(name).value
    known = {
        name: data["strength"] for name, data in nodes.items() if is_number(data.get("strength"))
    }
    assert known == pytest.approx(
        {k: v for k, v in knowledge.strengths.values.items() if k in nodes}
    )
    others = {(a, b, data["verb"]) for a, b, data in edges if not data["link"]}
    measured = {(at, made.claim, "demonstrates") for at, made in base.demonstrations.items()}
    denials = {(denial_of(claim), claim, "denies") for claim in knowledge.graph.denied}
    assert others == measured | denials


def is_number(value: Any) -> bool:
    return isinstance(value, float) and not isnan(value)


@pytest.mark.parametrize("reader", READERS)
@given(knowledge=knowledges())
@TWENTY
def test_random_bases_come_back(reader, knowledge):
    agrees(reader, knowledge)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("made", [hostile, real], ids=["hostile", "real"])
def test_a_base_comes_back(reader, made):
    agrees(reader, made())


def test_ids_are_unique_tokens_in_the_whole_file():
    for knowledge in (hostile(), real()):
        root = ElementTree.fromstring(export(knowledge).text)
        ids = [element.get("id") for element in root.iter() if element.tag[-4:] in ("node", "edge")]
        assert len(ids) == len(set(ids)) > 3
        assert all(
            name and set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.:") for name in ids
        )


def test_every_number_has_a_point_and_every_boolean_is_lower_case():
    root = ElementTree.fromstring(export(real()).text)
    types = {key.get("id"): key.get("attr.type") for key in root.iter() if key.tag.endswith("key")}
    said = [
        (types[data.get("key")], data.text) for data in root.iter() if data.tag.endswith("data")
    ]
    numbers = [text for kind, text in said if kind == "double"]
    assert numbers and all("." in text or "e" in text for text in numbers)
    assert {text for kind, text in said if kind == "boolean"} == {"true", "false"}


def test_the_same_base_gives_the_same_bytes():
    assert export(hostile()).text == export(hostile()).text
