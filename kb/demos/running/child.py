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
from pathlib import Path
from typing import Any

from kb.demos.running.result import Fault, one_line, tidy
from kb.demos.running.sandbox import Rules, confine
from kb.demos.running.trace import Watch, importable

SCIENCE = frozenset({"numpy", "scipy", "autograd"})
PRELOADED = SCIENCE | {"sandlock"}
DIE_WITH_PARENT = 1  # prctl


def become(request: Mapping[str, Any], rules: Rules, scratch: str, pipe: int, parent: int) -> None:
    """Run the request in this process, write the report to the pipe, and never return."""
    me = os.getpid()
    try:
        _detach(scratch, pipe, parent)
        _limit(request)
        report = _report(request, rules, scratch)
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
    limits = {
        resource.RLIMIT_CPU: (seconds, seconds + 1),
        resource.RLIMIT_AS: (_address_space() + request["memory"],) * 2,
        resource.RLIMIT_FSIZE: (2**20, 2**20),
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


def _report(request: Mapping[str, Any], rules: Rules, scratch: str) -> dict[str, object]:
    script = Path(request["root"], request["script"])
    watch = Watch(request["root"], str(script.parent), scratch)
    report: dict[str, object] = {"result": {}, "fault": "", "lasting": True}
    try:
        _shut_in(request["root"], Path(request["script"]).parent, rules, scratch)
        watch.note(f"{Path(request['script']).parent.as_posix()}/")
        watch.note(request["script"])
        _nothing_hidden(script.parent)
        sys.path.insert(0, str(script.parent))
        sys.addaudithook(watch.event)
        measure = _load(script)
        report["result"] = _measure(measure, request, script)
    except Fault as wrong:
        report["fault"] = str(wrong)
    except MemoryError:
        report |= {
            "fault": f"used more than {request['memory'] / 2**30:g} GiB of memory",
            "lasting": False,
        }
    watch.modules()
    fault = watch.fault or str(report["fault"])  # even if the script caught it
    if fault:  # in words that are the same on every machine
        for folder in (request["root"], scratch):
            fault = fault.replace(f"{folder}/", "")
        report |= {"fault": fault, "result": {}}
    if not watch.alone:  # what another process read cannot be known
        report["lasting"] = False
    return report | {"seen": watch.seen}


def _shut_in(root: str, topic: Path, rules: Rules, scratch: str) -> None:
    """Leave nothing but the topic's folder, the libraries and the scratch folder."""
    folder = Path(root, topic)
    if len(topic.parts) < 2 or folder.resolve() != folder:  # a link may lead anywhere
        raise Fault(f"lies in {topic}, which is not a plain folder of a topic")
    if rules.why_not:
        return
    try:
        confine(rules, root, [str(folder)], [scratch])
    except Exception as error:
        raise Fault(f"was not run, as it could not be confined ({error})") from None


def _nothing_hidden(folder: Path) -> None:
    """What a name means must not hang on whether the worker has imported it already."""
    for name in importable(str(folder)) if folder.is_dir() else ():
        module = name.partition(".")[0].partition("/")[0]
        if not name.endswith("/") and module in sys.stdlib_module_names | PRELOADED:
            raise Fault(f"{name} in its folder hides the library module {module}; rename it")


def _load(script: Path) -> Callable[..., object]:
    if not script.is_file():
        raise Fault("is missing")
    # no other module can have this name, and the script's main part does not run
    module_of = types.ModuleType(f"demonstration {script.stem}")
    module_of.__file__ = str(script)
    sys.modules[module_of.__name__] = module_of
    try:
        code = compile(script.read_bytes(), str(script), "exec", dont_inherit=True)
        exec(code, module_of.__dict__)
    except (Fault, MemoryError):
        raise
    except BaseException as error:
        raise Fault(f"cannot be imported: {_words(error, script)}") from None
    measure: object = module_of.__dict__.get("measure")
    if not callable(measure):
        raise Fault("has no function measure")
    return measure


def _measure(
    measure: Callable[..., object], request: Mapping[str, Any], script: Path
) -> dict[str, object]:
    try:
        return tidy(measure(request["seed"], **request["settings"]))
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
    """The innermost line that the author wrote: of the script, or of a helper beside it."""
    folder, found = str(script.parent) + os.sep, ("", 0)
    if isinstance(error, SyntaxError) and (error.filename or "").startswith(folder):
        found = (error.filename or "", error.lineno or 1)
    trace = None if found[0] else error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.startswith(folder):
            found = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return f" (line {found[1]} of {Path(found[0]).name})" if found[0] else ""
