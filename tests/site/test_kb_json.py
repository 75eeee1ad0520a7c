"""The site's JSON: every name in it can be found in it, and it is as its published schema says."""

import json
from pathlib import Path

import jsonschema
import pytest

from kb.disk import files_under
from kb.pipeline import derive
from kb.reading.read import read
from kb.site.data import shapes
from kb.site.data.json_schema import schema_of_file
from kb.site.data.kb_json import claim_json, kb_json, schemas
from kb.site.index import Index
from tests.cli.test_commands import kb
from tests.helpers import built_data, small_site
from tests.helpers.built_data import faults_of_site

ROOT = Path(__file__).parents[2]
FIRST = Path(__file__).with_name("shape_of_version_1.json")
TODAY = "2026-11-25"


@pytest.fixture(scope="module", params=["small", "real"])
def index(request):
    """A base with every kind of link, and the real one without measurements."""
    if request.param == "small":
        return Index(small_site.knowledge(), today=TODAY)
    return Index(derive(read(files_under(ROOT)), {}), today=TODAY)


@pytest.mark.parametrize("file", shapes.FILES)
def test_a_published_schema_is_one(file):
    jsonschema.Draft202012Validator.check_schema(schema_of_file(file))
    assert json.loads(schemas()[f"{file.replace('.', '-')}.schema.json"]) == schema_of_file(file)


def test_what_is_written_is_what_is_published_and_no_more(index):
    whole = jsonschema.Draft202012Validator(schema_of_file("kb.json", closed=True))
    assert [fault.message for fault in whole.iter_errors(json.loads(kb_json(index)))] == []
    one = jsonschema.Draft202012Validator(schema_of_file("claim.json", closed=True))
    for claim in index.knowledge.base.claims:
        written = json.loads(claim_json(index, claim))
        assert [fault.message for fault in one.iter_errors(written)] == [], claim.id


def test_every_name_can_be_found(index):
    told = json.loads(kb_json(index))
    claims, links = told["claims"], {}
    for source, claim in claims.items():
        for link in claim["links"]:
            parts = (source, link["verb"], link["target"], link["name"])
            assert link["address"] == "/".join(part for part in parts if part)
            links[link["address"]] = link
    assert sum(len(claim["links"]) for claim in claims.values()) == len(links)  # each its own
    measured = {address for claim in index.knowledge.base.claims for address in
                (f"{claim.id}/{d.name}" for d in claim.demonstrations)}  # fmt: skip
    elements = {*claims, *links, *measured}
    for claim in claims.values():
        assert {link["target"] for link in claim["links"]} <= elements
        assert {premise for link in claim["links"] for premise in link["with"]} <= set(claims)
        assert {prediction["of"] for prediction in claim["predictions"]} <= measured
        assert {held["position"] for held in claim["held_by"]} <= set(told["positions"])
        assert set(claim["cites"]) <= set(told["works"])
    for conflict in told["conflicts"]:
        assert {*conflict["claims"], *conflict["ends"]} <= set(claims)
        assert set(conflict["links"]) <= set(links)
    for claim in index.knowledge.base.claims:
        for link in json.loads(claim_json(index, claim))["pointed_at_by"]:
            assert links[link["address"]]["target"] == claim.id
            assert link["name"] == links[link["address"]]["name"]


def test_two_links_of_one_verb_are_told_apart_and_a_difference_of_scope_is_told():
    known = read({"claims/x/a-b.yaml": b"""
title: t
statement: s
kind: opinion
links:
  - {supports: c-d, because: One.}
  - {supports: c-d, because: Two., name: second}
  - {compatible-by-scope: c-d, because: No clash., differs: "The season: \\n one in summer."}
""".replace(b"\\n", b""), "claims/x/c-d.yaml": b"title: t\nstatement: s\nkind: opinion\n"})  # fmt: skip
    assert known.findings == ()
    (claim, other) = known.claims
    index = Index(derive(known, {}), today=TODAY)
    written = json.loads(claim_json(index, claim))["links"]
    assert [(link["address"], link["name"], link["differs"]) for link in written] == [
        ("a-b/supports/c-d", "", ""),
        ("a-b/supports/c-d/second", "second", ""),
        ("a-b/compatible-by-scope/c-d", "", "The season: one in summer."),
    ]
    pointing = json.loads(claim_json(index, other))["pointed_at_by"]
    assert {link["name"] for link in pointing} == {"", "second"}


def fields_of(schema, path=""):
    """Every field of a schema with its type, as dotted paths."""
    for name, part in schema.get("properties", {}).items():
        yield f"{path}{name}: {part['type']}"
        yield from fields_of(part, f"{path}{name}.")
    for inner in ("items", "additionalProperties"):
        if isinstance(schema.get(inner), dict):
            yield from fields_of(schema[inner], f"{path}*.")


def test_a_field_that_goes_needs_another_version():
    """Write the file anew when the version grows, and only then."""
    first = json.loads(FIRST.read_text())
    assert first["version"] == shapes.VERSION
    for file in shapes.FILES:
        assert set(first[file]) <= set(fields_of(schema_of_file(file)))


def test_a_reader_of_this_version_takes_a_new_field(index):
    told = json.loads(kb_json(index)) | {"new": 1}
    jsonschema.validate(told, schema_of_file("kb.json"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(told | {"version": 2}, schema_of_file("kb.json"))


def test_the_command_prints_each_schema(tmp_path):
    for file in shapes.FILES:
        assert json.loads(kb(tmp_path, "schema", file)[1]) == schema_of_file(file)
    assert json.loads(kb(tmp_path, "schema")[1])["title"] == "A claim of kb"


def test_a_built_site_is_judged_by_the_schemas_in_it(index, tmp_path, capsys):
    for name, content in {**schemas(), "kb.json": kb_json(index)}.items():
        (tmp_path / name).write_bytes(content)
    claim = index.knowledge.base.claims[0]
    folder = tmp_path / "claims" / claim.id
    folder.mkdir(parents=True)
    (folder / "claim.json").write_bytes(claim_json(index, claim))
    assert faults_of_site(tmp_path) == []
    assert built_data.main([str(tmp_path)]) == 0
    (folder / "claim.json").write_bytes(claim_json(index, claim).replace(b'"verb"', b'"word"'))
    (tmp_path / "kb.json").write_bytes(kb_json(index).replace(b'"licence"', b'"license"'))
    faults = faults_of_site(tmp_path)
    assert built_data.main([str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == faults
    assert any(fault.startswith("kb.json: ") for fault in faults)
