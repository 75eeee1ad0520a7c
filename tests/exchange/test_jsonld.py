"""What rdflib, pyld and jsonld.js make of a base in JSON-LD is the same, and is what the base says."""

import json
from dataclasses import replace

import pytest
import rdflib
from hypothesis import given
from pyld import jsonld
from rdflib.compare import isomorphic

from kb.exchange.jsonld import VOCABULARY, element_iri, export, iri
from kb.model.verbs import VERBS
from tests.helpers.exchanged import TWENTY, hostile, knowledges, real
from tests.helpers.node import needs, read_by

KB = rdflib.Namespace(VOCABULARY)
SCHEMA = rdflib.Namespace("https://schema.org/")


def by_rdflib(text):
    return rdflib.Graph().parse(data=text, format="json-ld", base="http://nowhere.example/a/b")


def by_pyld(text):
    quads = jsonld.to_rdf(
        json.loads(text), {"format": "application/n-quads", "base": "http://elsewhere.example/"}
    )
    return rdflib.Graph().parse(data=quads, format="nt")


def agrees(knowledge):
    text = export(knowledge).text
    found = by_rdflib(text)
    assert isomorphic(found, by_pyld(text))
    links = {
        (str(node), *(str(found.value(node, KB[name])) for name in ("verb", "force", "source", "target")),
         frozenset(map(str, found.objects(node, KB.premise))))
        for node in found.subjects(rdflib.RDF.type, KB.Link)
    }  # fmt: skip
    assert links == {
        (iri(knowledge, "links", at), k.verb, VERBS[k.verb].force, iri(knowledge, "claims", k.source),
         element_iri(knowledge, k.target), frozenset(iri(knowledge, "claims", p) for p in k.co_premises))
        for at, k in knowledge.graph.links.items()
    }  # fmt: skip
    for claim in knowledge.base.claims:
        node = rdflib.URIRef(iri(knowledge, "claims", claim.id))
        assert (node, rdflib.RDF.type, SCHEMA.Claim) in found
        assert found.value(node, SCHEMA.text) == rdflib.Literal(claim.statement)
        assert str(found.value(node, KB.standing)) == knowledge.standing.label(claim.id).value
        holders = sorted(
            (str(found.value(held, KB.position)), str(found.value(held, KB.stance)),
             found.value(held, KB.inferred).toPython())
            for held in found.objects(node, KB.heldBy)
        )  # fmt: skip
        assert holders == sorted(
            (iri(knowledge, "positions", h.position), h.stance, h.inferred) for h in claim.held_by
        )
    nodes = {*found.subjects(), *found.objects()}
    names = [str(node) for node in nodes if isinstance(node, rdflib.URIRef)]
    assert names and not [name for name in names if ".example/" in name or ":" not in name]


@given(knowledge=knowledges())
@TWENTY
def test_two_readers_agree_on_random_bases(knowledge):
    agrees(knowledge)


def served():
    base = hostile().base
    at = replace(base.configuration, address="https://kb.test/site")
    return replace(hostile(), base=replace(base, configuration=at))


@needs("jsonld")
@pytest.mark.parametrize("made", [hostile, served, real], ids=["hostile", "served", "real"])
def test_a_third_reader_agrees_on_a_base(made):
    text = export(made()).text
    quads = read_by("quads.mjs", text)
    assert isomorphic(rdflib.Graph().parse(data=quads, format="nt"), by_pyld(text))


@needs("jsonld")
@given(knowledge=knowledges())
@TWENTY
def test_a_third_reader_agrees_on_random_bases(knowledge):
    text = export(knowledge).text
    quads = read_by("quads.mjs", text)
    assert isomorphic(rdflib.Graph().parse(data=quads, format="nt"), by_pyld(text))


@pytest.mark.parametrize("made", [hostile, served, real], ids=["hostile", "served", "real"])
def test_two_readers_agree_on_a_base(made):
    agrees(made())


def test_numbers_are_decimals_and_booleans_no_words():
    text = export(real()).text
    found = by_rdflib(text)
    strengths = list(found.objects(None, KB.strength))
    assert strengths and {term.datatype for term in strengths} == {rdflib.XSD.decimal}
    inferred = set(found.objects(None, KB.inferred))
    assert {(str(term), term.datatype) for term in inferred} == {
        ("true", rdflib.XSD.boolean), ("false", rdflib.XSD.boolean)
    }  # fmt: skip


def test_addresses_are_those_of_the_site():
    graph = json.loads(export(served()).text)["@graph"]
    assert graph[0]["id"] == "https://kb.test/site/claims/left-side/"
    assert json.loads(export(hostile()).text)["@graph"][0]["id"] == "urn:kb:claims:left-side"
