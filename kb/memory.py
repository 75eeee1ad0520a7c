"""What kb remembers between runs, under ``.kb/``: small JSON records.

Nothing here may be relied on: a record that is damaged, foreign or unreadable is
as if it had never been, and a folder that cannot be written costs only time.
"""

import hashlib
import json
import os
import threading
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path


def code_digest(files: Iterable[Path]) -> str:
    """A digest of source files: what other code remembered is not what this code would say."""
    code = hashlib.sha256()
    for path in sorted(files):
        code.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return code.hexdigest()


def _read(path: Path) -> object | None:
    try:
        found: object = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return found


class Memory:
    """Records by kind and key; ``broken`` says that something could not be kept."""

    def __init__(self, folder: Path) -> None:
        """Remember under ``folder``, which need not exist."""
        self.folder = folder
        self.broken = False

    def text(self, kind: str, key: str) -> object | None:
        """The value kept under this kind and key, or None."""
        record = _read(self._path(kind, key))
        if isinstance(record, dict) and record.get("is") == [kind, key]:
            return record.get("value")
        return None

    def keep(self, kind: str, key: str, value: object) -> None:
        """Keep a value for later runs."""
        self._write(self._path(kind, key), {"is": [kind, key], "value": value})

    def parsed(self, fingerprint: str) -> "Parsed":
        """What was parsed by the parser with this fingerprint; otherwise empty."""
        record = _read(self.folder / "parsed.json")
        known: object = {}
        if isinstance(record, dict) and record.get("fingerprint") == fingerprint:
            known = record.get("values")
        return Parsed(self, fingerprint, known if isinstance(known, dict) else {})

    def write_parsed(self, fingerprint: str, values: dict[str, object]) -> None:
        """Replace what is remembered as parsed."""
        record = {"fingerprint": fingerprint, "values": values}
        self._write(self.folder / "parsed.json", record)

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / f"{key}.json"

    def _write(self, path: Path, record: object) -> None:
        # written beside and renamed: another process sees the old record or the new
        beside = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(record, separators=(",", ":")), "utf-8")
            beside.replace(path)
        except OSError:
            self.broken = True
            with suppress(OSError):
                beside.unlink()


class Parsed(MutableMapping[str, object]):
    """JSON values by content hash; what is not asked for in a run is forgotten by ``save``."""

    def __init__(self, memory: Memory, fingerprint: str, known: dict[str, object]) -> None:
        """Made by ``Memory.parsed``."""
        self._memory, self._fingerprint = memory, fingerprint
        self._values, self._asked = known, set[str]()
        self._before = frozenset(known)
        self._changed = False

    def __getitem__(self, key: str) -> object:
        value = self._values[key]
        self._asked.add(key)
        return value

    def __setitem__(self, key: str, value: object) -> None:
        self._values[key] = value
        self._asked.add(key)
        self._changed = True

    def __delitem__(self, key: str) -> None:
        del self._values[key]
        self._asked.discard(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def save(self) -> None:
        """Write what was asked for, if that differs from what is on the disk."""
        kept = {key: value for key, value in self._values.items() if key in self._asked}
        if self._changed or kept.keys() != self._before:
            self._memory.write_parsed(self._fingerprint, kept)
            self._before, self._changed = frozenset(kept), False
