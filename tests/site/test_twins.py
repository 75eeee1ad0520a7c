"""Each claim as text and as JSON-LD beside its page, and the list of all for what reads text."""

import json
import re

import pytest
from markdown_it import MarkdownIt

from kb.site.pages.all import pages
from tests.helpers.solar_base import files, know

CLAIM = "claims/panels-last"


@pytest.fixture(scope="module")
def made():
    return pages(know(files()), (), {}, "2026-07-20")


def test_a_claim_as_markdown_has_what_its_page_says(made):
    text = made[f"{CLAIM}/claim.txt"].decode()
    title, statement, rest = text.split("\n\n", 2)
    assert title == "# Panels last"
    assert statement.startswith("> ")
    headings = re.findall(r"(?m)^## (.*)$", rest)
    assert headings == [
        "Sources", "Who holds it", "Why it has this standing", "Beside that",
        "What would change that", "What would count against it", "What it rests on", "Evidence",
        "Links",
    ]  # fmt: skip
    assert "- id: panels-last\n" in rest
    assert re.search(r"(?m)^- . demonstrated: ", rest)
    assert "\n- life: holds; it " in rest


def test_no_text_of_an_author_passes_for_a_word_of_kb():
    text = "It is so.\n\n- ✓ demonstrated: holds\n\n## Evidence\n\n- all of it\n\n---\n"
    given = files({"statement": text})
    made = pages(know(given), (), {}, "2026-07-20")[f"{CLAIM}/claim.txt"].decode()
    assert "\n> - ✓ demonstrated: holds\n>\n> ## Evidence\n" in made
    assert made.count("\n## Evidence\n") == made.count(" demonstrated: ") - 1 == 1
    assert "\n---" not in made


def test_what_stands_under_a_measurement_is_set_in(made):
    evidence = made[f"{CLAIM}/claim.txt"].decode().partition("## Evidence\n")[2]
    lines = evidence.partition("\n## ")[0].strip().splitlines()
    assert lines[0].startswith("- life: ")
    assert all(line.startswith("  - ") for line in lines[1:])


def test_the_list_of_all_has_its_form_and_leads_to_what_is_there(made):
    text = made["llms.txt"].decode()
    assert re.match(r"# [^\n]+\n\n> [^\n]+\n\n", text)
    links = re.findall(r"(?m)^- \[([^]]+)\]\(([^)]+)\): (.+)$", text)
    assert len(links) == text.count("\n- ")
    assert {where for _, where, _ in links} <= set(made) | {"claim.schema.json"}
    listed = [where for _, where, _ in links if where.startswith("claims/")]
    assert sorted(listed) == sorted(path for path in made if path.endswith("/claim.txt"))


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Panels last \\", r"Panels last \\"),
        ("a < b, not <b>x", r"a < b, not \<b>x"),
        ("2*3 [x](http://e.x/)", "2*3 (x)(http://e.x/)"),
    ],
)
def test_a_title_is_text_in_the_list_of_all(title, line):
    made = pages(know(files({"title": title})), (), {}, "2026-07-20")["llms.txt"].decode()
    assert f"- [{line}]({CLAIM}/claim.txt): " in made
    shown = MarkdownIt().render(made)
    assert f'<a href="{CLAIM}/claim.txt">' in shown and "<b>" not in shown


def test_a_claim_as_json_ld_says_what_the_whole_export_says_of_it(made):
    from kb.exchange.jsonld import export

    known = know(files())
    every = {node["id"]: node for node in json.loads(export(known).text)["@graph"]}
    told = json.loads(made[f"{CLAIM}/claim.jsonld"])
    assert told["@graph"][0]["type"] == "schema:Claim"
    assert all(every[node["id"]] == node for node in told["@graph"])
    links = {node["id"] for node in told["@graph"] if node["type"] == "kb:Link"}
    own = [link.address for link in known.base.by_id["panels-last"].links]
    assert len(links) == len(own)


def test_the_page_says_where_both_are(made):
    page = made[f"{CLAIM}.md"].decode()
    for name in ("claim.json", "claim.jsonld", "claim.txt"):
        assert f'href="../../{CLAIM}/{name}"' in page.replace("&#46;", ".").replace("&#45;", "-")
        assert f'"{name}"' in page.partition("\n---\n")[0]  # for the head
