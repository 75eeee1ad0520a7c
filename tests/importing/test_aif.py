"""Maps of AIF as claims: those of kb come back, those of others keep steps, speakers and schemes."""

import json
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given

from kb.importing.taken import Unreadable
from kb.model import Holding, Link
from kb.model.misuse import Misuse
from kb.model.verbs import VERBS
from kb.phrasing import one_line
from tests.helpers.exchanged import TWENTY, hostile, knowledges, real
from tests.helpers.imported import imported, kept_links, links_of, taken, there_and_back

BLANK = "The warrant is still to be written."


def agrees(knowledge):
    base = there_and_back("aif", knowledge)
    assert base.by_id.keys() == knowledge.base.by_id.keys()
    for claim in knowledge.base.claims:
        back = base.by_id[claim.id]
        assert (back.title, back.statement) == (claim.title, one_line(claim.statement))
        assert {(h.position, h.stance) for h in back.held_by} == {
            (h.position, h.stance) for h in claim.held_by
        }
    links = {k for k in kept_links(knowledge) if VERBS[k.verb].force != "annotation"}
    assert links_of(base) == {replace(link, tension=()) for link in links}


@given(knowledge=knowledges())
@TWENTY
def test_random_bases_come_back(knowledge):
    agrees(knowledge)


@pytest.mark.parametrize("made", [hostile, real], ids=["hostile", "real"])
def test_a_base_comes_back(made):
    agrees(made())


NODES = {
    "rain": ("I", "Rain falls on the fields"), "wet": ("I", "The fields are wet"),
    "cloud": ("I", "Clouds cost $5 and $x"), "dew": ("I", "Only dew fell"), "mud": ("I", "Mud is about"),
    "no": ("I", ""), "ra": ("RA", "Argument From Sign"), "ra2": ("RA", "Default Inference"),
    "ca": ("CA", "Default Conflict"), "ca2": ("CA", "CA"), "ca3": ("CA", "Default Conflict"),
    "ma": ("MA", "Default Rephrase"), "pa": ("PA", "Default Preference"), "open": ("RA", ""),
    "l1": ("L", "Ann Lee : look, rain"), "l2": ("L", "is it?"), "l3": ("L", "Bo: no: it is dew"), "ta": ("TA", ""),
    "ya1": ("YA", "Asserting"), "ya2": ("YA", "Assertive Questioning"), "ya3": ("YA", "Arguing"),
    "ya4": ("YA", "Disagreeing"), "ya5": ("YA", "Analysing"),
}  # fmt: skip
EDGES = """
rain ra, cloud ra, ra wet, dew ca, mud ca, ca rain, dew ca2, ca2 ra, mud ca3, ca3 ca2, wet ra2,
ra2 ra, wet ma, ma mud, rain pa, pa wet, open wet, l1 ya1, ya1 rain, l2 ya2, ya2 rain, l1 ta, ta l3,
ta ya3, ya3 ra, ta ya4, ya4 rain, l3 ya5, ya5 wet
"""
MAP = {
    "nodes": [{"nodeID": n, "type": kind, "text": text} for n, (kind, text) in NODES.items()],
    "edges": [
        dict(zip(("fromID", "toID"), pair.split(), strict=True)) for pair in EDGES.split(",")
    ],
    "locutions": [{"nodeID": "l2", "personID": 7}],
    "participants": [{"participantID": 7, "firstname": "Cy", "surname": "Dee"}],
}
RAIN, WET, CLOUD = "rain-falls-fields", "fields-wet", "clouds-cost-x"
DEW, MUD = "only-dew-fell", "mud-about"


@pytest.mark.parametrize("form", ["aif", "xaif"])
def test_a_map_of_others(form):
    text = json.dumps({"AIF": MAP, "text": "txt"} if form == "xaif" else MAP)
    base = imported(form, text)
    sign = "By the scheme 'Argument From Sign'."
    assert links_of(base) == {
        Link(RAIN, "supports", WET, sign), Link(CLOUD, "supports", WET, sign),
        Link(DEW, "attacks", RAIN, BLANK, (MUD,)),
        Link(DEW, "undercuts", f"{RAIN}/supports/{WET}", BLANK),
        Link(DEW, "undercuts", f"{CLOUD}/supports/{WET}", BLANK),
        Link(MUD, "undercuts", f"{DEW}/undercuts/{RAIN}/supports/{WET}", BLANK),
        Link(MUD, "undercuts", f"{DEW}/undercuts/{CLOUD}/supports/{WET}", BLANK),
        Link(WET, "supports", f"{RAIN}/supports/{WET}", BLANK),
        Link(WET, "supports", f"{CLOUD}/supports/{WET}", BLANK),
        Link(WET, "related", MUD, BLANK),
    }  # fmt: skip
    assert set(base.by_id[RAIN].held_by) == {
        Holding("ann-lee", "asserts"), Holding("cy-dee", "asks"), Holding("bo", "denies"),
    }  # fmt: skip
    assert base.by_id[WET].held_by == ()
    assert base.by_id[CLOUD].statement == "Clouds cost \\$5 and \\$x"
    assert taken(form, text).lost == (
        "1 node of information without a text",
        "1 inference with several premises: each supports by itself here",
        "1 step without both ends, or with ends that kb cannot join",
        "1 preference between nodes",
        "1 transition of the dialogue",
        "1 act of speech that is no stance on a claim, or of nobody known",
    )


def test_conflicts_of_each_other_in_a_circle_are_lost_and_end():
    nodes = [{"nodeID": 1, "type": "I", "text": "Rain falls"}]
    nodes += [{"nodeID": n, "type": "CA", "text": ""} for n in (2, 3)]
    ends = [(1, 2), (1, 3), (2, 3), (3, 2)]
    edges = [{"fromID": a, "toID": b} for a, b in ends]
    found = taken("aif", json.dumps({"nodes": nodes, "edges": edges}))
    assert found.lost == ("2 steps without both ends, or with ends that kb cannot join",)


def map_of(nodes, ends):
    return json.dumps({
        "nodes": [{"nodeID": number, "type": kind, "text": "Rain"} for number, kind in nodes],
        "edges": [{"fromID": a, "toID": b} for a, b in ends],
    })  # fmt: skip


def test_what_would_multiply_is_refused_and_what_is_long_ends():
    """Each level of conflicts would make links to all links below; a chain, ever longer names."""
    many = range(60)
    nodes = [(f"i{n}", "I") for n in many] + [("t", "I")] + [(f"c{n}", "CA") for n in range(6)]
    ends = [(f"i{n}", f"c{k}") for n in many for k in range(6)] + [("c0", "t")]
    ends += [(f"c{k + 1}", f"c{k}") for k in range(5)]
    chain = [("a", "I"), ("b", "I")] + [(n, "CA") for n in range(20_000)]
    steps = [(0, "b")] + [(n + 1, n) for n in range(19_999)] + [("a", n) for n in range(20_000)]
    for text in (map_of(nodes, ends), map_of(chain, steps)):
        before = process_time()
        with pytest.raises(Misuse, match="links"):
            taken("aif", text)
        assert process_time() - before < 10
    before = process_time()
    assert len(taken("aif", map_of([(n, "I") for n in range(20_000)], [])).claims) == 20_000
    assert process_time() - before < 10


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{\n1", "file.x:2: this is not JSON"),
        ("[" * 200_000, "its brackets or numbers go on for too long"),
        ("[]", "this is no map of arguments; a map of AIFdb has 'nodes' and 'edges'"),
        ('{"nodes": [1], "edges": []}', "'nodes' should be a list of mappings"),
        ('{"nodes": [{"nodeID": 1}, {"nodeID": "1"}], "edges": []}', "two nodes have the id 1"),
        (
            '{"nodes": [], "edges": [{"edgeID": 4, "fromID": 1, "toID": 2}]}',
            "the edge 4 names a node 1, which is not there",
        ),
    ],
)
def test_what_is_wrong_is_told(text, said):
    with pytest.raises(Unreadable) as raised:
        imported("aif", text)
    assert said in str(raised.value)
