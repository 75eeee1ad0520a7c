"""The file of a claim that is known as a value: without demonstrations and what hangs on them."""

from collections.abc import Iterable
from itertools import chain

from kb.authoring.blanks import BECAUSE, STATEMENT
from kb.authoring.claim import MODELINE
from kb.authoring.yaml_text import field_lines
from kb.model import Claim, Holding, Link, Source
from kb.reading.strict_yaml import Tree

Fields = dict[str, Tree]


def claim_file(claim: Claim) -> str:
    """The file, its fields in the order of the schema; blanks where a text is missing."""
    lines = chain.from_iterable(
        field_lines(name, value) for name, value in fields_of(claim).items()
    )
    return "\n".join([MODELINE, *lines, ""])


def fields_of(claim: Claim) -> Fields:
    """The fields that say something, as they are written."""
    accepted: Iterable[Fields] = (
        {"check": debt.check, "because": debt.because, "until": debt.until} for debt in claim.accept
    )
    fields: Fields = {
        "title": claim.title,
        "short": claim.short,
        "statement": claim.statement or STATEMENT,
        "kind": claim.kind,
        "scope": claim.scope,
        "sources": list(map(source_fields, claim.sources)),
        "held_by": list(map(holding_fields, claim.held_by)),
        "references": list(map(source_fields, claim.references)),
        "links": list(map(link_fields, claim.links)),
        "aliases": list(claim.aliases),
        "tags": list(claim.tags),
        "accept": list(accepted),
        "status": "withdrawn" if claim.withdrawn else "",
        "because": claim.withdrawn,
    }
    return said(fields)


def source_fields(source: Source) -> Tree:
    """A source."""
    return said({
        "passage": source.passage, "cite": source.cite, "locator": source.locator,
        "note": source.note,
    })  # fmt: skip


def holding_fields(held: Holding) -> Tree:
    """A stance."""
    return said({
        "position": held.position, "stance": held.stance, "confidence": held.confidence,
        "in": held.passage, "inferred": "yes" if held.inferred else "", "note": held.note,
    })  # fmt: skip


def link_fields(link: Link) -> Tree:
    """A link, with a blank where its warrant is missing."""
    return said({
        link.verb: link.target, "with": list(link.co_premises), "name": link.name,
        "differs": link.differs, "because": link.because or BECAUSE, "tension": list(link.tension),
    })  # fmt: skip


def said(fields: Fields) -> Fields:
    """The fields that are not empty."""
    return {name: value for name, value in fields.items() if value}
