"""BibTeX: every work of the base, its TeX decoded once and written again, capitals protected.

What names a work elsewhere (DOI, eprint, ISBN, address) stands as in ``references.bib``.
"""

import re
from collections.abc import Iterator

from kb.exchange.exported import Exported
from kb.exchange.tex import escaped, with_formulas
from kb.exchange.works import Person, lost_of, people_of, role_of, works_of
from kb.knowledge import Knowledge
from kb.model import Reference
from kb.reading.bibtex import SHOWN, WITH_FORMULAS


def export(knowledge: Knowledge) -> Exported:
    """The bibliography, an entry for each work."""
    return Exported("\n".join(map(entry, works_of(knowledge))), lost=lost_of(knowledge))


def entry(work: Reference) -> str:
    """One entry."""
    fields = dict(fields_of(work))
    width = max(map(len, fields), default=0)
    lines = [f"  {name:{width}} = {{{value}}},\n" for name, value in fields.items()]
    return f"@{work.kind}{{{work.key},\n{''.join(lines)}}}\n"


def fields_of(work: Reference) -> Iterator[tuple[str, str]]:
    """Fields as they are written, in the order of the bibliography."""
    role = role_of(work)
    for name, value in work.fields.items():
        if name == role and role in ("author", "editor", "translator"):
            yield name, " and ".join(map(person, people_of(work)))
        elif name in WITH_FORMULAS:
            shown = with_formulas(value)
            yield name, f"{{{shown}}}" if name in ("title", "subtitle") else shown
        else:
            yield name, escaped(value) if name in SHOWN else value


def person(name: Person) -> str:
    """A name with its commas; one that is no person's in braces."""
    family = escaped(name.family)
    if not (name.given or name.suffix):
        return f"{{{family}}}" if re.search(r"[^\w-]", family) else family
    parts = [family, escaped(name.suffix), escaped(name.given)]
    return ", ".join(part for part in parts if part)
