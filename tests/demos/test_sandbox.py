"""Scripts that try to get out: each must end as a fault or in vain, and change nothing."""

import ctypes
import os
import platform
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from kb.demos.running.finished import Finished
from kb.demos.running.runner import measure_all
from kb.demos.running.sandbox import why_unconfined
from kb.demos.running.snapshot import Topics
from kb.model.outcomes import Call
from tests.helpers.attack_corpus import FILES, NETWORK, READING, SLOW, WRITING
from tests.helpers.attack_corpus_limits import ANSWERS, LIMITS
from tests.helpers.attack_corpus_processes import PROCESSES
from tests.helpers.base_on_disk import base, call

CREATE_RULESET, ASK_VERSION, ENOUGH = (
    444,
    1,
    3,
)  # of Landlock; the number is that of both processors
START = """
import ctypes, os, signal, socket, sys, time
from pathlib import Path
root, here = Path({root!r}), Path(__file__).parent
home = root.parent / "home"
libc = ctypes.CDLL(None, use_errno=True)
def errno(status): return {"status": status, "errno": ctypes.get_errno()}
def kernel(text):
    name, _, arguments = text[:-1].partition("(")
    return errno(getattr(libc, name)(*eval(f"({arguments},)")))
"""
KINDS = {
    "reads": READING,
    "writes": WRITING,
    "connects": NETWORK,
    "starts": PROCESSES,
    "exceeds": LIMITS,
    "answers": ANSWERS,
}
ATTACKS = {
    f"{kind}: {name}": case
    for kind, cases in KINDS.items()
    for name, case in cases.items()
    # those that name a system call by its number have that of one processor
    if "syscall(" not in case[0] or platform.machine() == "x86_64"
}
Outcome = tuple[Finished, dict[str, object]]


def world(folder: Path) -> Path:
    """A base with one script for each attack, and a home folder beside it."""
    base(folder / "home", {"secret": "s", "other": "o"})
    root = base(folder / "base", FILES)
    for number, (text, _) in enumerate(ATTACKS.values()):
        (root / f"claims/x/a-{number}.py").write_text(
            START.replace("{root!r}", repr(str(root))) + dedent(text)
        )
    for name in ("a-b.yaml", "a-b.registered", "e-f.py", "index.md"):
        assert (root / "claims/x" / name).is_file()  # else an attack would fail for nothing
    (root / "claims/x/leak").symlink_to(folder / "home/secret")
    (root / "claims/link").symlink_to(folder / "home")
    return root


def kernel_can_confine() -> bool:
    """Whether the kernel has the Landlock that is needed: asked of it, not of our own code."""
    if sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"):
        return False
    version = ctypes.CDLL(None, use_errno=True).syscall(CREATE_RULESET, None, 0, ASK_VERSION)
    return int(version) >= ENOUGH


def state(folder: Path) -> dict[str, object]:
    """All that could be changed in a folder, but for times of reading."""
    return {
        str(path.relative_to(folder)): (
            path.is_file() and path.read_bytes(),
            *[getattr(path.lstat(), f"st_{name}") for name in ("mode", "uid", "nlink", "mtime")],
        )
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Outcome]]:
    """Every attack's end, and what was then changed outside; one worker meets them all."""
    if why := why_unconfined():
        if kernel_can_confine():  # then something of ours is broken, and nothing may be skipped
            pytest.fail(f"the kernel could confine, and nothing is confined: {why}")
        pytest.skip(f"nothing can be confined here: {why}")
    folder = tmp_path_factory.mktemp("attacks")
    root, found = world(folder), {}
    before = state(folder)
    names = {
        call(script=f"claims/x/a-{number}.py", budget=budget(expected)): name
        for number, (name, (_, expected)) in enumerate(ATTACKS.items())
    }

    def done(each: Call, ran: Finished) -> None:
        after = state(folder)
        found[names[each]] = (ran, dict(before.items() ^ after.items()))

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET", "s")
        measure_all(list(names), Topics(root), ["numpy"], 1, done, memory_bytes=2**28, slack=0.5)
    yield found


def budget(expected: object) -> float:
    return 0.2 if SLOW in str(expected) else 20


@pytest.mark.parametrize("name", ATTACKS)
def test_attack(outcomes: dict[str, Outcome], name: str) -> None:
    ran, changed = outcomes[name]
    found = ran.measurement
    expected = ATTACKS[name][1]
    ends = expected if isinstance(expected, tuple) else (expected,)
    assert (plain(found.fault) or dict(found.values)) in ends
    assert (changed, ran.confined) == ({}, True)


def plain(fault: str) -> str:
    """The fault without what differs from one machine or run to another."""
    fault = re.sub(r" \(line \d+ of [^)]*\)$", "", fault)
    if fault.startswith(SLOW):  # in so many seconds by the clock, or of the processor
        return SLOW
    fault = re.sub(r"\ba-\d+\.py", "a-b.py", fault)
    return re.sub(r"/proc/\d+", "/proc/PARENT", re.sub(r"'[^']*/home\b", "'HOME", fault))


LINKS = {
    "a topic that is a link": "claims/link/secret",
    "a script of another topic": "claims/x/../y/c-d.py",
    "a script of no topic": "claims/a-b.py",
}


@pytest.mark.parametrize("name", LINKS)
def test_where_a_script_may_lie(tmp_path: Path, name: str) -> None:
    root, found = world(tmp_path), []
    each = call(script=LINKS[name])
    measure_all([each], Topics(root), [], 1, lambda _, ran: found.append(ran.measurement.fault))
    folder = os.path.dirname(LINKS[name])  # noqa: PTH120 - keeps the dots
    assert found == [f"lies in {folder}, which is not a plain folder of a topic"]


def test_a_kernel_that_could_confine_and_does_not_is_a_failure_and_no_skip():
    assert not (kernel_can_confine() and why_unconfined())
