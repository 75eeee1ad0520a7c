"""A Kialo outline as claims that are for and against each other."""

import io
import re

import pytest

from kb.importing.taken import Unreadable
from kb.model import Link
from tests.helpers.imported import imported, links_of, taken

BLANK = "The warrant is still to be written."
OUTLINE = r"""Discussion Title: Should it rain?

1. Rain should fall on all fields \(big ones too\).
1.1. Pro: Fields need [water](https://example.org/water_1).
1.1.1. Con: Some are swamps, which cost $5 and $x.

It goes on here:
1. a list in the text
1.2. Con: -> See 1.1.1.
1.3. Pro: -> See 1.9.
1.4. What of snow?
1.5. Con: Not all fields are dry.
1.10. Con: -> See 1.4.
"""


def test_an_outline():
    base = imported("kialo", OUTLINE)
    texts = {claim.statement for claim in base.claims}
    assert texts == {
        "Rain should fall on all fields (big ones too).",
        "Fields need [water](https://example.org/water_1).",
        "Some are swamps, which cost \\$5 and \\$x.\n\nIt goes on here:\n1. a list in the text",
        "What of snow?",
        "Not all fields are dry.",
    }
    ids = {claim.title: claim.id for claim in base.claims}
    assert ids["Fields need water"] == "fields-need-water"
    assert ids["Not all fields are dry"] == "not-all-fields-dry"
    rain, water, swamps, snow = (
        next(claim.id for claim in base.claims if word in claim.statement)
        for word in ("Rain", "water", "swamps", "snow")
    )
    assert links_of(base) == {
        Link(water, "supports", rain, BLANK), Link(swamps, "attacks", water, BLANK),
        Link(swamps, "attacks", rain, BLANK), Link(snow, "related", rain, BLANK),
        Link(snow, "attacks", rain, BLANK), Link("not-all-fields-dry", "attacks", rain, BLANK),
    }  # fmt: skip
    assert not any(claim.held_by or claim.sources for claim in base.claims)
    assert taken("kialo", OUTLINE).lost == (
        "1 title of the discussion: Should it rain?",
        "1 line that leads to nothing in the file, or to itself",
        "who wrote 5 claims: such a file names no authors",
    )


def test_lines_that_see_each_other_lead_nowhere():
    text = "1. It is so.\n1.1. Pro: -> See 1.2.\n1.2. Pro: -> See 1.1.\n1.3. Con: -> See 1.\n"
    assert links_of(imported("kialo", text)) == set()


def test_arguebuf_reads_the_same_claims_and_steps():
    load = pytest.importorskip("arguebuf").load
    outline = OUTLINE.replace("1.3. Pro: -> See 1.9.\n", "").replace(
        "\n\nIt goes on here:\n1. a list in the text", ""
    )
    graph = load.kialo(io.StringIO(outline))
    kinds = {"Support": "supports", "Attack": "attacks", "Rephrase": "related"}

    def words(text):
        return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text.replace("\\$", "$"))

    base = imported("kialo", outline)
    texts = {claim.id: words(claim.statement) for claim in base.claims}
    assert sorted(str(node.text) for node in graph.atom_nodes.values()) == sorted(texts.values())
    steps = set()
    for key, node in graph.scheme_nodes.items():
        ends = [edge for edge in graph.edges.values() if key in (edge.source.id, edge.target.id)]
        (source,) = [str(edge.source.text) for edge in ends if edge.target.id == key]
        (target,) = [str(edge.target.text) for edge in ends if edge.source.id == key]
        steps.add((kinds[type(node.scheme).__name__], source, target))
    assert steps == {(k.verb, texts[k.source], texts[k.target]) for k in links_of(base)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Some letter\n1. It is so.\n", "file.x:1: a numbered line was expected"),
        ("1.1. Pro: It is so.\n", "file.x:1: a numbered line was expected"),
        ("1. It is so.\n1.1. Con: \n", "file.x:2: nothing stands behind the number 1.1."),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, said):
    with pytest.raises(Unreadable) as raised:
        imported("kialo", text)
    assert said in str(raised.value)
