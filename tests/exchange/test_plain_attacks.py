"""What solvers of others find in an exported base is what kb says stands."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import clingo
import pytest
from argumentation.core.dung import ArgumentationFramework, grounded_extension
from argumentation.interop.iccma import parse_af, parse_apx
from hypothesis import given
from pygarg.dung.apx_parser import parse
from pygarg.dung.solver import extension_enumeration

from kb.exchange import apx, iccma
from kb.exchange.exported import CannotKeep
from kb.knowledge import Knowledge
from kb.model.outcomes import Label
from kb.reasoning.semantics.transposition import AttacksOn
from tests.helpers.by_definition import by_clingo, maximal
from tests.helpers.exchanged import TWENTY, hostile, knowledges, real

# Complete labellings; what all of them say is the grounded one.
COMPLETE = """
1 {lab(X,in); lab(X,out); lab(X,undec)} 1 :- arg(X).
:- lab(X,in), att(Y,X), not lab(Y,out).
:- lab(X,out), not lab(Y,in) : att(Y,X).
:- not lab(X,in), arg(X), lab(Y,out) : att(Y,X).
:- lab(X,undec), att(Y,X), lab(Y,in).
#show lab/2.
"""
LABELS = {"in": Label.IN, "out": Label.OUT, "undec": Label.UNDEC}


def names_in(made) -> dict[str, dict[str, str]]:
    return {row["argument"]: row for row in csv.DictReader(io.StringIO(made.beside["names.csv"]))}


def labels_by_clingo(facts: str) -> dict[str, Label]:
    control = clingo.Control(["--enum-mode=cautious", "0"])
    control.add("base", [], facts + COMPLETE)
    control.ground([("base", [])])
    arguments = [
        str(atom.symbol.arguments[0]) for atom in control.symbolic_atoms.by_signature("arg", 1)
    ]
    common: list[clingo.Symbol] = []
    control.solve(on_model=lambda model: common.__setitem__(slice(None), model.symbols(shown=True)))
    said = {str(atom.arguments[0]): LABELS[str(atom.arguments[1])] for atom in common}
    return {argument: said.get(argument, Label.UNDEC) for argument in arguments}


def read_by_pygarg(text: str) -> tuple[list[str], list[list[str]]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "base.apx"
        path.write_text(text)
        arguments, attacks = parse(str(path))
    return arguments, attacks


def labels_by_pygarg(text: str) -> dict[str, Label]:
    arguments, attacks = read_by_pygarg(text)
    (grounded,) = extension_enumeration(arguments, attacks, "GR")
    beaten = {target for source, target in attacks if source in grounded}
    return {
        name: Label.IN if name in grounded else Label.OUT if name in beaten else Label.UNDEC
        for name in arguments
    }


def labels_by_formal_argumentation(framework: ArgumentationFramework) -> dict[str, Label]:
    grounded = grounded_extension(framework)
    beaten = {target for source, target in framework.defeats if source in grounded}
    return {
        str(name): Label.IN if name in grounded else Label.OUT if name in beaten else Label.UNDEC
        for name in framework.arguments
    }


def facts_of(text: str) -> str:
    """``p af`` read by its definition, as facts."""
    first, *lines = text.splitlines()
    count = int(first.removeprefix("p af "))
    facts = [f"arg({number})." for number in range(1, count + 1)]
    return "\n".join(facts + [f"att({','.join(line.split(' '))})." for line in lines]) + "\n"


def agrees(knowledge: Knowledge) -> None:
    made, facts = iccma.export(knowledge), apx.export(knowledge)
    for found, names in (
        (labels_by_clingo(facts_of(made.text)), names_in(made)),
        (labels_by_clingo(facts.text), names_in(facts)),
        (labels_by_pygarg(facts.text), names_in(facts)),
        (labels_by_formal_argumentation(parse_af(made.text)), names_in(made)),
        (labels_by_formal_argumentation(parse_apx(facts.text)), names_in(facts)),
    ):
        assert found.keys() == names.keys()
        of_elements = {
            row["name"]: found[number]
            for number, row in names.items()
            if row["kind"] != "auxiliary"
        }
        assert of_elements == dict(knowledge.standing.labels)
        assert all(row["grounded"] == knowledge.standing.labels[row["name"]].value
                   for row in names.values() if row["kind"] != "auxiliary")  # fmt: skip


@given(knowledge=knowledges())
@TWENTY
def test_grounded_labels_of_random_bases_are_those_of_three_solvers(knowledge):
    agrees(knowledge)


@pytest.mark.parametrize("made", [hostile, real], ids=["hostile", "real"])
def test_grounded_labels_of_a_base_are_those_of_three_solvers(made):
    agrees(made())


@given(knowledge=knowledges())
@TWENTY
def test_preferred_and_stable_extensions_are_those_of_the_collective_attacks(knowledge):
    made = apx.export(knowledge)
    names = {n: row["name"] for n, row in names_in(made).items() if row["kind"] != "auxiliary"}
    arguments, attacks = read_by_pygarg(made.text)
    elements, collective = frozenset(names.values()), list(knowledge.standing.attacks)
    complete = by_clingo(elements, collective)
    beaten = {held: {a.target for a in collective if a.attackers <= held} for held in complete}
    known = {"PR": maximal(complete), "ST": [h for h in complete if h | beaten[h] == elements]}
    for semantics, expected in known.items():
        found = extension_enumeration(arguments, attacks, semantics)
        shown = [frozenset(names[n] for n in extension if n in names) for extension in found]
        assert sorted(map(sorted, shown)) == sorted(map(sorted, expected))


def test_what_cannot_be_listed_is_refused():
    knowledge = hostile()
    standing = knowledge.standing
    few = AttacksOn(standing.written, standing.rules, lambda claim: (), work=1)
    cut = replace(knowledge, standing=replace(standing, attacks_on=few, cut=few.cut))
    with pytest.raises(CannotKeep):
        iccma.export(cut)
    claim = knowledge.base.claims[0].id
    labels = {**standing.labels, claim: Label.UNKNOWN}
    with pytest.raises(CannotKeep):
        apx.export(replace(knowledge, standing=replace(standing, labels=labels)))


def test_there_is_nothing_that_readers_take_for_something_else():
    for knowledge in (hostile(), real()):
        lines = iccma.export(knowledge).text.removesuffix("\n").split("\n")
        assert all(line and line == " ".join(line.split()) and line.isascii() for line in lines)
        facts = apx.export(knowledge).text.removesuffix("\n").split("\n")
        assert all(line and set(line) <= set("argt(),.0123456789") for line in facts)


def test_a_joint_attack_goes_through_arguments_of_our_own():
    from kb.pipeline import derive
    from tests.helpers.example_bases import base_of

    base, _ = base_of(
        {
            "claims": ["a", "b", "c"],
            "attacks": [{"id": "k", "from": "a", "with": ["b"], "to": "c"}],
        },
        {"ann": ["a", "b", "c"]},
    )
    made = iccma.export(derive(base, {}))
    names = {row["name"]: number for number, row in names_in(made).items()}
    assert list(names) == [
        "a", "a/attacks/c/k", "b", "c", "together a + a/attacks/c/k + b",
        "fallen a", "fallen a/attacks/c/k", "fallen b",
    ]  # fmt: skip
    assert made.text == "p af 8\n1 6\n2 7\n3 8\n5 4\n6 5\n7 5\n8 5\n"
