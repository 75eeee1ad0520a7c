"""The debate that a topic leads: the front matter of its introduction, between two lines ``---``.

Numbers are never written there: ``{run.measure}`` stands for a mean over seeds,
``{100*run.measure}`` for a share in per cent.
"""

import re
from collections.abc import Iterator

from kb.model import Finding, Place
from kb.model.debates import Answer, Debate, Headline
from kb.reading.claim_schema import ADDRESS, ID, LINE
from kb.reading.front_matter import divided
from kb.reading.parsed import Remembered, typed_fields
from kb.reading.schema import Json, Number, Text
from kb.reading.schema_records import Many, Record, Table

NUMBER = re.compile(r"\{(?P<times>100\*)?(?P<run>[a-z_][a-z0-9_]*)\.(?P<measure>[a-z_]\w*)\}")
OUTSIDE, OUTSIDE_TOO = re.compile(rb"(?m)^question:"), re.compile(rb"(?m)^(sides|measured):")
PLACE = re.compile(r"(?P<times>100\*)?(?P<run>[a-z_][a-z0-9_]*)\.(?P<measure>[a-z_]\w*)")
DEBATE = Record(
    {
        "question": Text(
            r"[^\n]{1,89}\?", "one question of at most 90 characters, with its question mark"
        ),
        "sides": Many(
            Record(
                {
                    "claim": ID,
                    "says": Text(r"[^\n]{1,60}", "one line of at most 60 characters"),
                    "stands_in": ID,
                },
                needs=("claim", "says"),
            )
        ),
        "measured": Record(
            {
                "of": ADDRESS,
                "says": LINE,
                "number": LINE,
                "dots": Table(
                    Text(PLACE.pattern, "run.measure, or 100*run.measure"),
                    r"[^\n]{1,24}",
                    "a label of at most 24 characters",
                ),
                "unit": LINE,
            },
            needs=("of",),
        ),
        "would_change": Text(),
        "order": Number(1, 99, whole=True),
    },
    needs=("question", "sides", "measured", "would_change"),
    about={
        "sides": "two, each with 'claim:' and 'says:'",
        "measured": "'of:' a demonstration, 'number:' and 'says:'",
        "would_change": "what would change the answer",
    },
)


def debate_of(path: str, content: bytes, memory: Remembered) -> tuple[Debate | None, list[Finding]]:
    """The debate in a topic's introduction, if there is one, or what keeps it from being read."""
    front, _ = divided(content)
    if not front.strip(b"-\n\r "):
        return None, [*outside(path, content)]
    fields, findings = typed_fields(path, front, DEBATE, memory)
    return (None, findings) if findings else (debate_from(fields), [])


def outside(path: str, content: bytes) -> Iterator[Finding]:
    """A finding if the fields of a debate stand in the text, where they would be shown."""
    begins = OUTSIDE.search(content)
    if begins and OUTSIDE_TOO.search(content):
        line = content.count(b"\n", 0, begins.start()) + 1
        said = "the fields of a debate stand outside of its two lines '---'"
        yield Finding(
            Place(path, at=(line, 1)), said, "write '---' above the first and below the last"
        )


def debate_from(fields: Json) -> Debate:
    """The debate that typed fields describe."""
    return Debate(
        question=fields["question"],
        sides=tuple(Answer(**side) for side in fields["sides"]),
        measured=Headline(**fields["measured"]),
        would_change=fields["would_change"],
        order=fields.get("order", 0),
    )


def places_in(text: str) -> Iterator[tuple[str, str]]:
    """Runs and measures that a text or a dot names."""
    for found in NUMBER.finditer(text) if "{" in text else PLACE.finditer(text):
        yield found["run"], found["measure"]


def unread_places(text: str) -> list[str]:
    """What stands between braces in a text and names no run and measure."""
    return [found for found in re.findall(r"\{[^{}]*\}", text) if not NUMBER.fullmatch(found)]
