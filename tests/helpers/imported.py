"""What an import makes of a text, as the base that is read from the files it would write."""

from kb.exchange.formats import export
from kb.importing.files import files_of, placed
from kb.importing.formats import take
from kb.importing.naming import Names
from kb.importing.taken import Given, Taken
from kb.knowledge import Knowledge
from kb.model import Base, Link
from kb.reading.read import read


def taken(
    form: str, text: str, beside: dict[str, str] | None = None, name: str = "file.x"
) -> Taken:
    return take(form, Given(name, text, beside or {}), Names())


def base_of(found: Taken) -> Base:
    """The base in which the claims are alone; it reads without a finding, but of literature."""
    claims = placed(found, "", "imported", "opinion")
    base = read(files_of(Base(), claims, found, "file.x"))
    assert [finding.message for finding in base.findings] == []
    return base


def imported(form: str, text: str, beside: dict[str, str] | None = None) -> Base:
    return base_of(taken(form, text, beside))


def there_and_back(form: str, knowledge: Knowledge) -> Base:
    """An exported base, imported."""
    made = export(form, knowledge)
    return imported(form, made.text, dict(made.beside))


def links_of(base: Base) -> set[Link]:
    return {link for claim in base.claims for link in claim.links}


def kept_links(knowledge: Knowledge) -> set[Link]:
    """Links that an export holds and an import can: all that lead to claims and links, in turn."""
    links = dict(knowledge.graph.links)
    while lost := [
        at for at, link in links.items() if link.target not in {*knowledge.base.by_id, *links}
    ]:
        for address in lost:
            del links[address]
    return set(links.values())
