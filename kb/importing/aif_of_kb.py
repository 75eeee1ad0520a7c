"""A map of AIF that ``kb export`` wrote: its nodes say which claim or link of kb they are."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kb.importing.aif_map import Map
from kb.importing.naming import Names, clean
from kb.importing.taken import Links, Taken, claim_of, counted
from kb.model import Claim, Holding, Link
from kb.model.denials import denied_claim
from kb.model.verbs import VERBS
from kb.reading.claim_schema import STANCES


def is_of_kb(nodes: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether every node has a name, and every link its verb."""
    return bool(nodes) and all(
        isinstance(node.get("name"), str)
        and (node.get("type") not in ("RA", "CA") or isinstance(node.get("verb"), str))
        for node in nodes.values()
    )


def taken_from_kb(found: Map, names: Names) -> Taken:
    """Claims with their holders, and links with their verbs, names and reasons."""
    own = {
        number: str(found.nodes[number]["name"])
        for number in found.of_kind("I")
        if "/" not in found.nodes[number]["name"] and not denied_claim(found.nodes[number]["name"])
    }
    held = holders(found)
    claims: dict[str, Claim] = {}
    for number, name in own.items():
        said = [f"{who} {stance}" for who, stance in held.get(name, ())]
        text = found.text(number).removesuffix(f" [{'; '.join(said)}]")
        title = names.title(clean(str(found.nodes[number].get("title") or "")), text)
        stances = tuple(Holding(names.position(who), it) for who, it in held.get(name, ()))
        claims[name] = replace(claim_of(names.id(name, title), title, text), held_by=stances)
    ids = {name: claim.id for name, claim in claims.items()}
    links = [link for number in found.of_kind("RA", "CA") if (link := link_of(found, number, ids))]
    addresses = {link.address for link in links}
    made, before = Links(), -1
    while len(addresses) != before:  # what leads to a link that is not there leads nowhere
        before = len(addresses)
        links = [link for link in links if link.target in addresses or link.target in ids.values()]
        addresses = {link.address for link in links}
    for link in links:
        made.add(link)
    tests = sum("/" in found.nodes[number]["name"] for number in found.of_kind("I"))
    lost = counted((tests, "demonstration", "which no import makes, and what leads to or from it"))
    return Taken(made.of(claims.values()), tuple(lost), names.positions)


def holders(found: Map) -> dict[str, list[tuple[str, str]]]:
    """Position and stance by claim, in the order in which kb wrote them."""
    held: dict[str, list[tuple[str, str]]] = {}
    for number in found.of_kind("L"):
        claim, _, rank = str(found.nodes[number]["name"]).rpartition(" held ")
        who, _, rest = found.text(number).partition(" ")
        stance = rest.partition(":")[0]
        if rank.isdigit() and stance in STANCES:
            held.setdefault(claim, []).append((who, stance))
    return held


def link_of(found: Map, number: str, ids: Mapping[str, str]) -> Link | None:
    """The link that a node is; None if it is its way back, a denial, or a measurement's."""
    node = found.nodes[number]
    name, verb = str(node["name"]), str(node["verb"])
    before = [
        str(found.nodes[n]["name"]) for n in found.into.get(number, ()) if found.kind(n) == "I"
    ]
    after = [str(found.nodes[n]["name"]) for n in found.out.get(number, ())]
    if verb not in VERBS or name.endswith(" back") or not before or len(after) != 1:
        return None
    stem = f"{before[0]}/{verb}/{after[0]}"
    if not f"{name}/".startswith(f"{stem}/") or not set(before) <= ids.keys():
        return None
    target = "/".join(ids.get(part, part) for part in after[0].split("/"))
    premises = tuple(ids[premise] for premise in before[1:])
    because = clean(str(node.get("because") or ""))
    own = name.removeprefix(stem).removeprefix("/")
    return Link(ids[before[0]], verb, target, because, premises, own)
