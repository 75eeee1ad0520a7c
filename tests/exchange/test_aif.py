"""What the map says, read by AIF's own rules, is what the base says.

With arguebuf installed (it wants other versions than kb's tests), what it reads is looked at, too.
"""

import json

import pytest
from hypothesis import given

from kb.exchange.aif import export
from kb.model.denials import denial_of
from kb.model.verbs import VERBS
from kb.phrasing import one_line
from tests.helpers.exchanged import TWENTY, hostile, knowledges, real

FORCES = {"strict": "RA", "support": "RA", "attack": "CA", "undercut": "CA", "exclusive": "CA"}


def agrees(knowledge):
    content = json.loads(export(knowledge).text)
    nodes = {node["nodeID"]: node for node in content["nodes"]}
    assert len(nodes) == len(content["nodes"])
    assert len({edge["edgeID"] for edge in content["edges"]}) == len(content["edges"])
    into, out = {}, {}
    for edge in content["edges"]:
        ends = nodes[edge["fromID"]], nodes[edge["toID"]]
        # AIF: between two nodes that hold information there is always one that says how
        assert "I" not in (ends[0]["type"],) or ends[1]["type"] in ("RA", "CA")
        into.setdefault(edge["toID"], []).append(ends[0]["name"])
        out.setdefault(edge["fromID"], []).append(ends[1]["name"])
    found = {
        (
            node["name"],
            node["verb"],
            node["type"],
            node["because"],
            frozenset(into[number]),
            *out[number],
        )
        for number, node in nodes.items()
        if "because" in node and not node["name"].endswith(" back")
    }
    # an undercut leads to the node of its link, where it is no premise
    names = knowledge.graph.links
    found = {
        (n, v, t, b, frozenset(i for i in ins if i not in names), *rest)
        for n, v, t, b, ins, *rest in found
    }
    assert found == {
        (
            at,
            k.verb,
            FORCES[VERBS[k.verb].force],
            k.because,
            frozenset({k.source, *k.co_premises}),
            k.target,
        )
        for at, k in names.items()
        if VERBS[k.verb].force in FORCES
    }
    texts = {node["name"]: node["text"] for node in nodes.values() if node["type"] == "I"}
    assert all(
        texts[claim.id].startswith(one_line(claim.statement)) for claim in knowledge.base.claims
    )
    said = []
    for locution in content["locutions"]:
        (step,) = (e["toID"] for e in content["edges"] if e["fromID"] == locution["nodeID"])
        assert nodes[step]["type"] == "YA"
        said.append((locution["personID"], *out[step]))
    assert sorted(said) == sorted(
        (
            h.position,
            denial_of(claim.id)
            if h.stance == "denies" and claim.id in knowledge.graph.denied
            else claim.id,
        )
        for claim in knowledge.base.claims
        for h in claim.held_by
    )


@given(knowledge=knowledges())
@TWENTY
def test_random_bases_are_said(knowledge):
    agrees(knowledge)


@pytest.mark.parametrize("made", [hostile, real], ids=["hostile", "real"])
def test_a_base_is_said(made):
    agrees(made())


@pytest.mark.parametrize("made", [hostile, real], ids=["hostile", "real"])
def test_arguebuf_reads_arguments_and_conflicts(made):
    load = pytest.importorskip("arguebuf").load
    content = json.loads(export(made()).text)
    graph = load.aif(content)
    kinds = {"RA": "Support", "CA": "Attack"}
    expected = {n["nodeID"]: kinds[n["type"]] for n in content["nodes"] if n["type"] in kinds}
    found = {key: type(node.scheme).__name__ for key, node in graph.scheme_nodes.items()}
    assert found == expected
    atoms = {n["nodeID"]: n["text"] for n in content["nodes"] if n["type"] == "I"}
    assert {key: str(node.text) for key, node in graph.atom_nodes.items()} == atoms
    kept = {
        (e["fromID"], e["toID"])
        for e in content["edges"]
        if {e["fromID"], e["toID"]} <= {*atoms, *expected}
    }
    assert {(edge.source.id, edge.target.id) for edge in graph.edges.values()} == kept
