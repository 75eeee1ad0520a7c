"""CSV: a table of claims, and beside it one of links.

Texts stand as they are, lines included.  A spreadsheet may take one that begins with ``=`` for a
formula: open the columns as text.
"""

from kb.exchange.exported import Exported, left_out, table
from kb.explain.four_words import four_words
from kb.knowledge import Knowledge
from kb.model import Claim, Link
from kb.model.verbs import VERBS

OF_CLAIMS = (
    "id", "topic", "kind", "title", "statement", "scope", "tags", "asserted_by", "denied_by",
    "other_stances", "sources", "sourced", "demonstrated", "standing", "label", "withdrawn",
)  # fmt: skip
OF_LINKS = ("address", "source", "verb", "force", "target", "with", "because", "differs")


def export(knowledge: Knowledge) -> Exported:
    """Claims in the order of their ids, and links in that of their addresses."""
    claims = sorted(knowledge.base.claims, key=lambda claim: claim.id)
    links = sorted(knowledge.graph.links.values(), key=lambda link: link.address)
    lost = ("runs, expectations and predictions", *left_out(knowledge))
    text = table(OF_CLAIMS, (of_claim(knowledge, claim) for claim in claims))
    return Exported(text, {"links.csv": table(OF_LINKS, map(of_link, links))}, lost)


def of_claim(knowledge: Knowledge, claim: Claim) -> tuple[str, ...]:
    """The row of a claim."""
    words = {word.aspect: word.value for word in four_words(knowledge, claim)}
    by = {
        stance: "; ".join(held.position for held in claim.held_by if held.stance == stance)
        for stance in ("asserts", "denies")
    }
    others = "; ".join(f"{h.position} {h.stance}" for h in claim.held_by if h.stance not in by)
    sources = "; ".join(
        f"{source.passage or source.cite} ({source.locator})" if source.locator
        else source.passage or source.cite
        for source in claim.sources
    )  # fmt: skip
    return (
        claim.id, claim.topic, claim.kind, claim.title, claim.statement, claim.scope,
        "; ".join(claim.tags), by["asserts"], by["denies"], others, sources, words["sourced"],
        words["demonstrated"], words["standing"], knowledge.standing.label(claim.id).value,
        claim.withdrawn,
    )  # fmt: skip


def of_link(link: Link) -> tuple[str, ...]:
    """The row of a link."""
    premises = "; ".join(link.co_premises)
    force = VERBS[link.verb].force
    return (
        link.address, link.source, link.verb, force, link.target, premises, link.because,
        link.differs,
    )  # fmt: skip
