"""A debate in Argdown that ``kb export`` wrote: arguments are links, and data say the rest."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kb.importing.argdown_document import Document, Said, Step
from kb.importing.naming import Names, clean
from kb.importing.taken import Links, Taken, claim_of, counted
from kb.model import Claim, Holding, Link
from kb.model.names import CLAIM_ID
from kb.model.verbs import VERBS
from kb.reading.claim_schema import KINDS, STANCES


def is_of_kb(document: Document) -> bool:
    """Whether all statements with an id say what they are in kb, and there are some."""
    named = [said for title, said in document.statements.items() if re.fullmatch(CLAIM_ID, title)]
    return bool(named) and all({"title", "kind", "standing"} <= said.data.keys() for said in named)


def taken_from_kb(document: Document, names: Names) -> Taken:
    """Claims with what their data say, and the links that arguments and data are."""
    claims: dict[str, Claim] = {}
    for name, said in document.statements.items():
        if re.fullmatch(CLAIM_ID, name):
            claims[name] = claim_from(name, said, names)
    ids = {name: claim.id for name, claim in claims.items()}
    links = [link for name in ids for link in links_beside(name, document.statements[name], ids)]
    tests = 0
    for name, said in document.arguments.items():
        if said.data.get("kind") == "demonstration":
            tests += 1
        elif link := link_of(name, said, document.steps.get(name, []), ids):
            links.append(link)
    addresses = {link.address for link in links}
    before = -1
    while len(addresses) != before:  # what leads to a link that is not there leads nowhere
        before = len(addresses)
        links = [link for link in links if link.target in addresses or link.target in ids.values()]
        addresses = {link.address for link in links}
    made = Links()
    for link in links:
        made.add(link)
    lost = counted((tests, "demonstration", "which no import makes, and what leads to or from it"))
    return Taken(made.of(claims.values()), tuple(lost), names.positions)


def claim_from(name: str, said: Said, names: Names) -> Claim:
    """A claim with its fields from data."""
    data = said.data
    title = names.title(text_in(data, "title"), said.text)
    held = [who.rpartition(" ") for who in texts_in(data, "holders")]
    return replace(
        claim_of(names.id(name, title), title, said.text),
        topic=text_in(data, "topic"),
        kind=text_in(data, "kind") if data.get("kind") in KINDS else "",
        scope=text_in(data, "scope"),
        withdrawn=text_in(data, "withdrawn"),
        held_by=tuple(
            Holding(names.position(who), stance) for who, _, stance in held if stance in STANCES
        ),
    )


def links_beside(name: str, said: Said, ids: Mapping[str, str]) -> list[Link]:
    """The links of a claim that are no arguments."""
    found = []
    entries = said.data.get("links")
    for entry in entries if isinstance(entries, list) else ():
        fields = entry if isinstance(entry, dict) else {}
        verb, target = text_in(fields, "verb"), text_in(fields, "target")
        if verb in VERBS and target in ids:
            because, differs = text_in(fields, "because"), text_in(fields, "differs")
            found.append(Link(ids[name], verb, ids[target], because, differs=differs))
    return found


def link_of(name: str, said: Said, steps: list[Step], ids: Mapping[str, str]) -> Link | None:
    """The link that an argument is, if its name, steps and data agree."""
    verb = text_in(said.data, "verb")
    if verb not in VERBS or not steps:
        return None
    *premises, end = [step.statement for step in steps]
    target = re.sub("^(?:against|for) ", "", end)
    stem = "/".join((premises[0], verb, target)) if premises else ""
    if not stem or not f"{name}/".startswith(f"{stem}/") or not set(premises) <= ids.keys():
        return None
    aim = "/".join(ids.get(part, part) for part in target.split("/"))
    own = name.removeprefix(stem).removeprefix("/")
    others = tuple(ids[premise] for premise in premises[1:])
    return Link(ids[premises[0]], verb, aim, said.text, others, own)


def text_in(data: Mapping[str, Any], name: str) -> str:
    """A text among data."""
    found = data.get(name)
    return clean(found) if isinstance(found, str) else ""


def texts_in(data: Mapping[str, Any], name: str) -> list[str]:
    """A list of texts among data."""
    found = data.get(name)
    return [clean(it) for it in found if isinstance(it, str)] if isinstance(found, list) else []
