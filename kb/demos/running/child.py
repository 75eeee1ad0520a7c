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
import types
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.machinery import FileFinder, SourceFileLoader, all_suffixes
from pathlib import Path
from typing import Any

from kb.demos.running.libraries import Missed, imported
from kb.demos.running.prepared import FILE, MOST_BYTES, packed, unpacked
from kb.demos.running.result import Fault, one_line, tidy
from kb.demos.running.sandbox import Rules, confine
from kb.demos.running.trace import Watch

PRELOADED = frozenset({"numpy", "scipy", "autograd", "sandlock"})
SUFFIXES = tuple(all_suffixes())
DIE_WITH_PARENT = 1  # prctl
MOST_LINES = 5  # told of what led to a fault


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
        _detach(scratch, pipe, parent)
        _limit(request)
        report = _report(request, ready, scratch)
        data = json.dumps(report).encode() + b"\n"
        while data and os.getpid() == me:  # a process that the script forked has no say
            data = data[os.write(pipe, data) :]
    finally:
        os._exit(0)


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
        function = _load(script, request["function"])
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


class Shown(SourceFileLoader):
    """Takes a helper's text as it is shown, whatever encoding it says that it has."""

    def source_to_code(  # type: ignore[override]
        self, data: bytes, path: str, *, _optimize: int = -1
    ) -> types.CodeType:
        """Compile the text; there is nothing else that a helper could be loaded from."""
        return _code(bytes(data), path)


def shown_only(copy: str) -> Callable[[str], FileFinder]:
    """For ``sys.path_hooks``: folders of the copy hold Python as text, and no compiled code."""

    def hook(path: str) -> FileFinder:
        if not f"{path}{os.sep}".startswith(copy):
            raise ImportError
        return FileFinder(path, (Shown, [".py"]))

    return hook


def _code(content: bytes, path: str) -> types.CodeType:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SyntaxError(f"{Path(path).name} is not UTF-8") from None
    # from text, a line that names another encoding is a comment like any other
    code: types.CodeType = compile(text, path, "exec", dont_inherit=True)
    return code


def _load(script: Path, function: str) -> Callable[..., object]:
    if not script.is_file():
        raise Fault("is missing")
    # no other module can have this name, and the script's main part does not run
    module_of = types.ModuleType(f"demonstration {script.stem}")
    module_of.__file__ = str(script)
    sys.modules[module_of.__name__] = module_of
    try:
        exec(_code(script.read_bytes(), str(script)), module_of.__dict__)
    except (Fault, MemoryError):
        raise
    except BaseException as error:
        raise Fault(f"cannot be imported: {_words(error, script)}") from None
    found: object = module_of.__dict__.get(function)
    if not callable(found):
        raise Fault(f"has no function {function}")
    return found


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
        raise Fault(_words(error, script)) from None


def _words(error: BaseException, script: Path) -> str:
    try:
        said = str(error.msg if isinstance(error, SyntaxError) else error)
    except Exception:
        said = ""
    name = type(error).__name__
    return one_line(f"{name}: {said}" if said else name) + _line(error, script)


def _line(error: BaseException, script: Path) -> str:
    """The innermost line that the author wrote, of the script or a helper, and what led there."""
    folder, found = str(script.parent) + os.sep, list[tuple[str, int]]()
    trace = error.__traceback__
    while trace:
        found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    if isinstance(error, SyntaxError):
        found.append((error.filename or "", error.lineno or 1))
    lines = [f"line {line} of {Path(file).name}" for file, line in found if file.startswith(folder)]
    if len(lines) > MOST_LINES:  # of a function that calls itself
        lines = lines[: MOST_LINES - 1] + lines[-1:]
    return f" ({', called in '.join(reversed(lines))})" if lines else ""
