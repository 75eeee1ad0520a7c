"""A case of the corpus: what somebody wrote wrong in a small sound base, and what kb says of it.

A case is a file in the folder of the check that it is about, in three parts:

    One sentence: who did what.
    == claims/energy/panels-last.yaml
    -kind: empirical
    +kind: emprical
    == finds
    claims/energy/panels-last.yaml:5:1: error: ... [read]
        kind: emprical
        ^
        hint: one of: empirical, ...

Under the path of a file stand lines to take out (``-``), to put in (``+``), and to stay (a blank
before them), as in a diff.  Those out and those that stay must stand in the file once, in a row; an
empty line begins another place.  Where nothing is taken out and nothing stays, lines are added at
the end, and a file that is not there begins with them.  A path followed by ``is gone``, ``is empty``,
``is large`` or ``is <path>`` takes a file out, empties it, lets it grow, or makes it a copy of
another.  Signs that would not be seen are written ``<U+202E>``, bytes that are no text ``<0xFF>``.

What is found is written as ``kb verify`` prints it, or is ``== finds nothing``.

Two more parts say what a run or git would tell.  Under ``== fails``: ``panels-last/life main 0``, and
the fault of that run on that seed (of every seed without a number).  Under ``== committed``:
``gone``, ``anew`` or ``unsaid``, the path of registrations, and the name that is so in them.
Under ``== today``: a day other than that of the corpus.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

HERE = Path(__file__).parent
BASE = HERE / "base"
TODAY = "2026-11-25"
PART = re.compile(r"^== (.+)$", re.MULTILINE)
UNSEEN = re.compile(rb"<(?:U\+([0-9A-F]{4,6})|0x([0-9A-F]{2}))>")
Files = dict[str, bytes]


@dataclass(frozen=True)
class Case:
    """What was changed, what is told of runs and of git, and the findings as they are printed."""

    name: str
    about: str
    files: Files
    finds: str
    fails: tuple[str, ...] = ()
    committed: tuple[str, ...] = ()
    today: str = TODAY

    @property
    def check(self) -> str:
        """The check that the case is about."""
        return self.name.partition("/")[0]


NAMES = sorted(
    path.relative_to(HERE).with_suffix("").as_posix()
    for path in HERE.rglob("*.txt")
    if BASE not in path.parents
)


@lru_cache
def base() -> Files:
    """The sound base."""
    paths = sorted(path for path in BASE.rglob("*") if path.is_file())
    return {
        path.relative_to(BASE).as_posix(): path.read_bytes()
        for path in paths
        if "__pycache__" not in path.parts
    }


@cache
def case_of(name: str) -> Case:
    """The case of that name."""
    about, *parts = PART.split((HERE / f"{name}.txt").read_text())
    *given, (last, finds) = zip(parts[::2], parts[1::2], strict=True)
    assert about.strip() and last in ("finds", "finds nothing"), f"{name} is no case"
    files, told = dict(base()), {"fails": "", "committed": "", "today": TODAY}
    for part, lines in given:
        if part in told:
            told[part] = lines.strip("\n")
        else:
            change(files, part, lines)
    return Case(
        name=name,
        about=" ".join(about.split()),
        files=files,
        finds=finds.removeprefix("\n"),
        fails=tuple(told["fails"].splitlines()),
        committed=tuple(told["committed"].splitlines()),
        today=told["today"],
    )


def change(files: Files, name: str, lines: str) -> None:
    """Do to the files what a part of a case says."""
    path, _, other = name.partition(" is ")
    path = unseen(path.encode()).decode(errors="surrogateescape")
    if other:
        was = files.pop(path, b"")
        if other in ("empty", "large"):
            files[path] = was + b"# and more\n" * 2**15 if other == "large" else b""
        elif other != "gone":
            files[path] = files[other]
        return
    for block in re.split(r"\n\n+", lines.strip("\n")):
        signed = [(line[0], line[1:] + "\n") for line in block.split("\n")]
        assert {sign for sign, _ in signed} <= set("-+ "), f"a line without its sign in {name}"
        old = "".join(line for sign, line in signed if sign in "- ").encode()
        new = "".join(line for sign, line in signed if sign in "+ ").encode()
        now = files.get(path, b"")
        if not old:
            files[path] = now + unseen(new)
            continue
        assert f"\n{now.decode()}".count(f"\n{old.decode()}") == 1, f"not once in {path}: {old!r}"
        begins = f"\n{now.decode()}".index(f"\n{old.decode()}")
        at = len(now.decode()[:begins].encode())
        files[path] = now[:at] + unseen(new) + now[at + len(old) :]


def unseen(content: bytes) -> bytes:
    """The bytes, with those that are written in signs put in."""
    return UNSEEN.sub(
        lambda sign: chr(int(sign[1], 16)).encode() if sign[1] else bytes([int(sign[2], 16)]),
        content,
    )
