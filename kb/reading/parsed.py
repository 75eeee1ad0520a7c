"""The typed fields of a YAML file, remembered by what its content is."""

import hashlib
from collections.abc import MutableMapping

from kb.model import Finding
from kb.reading.schema import Json, Reading, Shape
from kb.reading.strict_yaml import parse

Remembered = MutableMapping[str, Json]


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
