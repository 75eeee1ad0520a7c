"""Discussions: what became of their passages, in numbers and on as many pages as it takes."""

import re
from html import unescape

import pytest

from kb.authoring.discussion import discussion_text
from kb.reading.page_paths import PASSAGES
from kb.reading.passages import fingerprint
from kb.site.pages.all import pages
from kb.site.pages.sources import in_sum
from tests.helpers.solar_base import PASSAGE, files, know

SALT = "00112233aabbccdd"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((90, 10, 0), "90 passages: 80 carry claims, ten have a recorded reason why not."),
        ((3, 1, 1), "Three passages: one carries claims, one has a recorded reason why not,"
                    " one is still to be read."),
        ((2, 0, 0), "Two passages: two carry claims."),
        ((0, 0, 0), ""),
    ],
)  # fmt: skip
def test_of_what_there_is_none_nothing_is_said(counts, said):
    assert in_sum(*counts) == said


def test_a_long_discussion_has_several_pages_and_every_link_leads_to_the_right_one():
    texts = [PASSAGE, *(f"Passage {number} says nothing of it." for number in range(2, 52))]
    talk = [fingerprint(str(at), text, SALT) for at, text in enumerate(texts, 1)]
    last = f"roof-talk/{len(texts)}"
    given = files()
    given["literature/discussions/roof-talk.yaml"] = discussion_text(
        "Roof talk", "not public", SALT, talk, None
    ).encode()
    fading = "claims/energy/panels-fade-slowly.yaml"
    given[fading] = given[fading].replace(b"in: roof-talk/1", f"in: {last}".encode())
    made = pages(know(given), [], {}, "2026-11-25")
    first, second = (
        unescape(made[f"sources/roof-talk{tail}.md"].decode()) for tail in ("", "/part-2")
    )
    shown = [re.findall(r'<li id="passage-(\d+)">', page) for page in (first, second)]
    assert [len(numbers) for numbers in shown] == [PASSAGES, len(texts) - PASSAGES]
    claim = unescape(made["claims/panels-fade-slowly.md"].decode())
    assert f'"../../sources/roof-talk/part-2/#passage-{len(texts)}"' in claim
    assert '"../../sources/roof-talk/#passage-1"' in claim
    assert '"../../../sources/roof-talk/"' in second and 'aria-current="page"' in second
