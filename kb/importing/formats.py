"""Every format that claims can be taken from: its name, and the module that reads it."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.importing.naming import Names
    from kb.importing.taken import Given, Taken

FORMATS: Mapping[str, str] = {
    "argdown": "argdown",
    "aif": "aif",
    "xaif": "aif",
    "kialo": "kialo",
    "iccma": "iccma",
    "apx": "apx",
    "csv": "csv",
}
# What may lie beside a file, by what its name ends with, as ``kb export`` writes it.
BESIDE: Mapping[str, tuple[str, ...]] = {
    "csv": ("links.csv",),
    "iccma": ("names.csv",),
    "apx": ("names.csv",),
}


def take(form: str, given: "Given", names: "Names") -> "Taken":
    """The claims in a file of one format; ``names`` makes their ids and titles."""
    module = import_module(f"kb.importing.{FORMATS[form]}")
    taken: Taken = module.take(given, names)
    return taken
