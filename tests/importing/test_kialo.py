"""A Kialo outline as claims that are for and against each other."""

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
        "5 claims without an author, since such a file names none",
    )


def test_lines_that_see_each_other_lead_nowhere():
    text = "1. It is so.\n1.1. Pro: -> See 1.2.\n1.2. Pro: -> See 1.1.\n1.3. Con: -> See 1.\n"
    assert links_of(imported("kialo", text)) == set()


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
