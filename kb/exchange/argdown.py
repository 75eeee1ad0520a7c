"""Argdown 2: claims are statements, links with force are arguments with premises and conclusion.

An undercut ends at an argument, so whatever can be undercut is one; so is what has co-premises.
``against a`` is what an attack on a concludes, ``not a`` what whoever denies a holds.  Argdown
takes a backslash away with whatever it stands before; so every sign of its own gets one.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kb.exchange.exported import Exported, left_out
from kb.knowledge import Knowledge
from kb.model import Claim, Demonstration, Link
from kb.model.denials import denial_of
from kb.model.verbs import VERBS
from kb.phrasing import one_line

SIGNS = re.compile(r"[\\\[\]<>(){}*_#@:+\-=/.|`~!]")
AS_ARGUMENTS = ("strict", "support", "attack", "undercut")
AGAINST = {"attack": "->", "undercut": "_>"}
BEARING = {"for": "+>", "against": "->"}


def export(knowledge: Knowledge) -> Exported:
    """The base as one document: statements, then arguments."""
    base, graph = knowledge.base, knowledge.graph
    blocks = [f"===\ntitle: {json.dumps(base.configuration.title)}\n==="]
    for claim in sorted(base.claims, key=lambda claim: claim.id):
        blocks.append(statement(knowledge, claim))
        if claim.id in graph.denied:
            blocks.append(f"[{denial_of(claim.id)}]: The denial of this claim.\n  >< [{claim.id}]")
    blocks += (measured(knowledge, made) for _, made in sorted(base.demonstrations.items()))
    links = [graph.links[address] for address in sorted(graph.links)]
    arguments = [link for link in links if VERBS[link.verb].force in AS_ARGUMENTS]
    blocks += map(argument, arguments)
    blocks += against(knowledge, arguments)
    lost = ("sources, predictions, numbers; standing but as data", *left_out(knowledge))
    return Exported("\n\n".join(blocks) + "\n", lost=lost)


def statement(knowledge: Knowledge, claim: Claim) -> str:
    """A claim with what it contradicts; all that Argdown has no sign for is data."""
    links = [link for link in claim.links if link.address in knowledge.graph.links]
    plain = [link for link in links if VERBS[link.verb].force not in AS_ARGUMENTS]
    data: dict[str, Any] = {
        "title": claim.title,
        "kind": claim.kind,
        "scope": claim.scope,
        "topic": claim.topic,
        "holders": [f"{held.position} {held.stance}" for held in claim.held_by],
        "standing": knowledge.standing.label(claim.id).value,
        "withdrawn": claim.withdrawn,
        "links": [
            {"verb": link.verb, "target": link.target, "because": link.because,
             "differs": link.differs}
            for link in plain
        ],
    }  # fmt: skip
    lines = [f"[{claim.id}]: {text(claim.statement)} {inline(data)}"]
    clashes = [link for link in plain if VERBS[link.verb].force == "exclusive"]
    return "\n".join((*lines, *(f"  >< [{link.target}]" for link in clashes)))


def measured(knowledge: Knowledge, made: Demonstration) -> str:
    """A demonstration as an argument without steps, for or against its claim, or only beside it."""
    judged = knowledge.evidence.get(made.address)
    data = {"kind": "demonstration", "bears": made.bears, "title": made.called,
            "word": judged.word if judged else "unmeasured"}  # fmt: skip
    line = f"<{made.address}>: {text(made.shows)} {inline(data)}"
    sign = BEARING.get(made.bears) if judged and judged.word == "holds" else None
    return f"{line}\n  {sign} [{made.claim}]" if sign else line


def argument(link: Link) -> str:
    """A link: its reason, its premises, and what it concludes."""
    force = VERBS[link.verb].force
    head = f"<{link.address}>: {text(link.because)} {inline({'verb': link.verb, 'force': force})}"
    premises = [f"({n}) [{name}]" for n, name in enumerate((link.source, *link.co_premises), 1)]
    if force in AGAINST or "/" in link.target:
        end = f"{'for' if force == 'support' else 'against'} {link.target}"
    else:
        end = link.target
    return "\n".join((head, "", *premises, "----", f"({len(premises) + 1}) [{end}]"))


def against(knowledge: Knowledge, links: list[Link]) -> Iterator[str]:
    """What attacks and undercuts conclude, and at what that is aimed."""
    kinds = knowledge.graph.kinds
    aims: dict[str, str] = {}
    for link in links:
        force = VERBS[link.verb].force
        target = f"[{link.target}]" if kinds[link.target] == "claim" else f"<{link.target}>"
        if force in AGAINST:
            sign = "->" if kinds[link.target] == "claim" else AGAINST[force]
            aims[f"against {link.target}"] = f"{sign} {target}"
        elif force == "support" and kinds[link.target] != "claim":
            aims[f"for {link.target}"] = f"+> {target}"
    for name, aim in sorted(aims.items()):
        yield f"[{name}]\n  {aim}"


def text(words: str) -> str:
    """Words on one line, with no sign of Argdown's left in force."""
    return SIGNS.sub(lambda sign: f"\\{sign[0]}", one_line(words))


def inline(data: Mapping[str, Any]) -> str:
    """Data behind a statement; without braces in texts, since these end it."""
    return flow({key: value for key, value in data.items() if value})


def flow(value: Any) -> str:
    """A value as YAML in one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow(item)}' for key, item in value.items() if item)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return re.sub(r"[{}]", lambda it: f"\\u{ord(it[0]):04x}", json.dumps(value, ensure_ascii=False))
