"""AIF as AIFdb has it, and xAIF, which holds the same under ``AIF``.

Each node of information is a claim.  An inference becomes supports, a conflict attacks, and a
rephrasing only says that two are related; what points at such a node points at its links.  Who
said what is taken from locutions.  A map that kb wrote says its links itself.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from kb.importing.aif_holders import holdings_of
from kb.importing.aif_map import KINDS, Map, map_of
from kb.importing.aif_of_kb import is_of_kb, taken_from_kb
from kb.importing.naming import Names, clean, without_formulas
from kb.importing.taken import Given, Links, Taken, claim_of, counted
from kb.model import Claim, Link

DEFAULT = "default"  # begins the name of a scheme that says nothing


def take(given: Given, names: Names) -> Taken:
    """The claims of a map."""
    found = map_of(given)
    if is_of_kb(found.nodes):
        return taken_from_kb(found, names)
    claims: dict[str, Claim] = {}
    for number in found.of_kind("I"):
        if said := without_formulas(found.text(number)):
            title = names.title("", said)
            claims[number] = claim_of(names.id("", title), title, said)
    made = Links()
    lost = links_of(found, claims, made)
    held = holdings_of(found, names, claims)
    whats = (
        (sum(1 for _ in found.of_kind("I")) - len(claims), "node", "of information without a text"),
        (lost["joint"], "inference", "with several premises: each supports by itself here"),
        (lost["open"], "step", "without both ends, or with ends that kb cannot join"),
        (sum(1 for _ in found.of_kind("PA")), "preference", "between nodes"),
        (sum(1 for _ in found.of_kind("TA")), "transition", "of the dialogue"),
        (held.silent, "act of speech", "that is no stance on a claim, or of nobody known"),
        (len(found.nodes) - sum(1 for _ in found.of_kind(*KINDS)), "node", "of other kinds"),
    )  # fmt: skip
    return Taken(made.of(held.claims), tuple(counted(*whats)), names.positions)


def links_of(found: Map, claims: Mapping[str, Claim], made: Links) -> dict[str, int]:
    """Make the links of all inferences, conflicts and rephrasings; what of them is lost.

    One that points at another waits until that has its links.
    """
    lost = {"joint": 0, "open": 0}
    steps = set(found.of_kind("RA", "CA", "MA"))
    known: dict[str, list[str]] = {}
    waits = {number: len(steps & {*found.out.get(number, ())}) for number in steps}
    ready = [number for number in found.of_kind("RA", "CA", "MA") if not waits[number]]
    for number in ready:
        sources = [claims[p].id for p in found.into.get(number, ()) if p in claims]
        kind, because = found.kind(number), warrant(found.nodes[number])
        known[number] = []
        for aim in found.out.get(number, ()):
            targets = [claims[aim].id] if aim in claims else known.get(aim, [])
            for target in targets:
                known[number] += map(made.add, links_to(kind, sources, target, because))
        lost["open"] += not known[number]
        lost["joint"] += kind == "RA" and len(sources) > 1 and bool(known[number])
        for before in found.into.get(number, ()):
            if before in waits:
                waits[before] -= 1
                if not waits[before]:
                    ready.append(before)
    lost["open"] += len(steps) - len(ready)  # which point at each other in a circle
    return lost


def links_to(kind: str, sources: list[str], target: str, because: str) -> Iterator[Link]:
    """The links of a node to one end: joint if it is a conflict, else from each premise."""
    sources = [source for source in dict.fromkeys(sources) if source != target]
    step = "/" in target
    if kind == "CA" and sources and not step:
        yield Link(sources[0], "attacks", target, because, tuple(sources[1:]))
        return
    verb = {"CA": "undercuts", "RA": "supports", "MA": "related"}[kind]
    if step and ("/related/" in target or verb == "related"):
        return
    for source in sources:
        yield Link(source, verb, target, because)


def warrant(node: Mapping[str, Any]) -> str:
    """The scheme of an inference as a sentence; "" if it says nothing."""
    said = clean(str(node.get("scheme") or node.get("text") or ""))
    if not said or said.lower().startswith(DEFAULT) or said.upper() in KINDS:
        return ""
    return f"By the scheme '{said}'."
