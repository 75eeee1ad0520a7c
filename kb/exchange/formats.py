"""Every format that a base can be written in: its name, and the module that writes it.

A module is loaded when its format is asked for, so that listing the names costs nothing.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.exchange.exported import Exported
    from kb.knowledge import Knowledge

FORMATS: Mapping[str, str] = {
    "graphml": "graphml",
    "iccma": "iccma",
    "apx": "apx",
    "csv": "csv",
    "bibtex": "bibtex",
    "csl-json": "csl_json",
    "argdown": "argdown",
    "aif": "aif",
    "jsonld": "jsonld",
}


def export(form: str, knowledge: "Knowledge") -> "Exported":
    """A base in one format; the same base gives the same bytes."""
    module = import_module(f"kb.exchange.{FORMATS[form]}")
    exported: Exported = module.export(knowledge)
    return exported
