"""Every format that claims can be taken from: its name, and the module that reads it."""

import re
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from kb.model.misuse import Misuse

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
OUTLINE = re.compile(r"1\.[ \t].*\n\s*1\.1\.[ \t]+(?:Pro|Con):")
SEEN = 10_000  # letters of a file by which its format is known again
# What may lie beside a file, by what its name ends with, as ``kb export`` writes it.
BESIDE: Mapping[str, tuple[str, ...]] = {
    "csv": ("links.csv",),
    "iccma": ("names.csv",),
    "apx": ("names.csv",),
}


def take(form: str, given: "Given", names: "Names") -> "Taken":
    """The claims in a file of one format; ``names`` makes their ids and titles."""
    module = import_module(f"kb.importing.{FORMATS[form]}")
    other = looks_like(given.text)
    if FORMATS[form] == FORMATS.get(other, FORMATS[form]):
        taken: Taken = module.take(given, names)
        return taken
    raise Misuse(
        f"{given.name} looks like {other} and not like {form}: kb import {other} FILE;"
        " nothing was written"
    )


def looks_like(text: str) -> str:
    """The format of which a text has the marks, as no text of another has them; "" if of none."""
    from kb.importing.csv import DERIVED, OF_CLAIMS

    begin = text[:SEEN].lstrip()
    words = re.split("[,;]", begin.partition("\n")[0])
    columns = [word.strip(' "\r').lower() for word in words]
    known = [column for column in columns if column in (*OF_CLAIMS, *DERIVED)]
    marks = {
        "kialo": begin.startswith("Discussion Title:") or bool(OUTLINE.match(begin)),
        "iccma": bool(re.match(r"(?:#.*\n)*p af [0-9]", begin)),
        "aif": begin.startswith("{") and '"nodeID"' in begin,
        "argdown": begin.startswith("{") and '"equivalence-class"' in begin,
        "apx": bool(re.match(r"(?:%.*\n|\s)*(?:arg|att)\s*\(", begin)),
        "csv": 2 * len(known) >= len(columns) > 1 and not {"title", "statement"}.isdisjoint(known),
    }
    return next((form for form, is_so in marks.items() if is_so), "")
