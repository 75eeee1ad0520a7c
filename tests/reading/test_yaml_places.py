"""The place of a first field is told from the first lines only where an event parser agrees."""

import random
import string

from kb.reading.strict_yaml import locate, places_by_events
from kb.reading.yaml_places import first_places

KEYS = ("title", "statement", "kind", "scope", "links")
VALUES = (
    "", ">", "|", ">-", "|+", "> ", ">2", "A claim", "A claim of it: here", "A claim #1", "A # b",
    "'quoted'", '"quoted"', '"begun', "'begun", "[a, b]", "[a,", "{a: b}", "{a:", "- item", "? x",
    "&a b", "*a", "!t b", "@b", "%b", "`b", "(in brackets)", "it's \"so\"", "3", "é", "A\u2028b",
    "A\x85b", "A\tb", "b\u200bc", "a: ", "b:",
)  # fmt: skip
LINES = (
    "", " ", "   ", "  text", "    text", " text", "  a: b", "  - a", "- a", "- {a: b}", "# remark",
    "  # remark", "#", "---", "...", "%YAML 1.2", "text", "\ttext", "  \ttext", "\t", "}", "]", '"',
    "'", '  end"', "? a", ": b", "\ufeff", "title : b", "Title: b", "a-b: c", "'title': b", "  ",
)  # fmt: skip
WANTED = [(), *((key,) for key in KEYS), ("links", 0), ("kind", "more")]


def written(draw: random.Random) -> bytes:
    """A text that is YAML, or nearly."""
    lines = []
    odd = draw.choice((0.05, 0.3, 1))  # how often something is not as most write it
    for _ in range(draw.randint(0, 7)):
        kind = draw.random()
        if draw.random() > odd:
            sound = ("{}: A claim", "{}: >\n  text", "{}: |\n    text\n\n    a: b", "# remark", "")
            lines.append(draw.choice(sound).format(draw.choice(KEYS)))
        elif kind < 0.55:
            blank = draw.choice(("", " ", " ", " ", "  "))
            lines.append(f"{draw.choice(KEYS)}:{blank}{draw.choice(VALUES)}")
        elif kind < 0.95:
            lines.append(draw.choice(LINES))
        else:
            lines.append("".join(draw.choices(string.punctuation + " ab", k=draw.randint(0, 6))))
    text = draw.choice(("\n", "\n", "\n", "\n", "\r\n")).join(lines) + draw.choice(("", "\n"))
    return text.encode() + draw.choice((b"", b"", b"", b"", b"\xff"))


def test_places_told_from_the_first_lines_are_those_of_an_event_parser():
    draw = random.Random(5)
    told = 0
    for _ in range(60_000):
        content = written(draw)
        wanted = set(draw.sample(WANTED, draw.choice((1, 1, 2))))
        quick = first_places(content, wanted)
        told += quick is not None
        if quick is not None:
            assert quick == places_by_events(content, wanted), content
    assert told > 4_000


def test_an_ordinary_claim_is_told_without_a_parser(monkeypatch):
    content = b"# schema\ntitle: A claim\nstatement: >\n  It is\n  so.\n\nkind: empirical\nlinks:\n"
    monkeypatch.setattr("kb.reading.strict_yaml.build", None)
    wanted = {(), ("title",), ("statement",), ("kind",), ("links",)}
    assert locate(content, wanted) == {
        (): (2, 1),
        ("title",): (2, 1),
        ("statement",): (3, 1),
        ("kind",): (7, 1),
        ("links",): (8, 1),
    }
