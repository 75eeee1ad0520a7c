"""Words that mean the same when somebody searches: the field's abbreviations, other spellings.

A mapping from the words in full to the names they also go by.  A name stands for one thing only,
so that what a search finds can be told from the file alone.
"""

from collections.abc import Mapping

from kb.model import Finding
from kb.reading.parsed import Remembered, content_key
from kb.reading.schema import Json, Reading, Text
from kb.reading.schema_records import Many, Table
from kb.reading.strict_yaml import parse

FILE = "literature/synonyms.yaml"
NAME = r"[^\W_]([^\n]{0,58}[^\n\s])?"
SAYS = "a word or a few, that begin with a letter or a digit"
SYNONYMS = Table(Many(Text(NAME, SAYS)), NAME, SAYS)
Groups = tuple[tuple[str, ...], ...]


def synonyms_of(files: Mapping[str, bytes], memory: Remembered) -> tuple[Groups, list[Finding]]:
    """Groups of names for one thing, the words in full first."""
    if FILE not in files:
        return (), []
    key = content_key("synonyms", files[FILE])
    if key in memory:
        return tuple(tuple(group) for group in memory[key]), []
    written = parse(FILE, files[FILE])
    if written.tree is None:
        return (), list(written.findings)
    reading = Reading(FILE)
    fields = SYNONYMS.read(written.tree, (), reading)
    if not reading.findings:
        _each_once(fields, reading)
    if reading.findings:
        return (), reading.findings
    groups = tuple((full, *others) for full, others in fields.items())
    memory[key] = groups
    return groups, []


def _each_once(fields: Mapping[str, Json], reading: Reading) -> None:
    """Complain of a group of one, and of a name that was there before, however it is written."""
    of: dict[str, str] = {}
    for full, others in fields.items():
        if not others:
            reading.complain((full,), f"'{full}' has no other name", "write [one, two]")
        for path, name in [((full,), full), *(((full, at), n) for at, n in enumerate(others))]:
            first = of.setdefault(" ".join(name.casefold().replace("-", " ").split()), full)
            if first != full or (len(path) == 2 and name.casefold() == full.casefold()):
                reading.complain(
                    path, f"'{name}' stands for '{first}' already", "a name stands for one thing"
                )
