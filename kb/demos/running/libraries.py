"""Which libraries a run used, and whether they are the same today.

A library is named by the module that was imported.  One that was looked for and not found is
told too: a script that goes on without it may say otherwise once it is installed.
"""

import os
import site
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import metadata
from importlib.machinery import ModuleSpec, PathFinder

NONE = "none"
IN_VERSIONS = frozenset({"numpy", "scipy", "autograd"})  # told for every measurement
AROUND = frozenset({"kb", "sandlock"})  # of the runner, which no script is to see


class Missed:
    """Stands last among what finds modules, and notes those that nobody has found."""

    def __init__(self) -> None:
        """Nothing was missed yet."""
        self.names: set[str] = set()

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Note the name of a module that is part of no other; find nothing."""
        if path is None:
            self.names.add(name)


def imported(before: Iterable[str]) -> set[str]:
    """Modules that are part of no other and have come since, neither Python's nor from nowhere.

    Extensions that Cython made give themselves names without a dot (scipy 1.17.1 has
    ``_cyutility``): they are told by the package in whose folder they lie.
    """
    return {
        _package_of(name)
        for name in sys.modules.keys() - set(before)
        if "." not in name and name not in sys.stdlib_module_names and _from_a_file(name)
    }


def _from_a_file(name: str) -> bool:
    known = getattr(sys.modules[name], "__dict__", {})
    return bool(known.get("__file__") or known.get("__path__"))


def _package_of(name: str) -> str:
    known = getattr(sys.modules[name], "__dict__", {})
    file = str(known.get("__file__") or "")
    for folder in _folders():
        if file.startswith(f"{folder}{os.sep}"):
            return file[len(folder) + 1 :].partition(os.sep)[0].partition(".")[0]
    return name


def versions_of(found: Iterable[str], missed: Iterable[str]) -> tuple[dict[str, str], bool]:
    """The version of each library, and whether all that was found could be named."""
    told = {name: NONE for name in missed if name not in found and not _installed(name)}
    told |= {name: _version(name) for name in found if name not in IN_VERSIONS | AROUND}
    return told, NONE not in {told[name] for name in found if name in told}


def changed(libraries: Mapping[str, str], known: dict[str, str]) -> str:
    """The first library that is not as it was, before and now; empty if all are."""
    for name, before in sorted(libraries.items()):
        key = f"{name} {before}"
        if key not in known:
            known[key] = _today(name, before)
        if known[key] != before:
            told = f"{name} {NONE}" if before == NONE else before
            return f"{told} -> {known[key].rpartition(' ')[2]}"
    return ""


def _today(name: str, before: str) -> str:
    if before == NONE:
        return "installed" if _installed(name) else NONE
    names = [part.rpartition(" ")[0] for part in before.split(", ")]
    return _joined(names)


def _version(name: str) -> str:
    return _joined(_distributions().get(name, ())) or NONE


def _joined(distributions: Iterable[str]) -> str:
    return ", ".join(f"{name} {version(name)}" for name in sorted(set(distributions)))


def version(distribution: str) -> str:
    """The version of an installed distribution, or that there is none."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return NONE


@lru_cache(maxsize=1)
def _distributions() -> Mapping[str, list[str]]:
    return metadata.packages_distributions()  # reads every one: most of a second


def _installed(name: str) -> bool:
    found: ModuleSpec | None = PathFinder.find_spec(name, _folders())
    return found is not None


def _folders() -> list[str]:
    schemes = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    return sorted({*schemes, *site.getsitepackages()})
