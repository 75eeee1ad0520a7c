"""Load a script from the text that is shown, and say in words what went wrong in it, and where."""

import os
import sys
import types
from collections.abc import Callable
from importlib.machinery import FileFinder, SourceFileLoader
from pathlib import Path

from kb.demos.running.result import Fault, one_line

MOST_LINES = 5  # told of what led to a fault


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


def load(script: Path, function: str) -> Callable[..., object]:
    """Run the script's text as a module, and give its function; raises Fault for what fails."""
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
        raise Fault(f"cannot be imported: {words_of(error, script)}") from None
    found: object = module_of.__dict__.get(function)
    if not callable(found):
        raise Fault(f"has no function {function}")
    return found


def words_of(error: BaseException, script: Path) -> str:
    """What went wrong in a script, in one line, and in which line of it."""
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
