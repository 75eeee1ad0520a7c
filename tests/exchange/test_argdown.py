"""What @argdown/core reads of a base in Argdown is the base's claims and links.

Needs Node and ``npm install --prefix tests/npm``.
"""

import json
from collections import Counter

import pytest
from hypothesis import given

from kb.exchange.argdown import export
from kb.model.verbs import VERBS
from kb.phrasing import one_line
from tests.helpers.exchanged import TWENTY, hostile, knowledges, real
from tests.helpers.node import needs, read_by

needs_argdown = needs("@argdown/core")


def read(knowledge):
    return json.loads(read_by("argdown.mjs", export(knowledge).text))


def agrees(knowledge):
    found = read(knowledge)
    assert found["errors"] == []
    base, graph = knowledge.base, knowledge.graph
    statements = found["statements"]
    for claim in base.claims:
        said = statements[claim.id]
        assert said["text"].strip() == one_line(claim.statement)
        assert said["data"]["title"] == claim.title
        assert said["data"].get("holders", []) == [
            f"{h.position} {h.stance}" for h in claim.held_by
        ]
        assert said["data"]["standing"] == knowledge.standing.label(claim.id).value
        beside = [
            (link.verb, link.target, link.because)
            for link in claim.links
            if link.address in graph.links and VERBS[link.verb].force in ("exclusive", "annotation")
        ]
        told = [
            (link["verb"], link["target"], link["because"])
            for link in said["data"].get("links", [])
        ]
        assert told == beside
    arguments = found["arguments"]
    for address, link in graph.links.items():
        force = VERBS[link.verb].force
        if force in ("exclusive", "annotation"):
            continue
        said = arguments[address]
        assert (said["text"].strip(), said["data"]) == (
            one_line(link.because),
            {"verb": link.verb, "force": force},
        )
        premises = [name for role, name in said["steps"] if role == "premise"]
        assert premises == [link.source, *link.co_premises]
        (end,) = [name for role, name in said["steps"] if role != "premise"]
        aim = {"attack": "against ", "undercut": "against "}.get(
            force, "for " if "/" in link.target else ""
        )
        assert end == aim + link.target
    assert Counter(map(tuple, pairs(found))) == Counter(expected(knowledge))


def pairs(found):
    """Relations of the document: what kind, from where, to where."""
    for kind, source, _, target, _ in found["relations"]:
        yield kind, *(sorted((source, target)) if kind == "contradictory" else (source, target))


def expected(knowledge):
    base, graph = knowledge.base, knowledge.graph
    clashes = {
        tuple(sorted((k.source, k.target))) for k in graph.links.values() if k.verb == "contradicts"
    }
    clashes |= {tuple(sorted((claim, f"not {claim}"))) for claim in graph.denied}
    yield from (("contradictory", *ends) for ends in clashes)
    aims = set()
    for link in graph.links.values():
        force = VERBS[link.verb].force
        if force in ("attack", "undercut"):
            step = graph.kinds[link.target] != "claim" and force == "undercut"
            aims.add(("undercut" if step else "attack", f"against {link.target}", link.target))
        elif force == "support" and graph.kinds[link.target] != "claim":
            aims.add(("support", f"for {link.target}", link.target))
    yield from aims
    signs = {"for": "support", "against": "attack"}
    for address, made in base.demonstrations.items():
        judged = knowledge.evidence.get(address)
        if judged and judged.word == "holds" and made.bears in signs:
            yield signs[made.bears], address, made.claim


@needs_argdown
@given(knowledge=knowledges())
@TWENTY
def test_random_bases_come_back(knowledge):
    agrees(knowledge)


@needs_argdown
@pytest.mark.parametrize("made", [hostile, real], ids=["hostile", "real"])
def test_a_base_comes_back(made):
    agrees(made())


def test_no_sign_of_argdown_is_left_in_force():
    written = export(hostile()).text
    line = next(line for line in written.splitlines() if line.startswith("[left-side]: "))
    assert (
        r"\+ not an argument \[nor\]\: one \#tag \@ref \{here\} \/\/ comment \/\* \* \*\/" in line
    )
    assert r"\\ backslash $\\beta\_1$ %" in line
