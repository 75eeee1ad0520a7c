"""What kb remembers between runs, under ``.kb/``: small JSON records.

Nothing here may be relied on: a record that is damaged, foreign or unreadable is
as if it had never been, and a folder that cannot be written costs only time.
Each record is signed with a key that is kept outside the base, so a folder that came with
somebody's files is believed only if it is taken over on purpose.
"""

import hashlib
import hmac
import json
import os
import secrets
import shutil
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

KEY_VARIABLE = "KB_MEMORY_KEY"  # for machines that live for one run only
LEAST_KEY = 16
MOST_BYTES = 64 * 2**20
MOST_LINES_BYTES = 2**30
MEASURED = ("calls", "prepared", "last")  # the kinds of records that runs leave
HEAD, MIDDLE, TAIL = b'{"hmac":"', b'","record":', b"}"  # around a digest, around a record
CLOSING = b"\n}}"  # after the lines of a record that has one value a line


def code_digest(files: Iterable[Path]) -> str:
    """A digest of source files: what other code remembered is not what this code would say."""
    code = hashlib.sha256()
    for path in sorted(files):
        code.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return code.hexdigest()


def key_file() -> Path:
    """Where the user's key is kept: under the home folder, never in a base."""
    folder = os.environ.get("XDG_CONFIG_HOME", "")
    home = Path(folder or os.path.expanduser("~/.config"))  # noqa: PTH111 - never raises
    return home / "kb" / "memory.key"


def own_key(make: bool) -> bytes:
    """The key that records are signed with; empty if there is none and none is to be made."""
    if said := os.environ.get(KEY_VARIABLE):
        return hashlib.sha256(said.encode(errors="surrogateescape")).digest()
    path = key_file()
    with suppress(OSError):
        found = path.read_bytes()
        if len(found) >= LEAST_KEY:
            return found
    if not make:
        return b""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(32))
    try:
        if path.exists():  # too short to be one: its writing was cut off
            path.unlink()
        path.hardlink_to(beside)
    except FileExistsError:
        pass  # another process was faster, and its key is as good
    finally:
        beside.unlink(missing_ok=True)
    return path.read_bytes()


def _loaded(path: Path) -> tuple[bytes, dict[str, object]] | None:
    """The bytes of a file and the record in it, unless there is none or it has no end."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return None
        content = path.read_bytes()
        record = json.loads(content)["record"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return (content, record) if isinstance(record, dict) else None


class Memory:
    """Records by kind and key; ``broken`` says why something could not be kept."""

    def __init__(self, folder: Path) -> None:
        """Remember under ``folder``, which need not exist."""
        self.folder = folder
        self.broken = ""
        self.foreign: set[tuple[str, str]] = set()  # kind and key of records that others signed
        self.checked: dict[tuple[str, str], dict[str, Any]] = {}  # records found to be sound
        self._key = b""

    def text(self, kind: str, key: str) -> object | None:
        """The value kept under this kind and key, or None."""
        if not self.state(kind, key):
            return None
        return self._read(self._path(kind, key), kind, key)

    def state(self, kind: str, key: str) -> tuple[int, ...] | None:
        """Size, times in ns and place of a record on the disk: of another record, others."""
        try:
            found = os.stat(f"{self.folder}/{kind}/{key[:2]}/{key}.json")  # noqa: PTH116 - a hot path
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino

    def keep(self, kind: str, key: str, value: object) -> None:
        """Keep a value for later runs."""
        self._write(self._path(kind, key), {"is": [kind, key], "value": value})
        self.checked.pop((kind, key), None)
        self.foreign.discard((kind, key))

    def take_over(self, folder: Path, kinds: Iterable[str]) -> int:
        """Believe what another memory has of some kinds and this one has not; how many records."""
        many = 0
        for kind in kinds:
            for path in sorted((folder / kind).glob("*/*.json")):
                value = _unsigned(path, kind)
                if value is not None and self.text(kind, path.stem) is None:
                    self.keep(kind, path.stem, value)
                    many += not self.broken
        self.foreign.clear()
        return many

    def lines(self, kind: str, key: str) -> tuple[bytes, int]:
        """A signed record with one value a line, and where in it these begin; else nothing."""
        try:
            path = self.folder / f"{kind}.json"
            known = path.is_file() and path.stat().st_size <= MOST_LINES_BYTES
            content = path.read_bytes() if known else b""
        except OSError:
            content = b""
        first, opening = len(HEAD) + 64 + len(MIDDLE), _opening(kind, key)
        if not (content.startswith(opening, first) and content.endswith(CLOSING + TAIL)):
            return b"", 0
        digest = self._digest([memoryview(content)[first : -len(TAIL)]], make=False)
        if not hmac.compare_digest(HEAD + digest + MIDDLE, content[:first]):
            self.foreign.add((kind, key))
            return b"", 0
        return content, first + len(opening)

    def write_lines(self, kind: str, key: str, lines: Sequence[bytes | memoryview]) -> None:
        """Replace a record with one value a line: each is a name, a colon and JSON."""
        body = [_opening(kind, key), *lines, CLOSING]
        self._write_parts(
            self.folder / f"{kind}.json",
            lambda: (HEAD + self._digest(body, make=True) + MIDDLE, *body, TAIL),
        )

    def _path(self, kind: str, key: str) -> Path:
        return Path(f"{self.folder}/{kind}/{key[:2]}/{key}.json")

    def _read(self, path: Path, kind: str, key: str) -> object | None:
        """What a record says, if it is the one that is asked for and was signed here."""
        loaded = _loaded(path)
        if not loaded or loaded[1].get("is") != [kind, key]:
            return None
        content, record = loaded
        body = content[len(HEAD) + 64 + len(MIDDLE) : -len(TAIL)]
        if not hmac.compare_digest(self._signed(body, make=False), content):
            self.foreign.add((kind, key))
            return None
        return record.get("value")

    def _digest(self, parts: Iterable[bytes | memoryview], make: bool) -> bytes:
        self._key = self._key or own_key(make)
        # without a key nothing is believed
        signed = hmac.new(self._key or secrets.token_bytes(32), digestmod="sha256")
        for part in parts:
            signed.update(part)
        return signed.hexdigest().encode()

    def _signed(self, body: bytes, make: bool) -> bytes:
        return HEAD + self._digest([body], make) + MIDDLE + body + TAIL

    def _write(self, path: Path, record: object) -> None:
        body = json.dumps(record, separators=(",", ":")).encode()
        self._write_parts(path, lambda: (self._signed(body, make=True),))

    def _write_parts(self, path: Path, parts: Callable[[], Iterable[bytes | memoryview]]) -> None:
        # written beside and renamed: another process sees the old record or the new
        beside = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
        try:
            signed = parts()
            self._mend(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                file.writelines(signed)
            beside.replace(path)
        except OSError as error:
            self.broken = self.broken or str(error)
            with suppress(OSError):
                beside.unlink()

    def _mend(self, path: Path) -> None:
        """Remove what stands where a record, or a folder of records, should be."""
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        for folder in path.relative_to(self.folder).parents:
            where = self.folder / folder
            if where != self.folder and where.exists() and not where.is_dir():
                where.unlink()


def _opening(kind: str, key: str) -> bytes:
    """What a record with one value a line begins with, after its digest."""
    return f'{{"is":{json.dumps([kind, key], separators=(",", ":"))},"value":{{'.encode()


def _unsigned(path: Path, kind: str) -> object | None:
    """What a record says of what its name says, whoever signed it."""
    loaded = None if path.is_symlink() else _loaded(path)
    if not loaded or loaded[1].get("is") != [kind, path.stem]:
        return None
    return loaded[1].get("value")
