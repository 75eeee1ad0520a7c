"""A base that is edited at random is read alike with what was parsed before and without."""

import random
from pathlib import Path

from kb.memory import Memory
from kb.reading.parsed import Parsed
from kb.reading.read import read
from tests.helpers.solar_base import files

LINES = (b"kind: empirical", b"# a remark", b"  - {cite: nobody}", b"scope: x # cut", b"title: A title",
         b'statement: "\\n"', b"links: []", b"x: &a b", b"tags: [one, two]", b"\xff")  # fmt: skip


def edited(
    draw: random.Random, before: dict[str, bytes], first: dict[str, bytes]
) -> dict[str, bytes]:
    """The files with one of them changed, gone, copied, or as it was at first."""
    now = dict(before)
    path = draw.choice(sorted(first))
    lines = now.get(path, first[path]).split(b"\n")
    match draw.randrange(6):
        case 0:
            now.pop(path, None)
        case 1:
            now[path] = first[path]
        case 2:
            now[path.replace(".yaml", "-too.yaml")] = b"\n".join(lines)
        case 3:
            del lines[draw.randrange(len(lines))]
            now[path] = b"\n".join(lines)
        case _:
            lines.insert(draw.randrange(len(lines) + 1), draw.choice(LINES))
            now[path] = b"\n".join(lines)
    return now


def test_what_was_parsed_before_changes_nothing(tmp_path: Path) -> None:
    draw = random.Random(17)
    first = dict(files())
    now = first
    for _ in range(400):
        now = edited(draw, now, first)
        if draw.random() < 0.05:
            now = first
        parsed = Parsed(Memory(tmp_path), "parser 1")
        assert read(now, parsed) == read(now)
        if draw.random() < 0.8:
            parsed.save()
