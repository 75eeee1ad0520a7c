"""Names of people as BibTeX reads them: given name, particle, family and junior part.

bibtexparser takes them apart; what it reads otherwise than BibTeX does is mended here.
"""

import re
from typing import NamedTuple

LABELLED = re.compile(r"\s*(family|given|prefix|suffix|useprefix|[a-z]+-i)\s*=\s*(.*)", re.DOTALL)
NOBODY = re.compile(r"^(?:and(?:\s+|$))+|\s+and$", re.IGNORECASE)  # an 'and' too many
MOST_COMMAS = 2  # von Last, Jr, First


class Name(NamedTuple):
    """The parts of a name, as they are written."""

    given: str = ""
    prefix: str = ""
    family: str = ""
    suffix: str = ""

    def spoken(self) -> str:
        """The name as it is said: Martin Luther King Jr., Ludwig van Beethoven."""
        return " ".join(
            part for part in (self.given, self.prefix, self.family, self.suffix) if part
        )

    def surname(self) -> str:
        """The family with its particle."""
        return " ".join(part for part in (self.prefix, self.family) if part)


def names_of(value: str) -> tuple[list[Name], list[str]]:
    """The names of a field, and those that have more commas than a name can have.

    An 'and' inside braces separates nobody.
    """
    from bibtexparser.middlewares.names import split_multiple_persons_names

    separated = split_multiple_persons_names(value)
    written = [NOBODY.sub("", name).strip(" ,\t\n") for name in separated]
    crowded = [
        name
        for name in written
        if len(outer_parts(name)) > MOST_COMMAS + 1 and not labelled(outer_parts(name))
    ]
    return [name for name in map(name_of, written) if name.spoken().strip("{} ")], crowded


def name_of(written: str) -> Name:
    """One name taken apart."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = outer_parts(written)
    if found := labelled(parts):
        return found
    parsed = parse_single_name_into_parts(written, strict=False)
    given, prefix, family, suffix = (
        " ".join(words) for words in (parsed.first, parsed.von, parsed.last, parsed.jr)
    )
    if len(parts) == 1 and not prefix and len(parsed.first) == 1 and given[:1].islower():
        given, prefix = "", given  # 'von Neumann': BibTeX reads a particle, bibtexparser a name
    return Name(given, prefix, family, suffix)


def labelled(parts: list[str]) -> Name | None:
    """A name in biblatex's long form, given=Hans, prefix=von, family=Holm; None if it is none."""
    found = {}
    for part in parts:
        match = LABELLED.fullmatch(part.strip('"'))
        if not match:
            return None
        found[match[1]] = match[2].strip('" ')
    return Name(*(found.get(part, "") for part in Name._fields))


def outer_parts(name: str) -> list[str]:
    """A name cut at the commas outside braces."""
    parts, depth = [""], 0
    for letter in name:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]
