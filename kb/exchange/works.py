"""Works as reference managers want them: names in parts, and which field their authors stand in."""

from dataclasses import dataclass

from kb.exchange.exported import left_out
from kb.knowledge import Knowledge
from kb.model import Reference
from kb.reading.bibtex import BY


@dataclass(frozen=True)
class Person:
    """A family name with its particle, a given name and a suffix; one name only of a group."""

    family: str
    given: str = ""
    suffix: str = ""


def works_of(knowledge: Knowledge) -> list[Reference]:
    """All works, cited or not, in the order of their keys."""
    works = knowledge.base.references
    return [works[key] for key in sorted(works)]


def people_of(work: Reference) -> list[Person]:
    """Who made it, from the names as they are said and the family names in them."""
    found = []
    for spoken, family in zip(work.authors, work.families, strict=True):
        given, _, suffix = spoken.partition(family)
        found.append(Person(family, given.strip(), suffix.strip()))
    return found


def role_of(work: Reference) -> str:
    """The field in which these stand: author, or editor, translator, organization, institution."""
    return next((name for name in BY if work.fields.get(name)), "author")


def lost_of(knowledge: Knowledge) -> tuple[str, ...]:
    """What a list of works does not hold."""
    partial = sum(not work.whole for work in knowledge.base.references.values())
    lost = ("claims, links and who cites what",)
    unread = (f"fields of {partial} works that could not be read",) if partial else ()
    return (*lost, *unread, *left_out(knowledge))
