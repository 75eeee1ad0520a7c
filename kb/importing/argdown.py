"""Argdown 2, as text or as the JSON that @argdown/core exports.

Statements are claims, and so are arguments, by their gist: an argument presupposes its premises and
supports what it concludes.  What undercuts it undercuts that step.  A debate that kb wrote says
itself which links its arguments were.
"""

from collections.abc import Mapping
from dataclasses import replace

from kb.authoring.claim import id_for
from kb.importing.argdown_document import ARGUMENT, Document, End, Relation, Said
from kb.importing.argdown_json import document_of_json
from kb.importing.argdown_of_kb import is_of_kb, taken_from_kb
from kb.importing.argdown_text import document_of_text
from kb.importing.naming import Names, kebab
from kb.importing.taken import Given, Links, Taken, claim_of, counted
from kb.model import Claim, Link

VERBS = {
    "support": "supports", "attack": "attacks", "entails": "entails",
    "contrary": "contradicts", "contradictory": "contradicts",
}  # fmt: skip
PREMISE, CONCLUSION = "It is a premise of this argument.", "It is what the argument concludes."


def take(given: Given, names: Names) -> Taken:
    """The claims of a debate."""
    is_json = given.text.lstrip().startswith("{")
    document = (document_of_json if is_json else document_of_text)(given)
    if is_of_kb(document):
        return taken_from_kb(document, names)
    claims: dict[End, Claim] = {}
    for kind, known in (("statement", document.statements), (ARGUMENT, document.arguments)):
        for title, said in known.items():
            claims[kind, title] = claim_from(said, names)
    made, cut = Links(), 0
    ids = {end: claim.id for end, claim in claims.items()}
    steps = steps_of(document, ids, made)
    for relation in document.relations:
        if relation.kind != "undercut" and relation.source != relation.target:
            verb = VERBS[relation.kind]
            address = made.add(Link(ids[relation.source], verb, ids[relation.target], ""))
            if relation.source[0] == ARGUMENT and verb in ("supports", "attacks"):
                steps.setdefault(relation.source[1], []).append(address)
    for relation in document.relations:
        if relation.kind == "undercut":
            cut += not undercut(relation, ids, steps, made)
    lost = counted(*whats(document, cut))
    headline = (f"the title, '{document.title[:80]}'",) if document.title else ()
    return Taken(made.of(claims.values()), (*headline, *lost), names.positions)


def claim_from(said: Said, names: Names) -> Claim:
    """A statement or the gist of an argument; its title is short, and the text says what it is."""
    text = said.text or ("" if said.untitled else said.title)
    label = "" if said.untitled else said.title
    title = names.title("" if said.text else label, text, otherwise=label)
    name = names.id("", label if id_for(label) else title)
    short = names.short(label) if label != title else ""
    tags = tuple(dict.fromkeys(filter(None, map(kebab, said.tags))))
    return replace(claim_of(name, title, text), short=short, tags=tags)


def steps_of(document: Document, ids: Mapping[End, str], made: Links) -> dict[str, list[str]]:
    """Make the links of arguments with steps; the addresses of what each concludes."""
    found: dict[str, list[str]] = {}
    for title, steps in document.steps.items():
        own = ids[ARGUMENT, title]
        for step in steps:
            other = ids["statement", step.statement]
            if not step.is_conclusion:
                made.add(Link(own, "presupposes", other, PREMISE))
                continue
            by = f"{CONCLUSION[:-1]}, by {', '.join(step.rules)}." if step.rules else CONCLUSION
            found[title] = [made.add(Link(own, "supports", other, by))]  # the last one is its own
    return found


def undercut(
    relation: Relation, ids: Mapping[End, str], steps: Mapping[str, list[str]], made: Links
) -> bool:
    """Make the links of an undercut, if there is a step that it can cut; else it is related."""
    source, target = ids[relation.source], ids[relation.target]
    aims = steps.get(relation.target[1], []) if relation.target[0] == ARGUMENT else []
    for address in aims:
        made.add(Link(source, "undercuts", address, ""))
    if not aims and source != target:
        made.add(Link(source, "related", target, ""))
    return bool(aims)


def whats(document: Document, cut: int) -> list[tuple[int, str, str]]:
    """What is lost: number, noun, and what of it."""
    every = [*document.statements.values(), *document.arguments.values()]
    relations = document.relations
    return [
        (document.headings, "heading", "that groups what is below it"),
        (sum(bool(said.data) for said in every), "element", "with data behind it"),
        (sum(len(steps) > 2 for steps in document.steps.values()), "argument",
         "of several premises: the order of its steps"),
        (sum(relation.kind == "contradictory" for relation in relations), "contradiction",
         "of which kb only keeps that not both can hold, and not that one must"),
        (cut, "undercut", "of what makes no step: written as 'related'"),
        (sum(relation.source == relation.target for relation in relations), "relation",
         "of a statement to itself"),
        (sum(not (said.text or said.untitled) for said in every), "element",
         "without a text: its title is its statement"),
    ]  # fmt: skip
