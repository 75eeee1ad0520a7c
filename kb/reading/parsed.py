"""The typed fields of a YAML file, remembered by what its content is."""

import hashlib
import json
from collections.abc import Iterator, MutableMapping, Sequence
from typing import Protocol

from kb.model import Finding
from kb.reading.schema import Json, Reading, Shape
from kb.reading.strict_yaml import parse

KIND = "parsed"
Remembered = MutableMapping[str, Json]


class Lines(Protocol):
    """What keeps one record with a value a line: a memory."""

    def lines(self, kind: str, key: str) -> tuple[bytes, int]:
        """The record, and where in it the lines begin; nothing, if there is none."""

    def write_lines(self, kind: str, key: str, lines: Sequence[bytes | memoryview]) -> None:
        """Replace the record."""


class Parsed(MutableMapping[str, Json]):
    """JSON values by content hash; what is not asked for in a run is forgotten by ``save``.

    They are kept as the bytes of their lines and read one by one: all at once, those of a large
    base would need three times the room that they have in its claims.
    """

    def __init__(self, memory: Lines, fingerprint: str) -> None:
        """What was parsed by the parser with this fingerprint; otherwise empty."""
        self._memory, self._fingerprint = memory, fingerprint
        self._content, first = memory.lines(KIND, fingerprint)
        self._lines = dict(lines_in(self._content, first))
        self._new = bytearray()  # values that came since, one after the other
        self._fresh: dict[str, tuple[int, int]] = {}  # where in those each begins and ends
        self._asked: set[str] = set()

    def __getitem__(self, key: str) -> Json:
        value = json.loads(self._value(key))
        self._asked.add(key)
        return value

    def __setitem__(self, key: str, value: Json) -> None:
        first = len(self._new)
        self._new += json.dumps(value, separators=(",", ":")).encode()
        self._fresh[key] = first, len(self._new)
        self._asked.add(key)

    def __delitem__(self, key: str) -> None:
        self._value(key)
        self._lines.pop(key, None)
        self._fresh.pop(key, None)
        self._asked.discard(key)

    def __contains__(self, key: object) -> bool:
        return key in self._fresh or key in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter({**self._lines, **self._fresh})

    def __len__(self) -> int:
        return len(self._lines.keys() | self._fresh.keys())

    def _value(self, key: str) -> bytes | bytearray:
        known = self._fresh.get(key)
        where = self._new if known else self._content
        first, last = known or self._lines[key]
        return where[first:last]

    def save(self) -> None:
        """Write what was asked for, if that differs from what is on the disk."""
        if not self._fresh and self._asked == self._lines.keys():
            return
        parts: list[bytes | memoryview] = []
        with memoryview(self._content) as old, memoryview(self._new) as new:
            for key in sorted(self._asked):
                known = self._fresh.get(key)
                first, last = known or self._lines[key]
                parts.append(f"{',' if parts else ''}\n{json.dumps(key)}:".encode())
                parts.append((new if known else old)[first:last])
            self._memory.write_lines(KIND, self._fingerprint, parts)
            parts.clear()  # what looks into the values since would keep them from growing


def lines_in(content: bytes, first: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Where the value of each line begins and ends; no key has a stroke or a quote in it."""
    while (first := content.find(b'\n"', first)) >= 0:
        begin = content.index(b'":', first)
        last = content.index(b"\n", begin)
        yield content[first + 2 : begin].decode(), (begin + 2, last - (content[last - 1] == 44))
        first = last


def content_key(kind: str, content: bytes) -> str:
    """The name under which what a content says is remembered."""
    return f"{kind}-{hashlib.sha256(content).hexdigest()}"


def typed_fields(
    path: str, content: bytes, shape: Shape, memory: Remembered
) -> tuple[Json, list[Finding]]:
    """The typed fields of a YAML file; only a file without findings is remembered."""
    key = content_key("yaml", content)
    if key in memory:
        return memory[key], []
    written = parse(path, content)
    if written.tree is None:
        return {}, list(written.findings)
    reading = Reading(path)
    fields = shape.read(written.tree, (), reading)
    if not reading.findings:
        memory[key] = fields
    return fields, reading.findings
