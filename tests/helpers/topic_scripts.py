"""What the scripts and helpers of a topic's folder define, imported as they are when they run."""

import importlib.util
import runpy
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

CLAIMS = Path(__file__).parents[2] / "claims"


@contextmanager
def _first_on_the_path(folder: Path) -> Iterator[None]:
    """The folder before all others; its modules are forgotten afterwards."""
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for path in folder.glob("*.py"):
            sys.modules.pop(path.stem, None)


def script(topic: str, name: str) -> dict[str, Any]:
    """All names of a script, by name."""
    with _first_on_the_path(CLAIMS / topic):
        return runpy.run_path(str(CLAIMS / topic / f"{name}.py"))


def helper(topic: str, name: str) -> ModuleType:
    """A module that scripts of the topic share."""
    with _first_on_the_path(CLAIMS / topic):
        spec = importlib.util.spec_from_file_location(name, CLAIMS / topic / f"{name}.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module  # as a class of the module looks for it
        spec.loader.exec_module(module)
    return module
