"""What happens in the forked child: confine, run one script, say what it measured.

Everything the parent gets from here may be forged, since the script runs in the
same process; so this side only has to be helpful, and the parent careful.
"""

import ctypes
import json
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.machinery import all_suffixes
from pathlib import Path
from typing import Any

from kb.demos.running.libraries import Missed, imported
from kb.demos.running.loading import load, shown_only, words_of
from kb.demos.running.prepared import FILE, MOST_BYTES, packed, unpacked
from kb.demos.running.result import Fault, one_line, tidy
from kb.demos.running.sandbox import Rules, confine
from kb.demos.running.trace import Watch

PRELOADED = frozenset({"numpy", "scipy", "autograd", "sandlock"})
SUFFIXES = tuple(all_suffixes())
DIE_WITH_PARENT = 1  # prctl


@dataclass(frozen=True)
class Ready:
    """What the parent prepared: rules, modules of its own, and what it looked for in vain."""

    rules: Rules
    before: frozenset[str]
    missed: Missed


def become(request: Mapping[str, Any], ready: Ready, scratch: str, pipe: int, parent: int) -> None:
    """Run the request in this process, write the report to the pipe, and never return."""
    me = os.getpid()
    try:
        report = _attempt(request, ready, scratch, pipe, parent)
        data = json.dumps(report).encode() + b"\n"
        while data and os.getpid() == me:  # a process that the script forked has no say
            data = data[os.write(pipe, data) :]
    finally:
        os._exit(0)


def _attempt(
    request: Mapping[str, Any], ready: Ready, scratch: str, pipe: int, parent: int
) -> dict[str, object]:
    """The report; should this side itself fail, as on a machine that is full, it says so."""
    try:
        _detach(scratch, pipe, parent)
        _limit(request)
        return _report(request, ready, scratch)
    except Exception as error:
        fault = one_line(f"could not be run: {type(error).__name__}: {error}")
        return {"result": {}, "fault": fault, "lasting": False, "imported": [], "missed": []}


def prctl(option: int, value: int) -> None:
    """Ask Linux for a service; elsewhere do without."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _detach(scratch: str, pipe: int, parent: int) -> None:
    os.setsid()
    prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.closerange(3, pipe)
    os.closerange(pipe + 1, max(1024, resource.getrlimit(resource.RLIMIT_NOFILE)[0]))
    os.chdir(scratch)
    os.environ["TMPDIR"] = tempfile.tempdir = scratch
    # else a stale __pycache__ could stand in for a helper that has changed
    sys.pycache_prefix, sys.dont_write_bytecode = scratch, True


def _limit(request: Mapping[str, Any]) -> None:
    seconds = -int(-request["budget"] // 1)
    largest = MOST_BYTES if request["function"] == "prepare" else 2**20
    limits = {
        resource.RLIMIT_CPU: (seconds, seconds + 1),
        resource.RLIMIT_AS: (_address_space() + request["memory"],) * 2,
        resource.RLIMIT_FSIZE: (largest, largest),
        resource.RLIMIT_NOFILE: (64, 64),
        resource.RLIMIT_NPROC: (4096, 4096),  # counts all processes of the user
        resource.RLIMIT_CORE: (0, 0),
    }
    for what, (soft, hard) in limits.items():
        most = resource.getrlimit(what)[1]
        allowed = sys.maxsize if most == resource.RLIM_INFINITY else most
        with suppress(ValueError, OSError):  # macOS knows no limit of address space
            resource.setrlimit(what, (min(soft, allowed), min(hard, allowed)))


def _address_space() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _report(request: Mapping[str, Any], ready: Ready, scratch: str) -> dict[str, object]:
    script = Path(request["root"], request["script"])
    topic = Path(request["script"]).parent
    watch = Watch(request["root"], request["base"], str(topic), scratch)
    report: dict[str, object] = {"result": {}, "fault": "", "lasting": True}
    try:
        _shut_in(request, topic, ready.rules, scratch)
        _nothing_hidden(script.parent)
        sys.path_hooks.insert(0, shown_only(f"{request['root']}{os.sep}"))
        sys.path.insert(0, str(script.parent))
        sys.addaudithook(watch.event)
        function = load(script, request["function"])
        report["result"] = _called(function, request, script, Path(scratch, FILE))
    except Fault as wrong:
        report["fault"] = str(wrong)
    except MemoryError:
        report |= {
            "fault": f"used more than {request['memory'] / 2**30:g} GiB of memory",
            "lasting": False,
        }
    fault = watch.fault or str(report["fault"])  # even if the script caught it
    if fault:  # in words that are the same on every machine
        for folder in (request["root"], request["base"], scratch):
            fault = fault.replace(f"{folder}/", "")
        report |= {"fault": fault, "result": {}}
    if not watch.alone:  # what another process read cannot be known
        report["lasting"] = False
    own = {path.name.partition(".")[0] for path in script.parent.iterdir()}
    found, missed = imported(ready.before) - own, ready.missed.names - own
    return report | {"imported": sorted(found), "missed": sorted(missed)}


def _shut_in(request: Mapping[str, Any], topic: Path, rules: Rules, scratch: str) -> None:
    """Leave nothing but the copy of the topic's folder, the libraries and the scratch folder."""
    folder = Path(request["root"], topic)
    if len(topic.parts) < 2 or folder.resolve() != folder:  # a link may lead anywhere
        raise Fault(f"lies in {topic}, which is not a plain folder of a topic")
    if rules.why_not:
        return
    try:
        confine(rules, request["base"], [str(folder)], [scratch])
    except Exception as error:
        raise Fault(f"was not run, as it could not be confined ({error})") from None


def _nothing_hidden(folder: Path) -> None:
    """What a name means must not hang on whether the worker has imported it already."""
    for path in sorted(folder.iterdir()):
        module = path.name.partition(".")[0]
        package = path.is_dir() and any((path / f"__init__{end}").is_file() for end in SUFFIXES)
        if module not in sys.stdlib_module_names | PRELOADED:
            continue
        if package or (path.is_file() and path.name.endswith(SUFFIXES)):
            name = f"{path.name}/__init__" if package else path.name
            raise Fault(f"{name} in its folder hides the library module {module}; rename it")


def _called(
    function: Callable[..., object], request: Mapping[str, Any], script: Path, prepared: Path
) -> dict[str, object]:
    """What was measured; or nothing, and the file has what was prepared."""
    seed, settings = request["seed"], request["settings"]
    try:
        if request["function"] == "prepare":
            prepared.write_bytes(packed(function(seed, **settings)))
            return {}
        given = (unpacked(prepared),) if request["prepared"] else ()
        return tidy(function(seed, *given, **settings))
    except (Fault, MemoryError):
        raise
    except BaseException as error:
        raise Fault(words_of(error, script)) from None
