"""Abstract frameworks become claims that attack each other, and the attack graph stays what it was."""

from dataclasses import replace

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.exchange import apx, iccma
from kb.importing.taken import Unreadable
from kb.model import Base, Holding
from kb.pipeline import derive
from tests.exchange.test_plain_attacks import labels_by_clingo, labels_by_pygarg, names_in
from tests.helpers.exchanged import TWENTY, hostile, knowledges, real
from tests.helpers.imported import imported, links_of, taken

PAIRS = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)).filter(lambda p: p[0] != p[1]))
SHAPES = {
    "iccma": (lambda attacks: "p af 6\n# said\n\n" + "".join(f"{a}  {b}\n" for a, b in attacks)),
    "apx": (
        lambda attacks: (
            "".join(f"arg(a{n}).\n" for n in range(1, 7))
            + "".join(f"att( a{a} , a{b} ). % said\n" for a, b in attacks)
        )
    ),
}


def graph_of(base: Base) -> networkx.DiGraph:
    """Attacks between claims, with the titles of claims at their nodes."""
    net = networkx.DiGraph()
    net.add_nodes_from((claim.id, {"title": claim.title}) for claim in base.claims)
    net.add_edges_from((link.source, link.target) for link in links_of(base))
    return net


@pytest.mark.parametrize("form", SHAPES)
@given(attacks=PAIRS)
@TWENTY
def test_the_graph_of_a_file_is_that_of_its_claims(form, attacks):
    base = imported(form, SHAPES[form](attacks))
    sign = "a" if form == "apx" else ""
    titles = {claim.id: claim.title for claim in base.claims}
    assert sorted(titles.values()) == [f"Argument {sign}{n}" for n in range(1, 7)]
    found = {(titles[link.source], titles[link.target]) for link in links_of(base)}
    assert found == {(f"Argument {sign}{a}", f"Argument {sign}{b}") for a, b in attacks}
    assert all(link.verb == "attacks" for link in links_of(base))


@given(attacks=PAIRS)
@TWENTY
def test_once_somebody_asserts_the_claims_they_are_labelled_as_the_arguments(attacks):
    """What is exported again is larger, since links are arguments there; its labels are the same."""
    facts = "".join(f"arg(a{n}).\n" for n in range(1, 7))
    facts += "".join(f"att(a{a},a{b}).\n" for a, b in sorted(set(attacks)))
    expected = labels_by_clingo(facts)
    base = imported("apx", facts)
    claims = tuple(replace(c, held_by=(Holding("ann", "asserts"),)) for c in base.claims)
    knowledge = derive(replace(base, claims=claims), {})
    titles = {claim.id: claim.title.removeprefix("Argument ") for claim in claims}
    assert {titles[name]: knowledge.standing.label(name) for name in titles} == expected
    made = apx.export(knowledge)
    again = labels_by_pygarg(made.text)
    rows = names_in(made)
    assert {
        titles[row["name"]]: again[number] for number, row in rows.items() if row["kind"] == "claim"
    } == expected


def agrees(knowledge, form, module):
    made = module.export(knowledge)
    base = imported(form, made.text, dict(made.beside))
    names = names_in(made)
    pairs = [
        line.removeprefix("att(").removesuffix(").").replace(",", " ")
        for line in made.text.splitlines()
    ]
    written = networkx.DiGraph()
    written.add_nodes_from(names)
    written.add_edges_from(
        pair.split(" ") for pair in pairs if pair[0] not in "p" and "arg(" not in pair
    )
    loops = list(networkx.selfloop_edges(written))
    written.remove_edges_from(loops)
    assert networkx.faster_could_be_isomorphic(written, graph_of(base))
    by_title = {claim.id: claim for claim in base.claims}
    for row in names.values():
        if row["kind"] == "claim":
            assert by_title[row["name"]].title == row["title"]
    assert len(base.claims) == len(names) and len(links_of(base)) == written.number_of_edges()


@given(knowledge=knowledges())
@TWENTY
def test_exports_of_random_bases_come_back(knowledge):
    agrees(knowledge, "iccma", iccma)
    agrees(knowledge, "apx", apx)


@pytest.mark.parametrize("made", [hostile, real], ids=["hostile", "real"])
def test_the_export_of_a_base_comes_back(made):
    agrees(made(), "apx", apx)


def test_an_attack_on_itself_is_told_and_a_text_is_asked_for():
    found = taken("iccma", "p af 2\n1 1\n1 2\n1 2\n")
    assert found.lost == (
        "1 attack of an argument on itself, which kb has not: such may stand here only",
        "the words of 2 arguments: such a file holds none",
    )
    assert [claim.statement for claim in found.claims] == ["", ""]


@pytest.mark.parametrize(
    ("form", "text", "said"),
    [
        ("iccma", "", "file.x:1: the file is empty"),
        ("iccma", "p cnf 3\n", "file.x:1: 'p cnf 3' is no beginning"),
        ("iccma", "p af 999999999\n", "file.x:1: 999999999 arguments; at most 10000"),
        ("iccma", "p af 2\n1 3\n", "file.x:2: there is no argument 3: they are 1 to 2"),
        ("iccma", "p af 2\n1 2 1\n", "file.x:2: '1 2 1' is no attack"),
        ("apx", "arg(a).\narg(b) att(a,b).\n", "file.x:2: 'arg(b) att(a,b).' is no fact"),
        ("apx", "arg(a).\natt(a,b).\n", "file.x:2: there is no argument 'b'; write 'arg(b).'"),
        ("apx", "arg(a).\nsupport(a,a).\n", "is no fact; write 'arg(a).' or 'att(a,b).'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(form, text, said):
    with pytest.raises(Unreadable) as raised:
        imported(form, text)
    assert said in str(raised.value)
