"""Whatever a file holds, it is taken in as what can be read again, or refused with a reason."""

import json
from dataclasses import replace

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.exchange.formats import export
from kb.importing.formats import FORMATS
from kb.importing.naming import clean
from kb.model import Holding
from kb.model.misuse import Misuse
from kb.pipeline import derive
from tests.helpers.example_bases import base_of as base_of_example
from tests.helpers.exchanged import TWENTY, hostile, knowledges
from tests.helpers.imported import base_of, taken, there_and_back
from tests.helpers.solar_base import files, know

SIGNS = st.sampled_from((
    "[a b]", "[a b]: ", "<c>", "<c>: ", "\n", "\n\n", "  + ", "  - ", " -> ", "><", "_> ", "(1) ", "----\n",
    "--", "{a: b}", "{", "}", "\\", "*", "#t ", "1. ", "1.1. Pro: ", "1.1.1. Con: -> See 1.", "p af 3\n", "1 2\n",
    "arg(a).", "att(a,a).", "title,id\n", ",", '"', "'", ": ", " #", "- ", "> ", "| ", "%", "@", "`", "$x$", "$",
    "é", "漢", "\u200b", "\u202e", "\x07", "\ufeff", "\x85", "\u2028", "\t", "\r\n", "yes", "null", "~", "1e3",
    "2020-01-01", "word", "Another sentence. ", "===\n", "//", "/* ", "<!-- ", "\U000f0041", "\U00100000", "\ud800", "https://a.b/c#d", "=1+1",
))  # fmt: skip
TEXTS = st.lists(SIGNS, max_size=30).map("".join)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from((
            "nodes", "edges", "AIF", "nodeID", "fromID", "toID", "type", "text", "statements", "arguments",
            "relations", "members", "pcs", "title", "data", "tags", "from", "to", "fromType", "relationType",
        )), inner, max_size=6,
    ),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@given(text=TEXTS | JSON.map(json.dumps))
@TWENTY
def test_any_text_is_taken_in_or_refused(form, text):
    try:
        found = taken(form, text, {"links.csv": text, "names.csv": text})
    except Misuse as error:
        assert "nothing was written" in str(error)
        return
    base = base_of(found)
    assert len(base.claims) == len(found.claims)
    for path in base.files:
        assert path.count("/") <= 2 and ".." not in path and path.isascii()


@given(words=st.lists(SIGNS | st.text(max_size=8), min_size=1, max_size=20).map(" ".join))
@TWENTY
def test_any_words_can_stand_in_a_claim(words):
    said = clean(words)
    if not said:
        return
    nodes = [
        {"nodeID": n, "type": "I", "text": text} for n, text in enumerate((words, "Other words"))
    ]
    nodes.append({"nodeID": 9, "type": "CA", "text": words})
    edges = [{"fromID": 0, "toID": 9}, {"fromID": 9, "toID": 1}]
    base = base_of(taken("aif", json.dumps({"nodes": nodes, "edges": edges})))
    texts = {claim.statement.replace("\\$", "$") for claim in base.claims}
    assert said.replace("\\$", "$") in texts


def graph_of(knowledge) -> networkx.DiGraph:
    """Claims and links that others could point at, as the export to GraphML has them."""
    net = networkx.parse_graphml(export("graphml", knowledge).text)
    names = {
        node for node, data in net.nodes(data=True) if data["kind"] in ("claim", "link", "denial")
    }
    kept = networkx.MultiDiGraph()
    kept.add_nodes_from((node, {"kind": net.nodes[node]["kind"]}) for node in names)
    kept.add_edges_from(
        (a, b, {"verb": data["verb"]}) for a, b, data in net.edges(data=True) if {a, b} <= names
    )
    return kept


def agrees(form, knowledge):
    again = derive(there_and_back(form, knowledge), {})
    graphs = []
    for known in (knowledge, again):
        net = graph_of(known)
        if form == "aif":  # which holds no links without force
            net.remove_edges_from([
                edge for edge in net.edges(keys=True) if net.edges[edge]["verb"] in ("related", "refines",
                "exemplifies", "answers", "supersedes", "compatible-by-scope")
            ])  # fmt: skip
        graphs.append(net)

    def same(one, other):
        return one == other

    def alike(one, other):
        return sorted(d["verb"] for d in one.values()) == sorted(d["verb"] for d in other.values())

    assert networkx.is_isomorphic(*graphs, node_match=same, edge_match=alike)


@pytest.mark.parametrize("form", ["csv", "aif", "argdown"])
@given(knowledge=knowledges())
@TWENTY
def test_what_is_exported_taken_in_and_exported_again_is_the_same_graph(form, knowledge):
    agrees(form, knowledge)


@pytest.mark.parametrize("form", ["csv", "aif", "argdown"])
def test_so_it_is_of_a_base_with_every_verb(form):
    """Also of links on links, joint ones, two between the same ends, and a denial."""
    kb = {
        "claims": ["a-1", "b-1", "c-1", "d-1", "e-1"],
        "strict": [{"if": ["a-1", "b-1"], "then": "c-1"}],
        "presupposes": [["b-1", "d-1"]],
        "equivalent": [["d-1", "e-1"]],
        "contradicts": [{"pair": ["c-1", "e-1"], "id": "one"}, {"pair": ["a-1", "e-1"], "id": "two"}],
        "supports": [
            {"id": "s1", "from": "a-1", "to": "b-1"}, {"id": "s2", "from": "a-1", "to": "b-1"},
            {"id": "s3", "from": "d-1", "to": "s1"},
        ],
        "attacks": [{"id": "k1", "from": "d-1", "with": ["e-1"], "to": "a-1"}],
        "undercuts": [{"id": "u1", "from": "c-1", "to": "s2"}, {"id": "u2", "from": "e-1", "to": "u1"}],
    }  # fmt: skip
    base, _ = base_of_example(kb, {"ann": ["a-1", "b-1"], "ben": ["e-1"]})
    first, *others = base.claims
    denied = replace(first, held_by=(*first.held_by, Holding("ben", "denies")))
    agrees(form, derive(replace(base, claims=(denied, *others)), {}))


@pytest.mark.parametrize("form", ["csv", "aif", "argdown"])
def test_so_it_is_of_a_hostile_base_and_of_the_one_about_panels(form):
    agrees(form, hostile())
    agrees(form, know(files("links: [{attacks: panels-fade-slowly, because: It lasts.}]")))
