"""The attack part of a base as a framework of arguments that attack one by one (Dung 1995).

What several elements attack together is put through arguments of our own: ``fallen m`` is attacked
by each member m, and ``together`` is attacked by all of these and attacks the target.  So in every
complete labelling ``fallen m`` is in where m is out, and ``together`` is in where all members are
in and out where one is out: the labels of the elements are those of the collective attacks, in
grounded, complete, preferred and stable semantics alike.  (Not in semi-stable: what is undecided
among our own arguments is counted there, too.)  The empty set is ``together`` of nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.exchange.exported import CannotKeep, table
from kb.knowledge import Knowledge
from kb.model.denials import denied_claim
from kb.model.outcomes import Label

JOINED = " + "  # between the members of an attack, in the name of what stands for them


@dataclass(frozen=True)
class PlainAttacks:
    """Names of arguments, elements of the debate first; and attacks by their numbers from 1."""

    names: tuple[str, ...]
    elements: int  # how many of the names are elements of the debate
    attacks: tuple[tuple[int, int], ...]


def plain_attacks(knowledge: Knowledge) -> PlainAttacks:
    """All that is in debate, with all attacks, those included that strict links make."""
    standing = knowledge.standing
    attacks = standing.attacks
    cut = any(target in standing.cut for target in standing.labels)
    if cut or Label.UNKNOWN in standing.labels.values():
        raise CannotKeep(
            "not all attacks of this base can be listed within the budget, and without one of"
            " them other arguments would stand; see 'kb explain' for what is unknown"
        )
    names = sorted(standing.labels)
    elements = len(names)
    number = {name: index for index, name in enumerate(names, 1)}
    found = set()

    def numbered(name: str) -> int:
        if name not in number:
            names.append(name)
            number[name] = len(names)
        return number[name]

    for attack in attacks:
        target = number[attack.target]
        members = sorted(attack.attackers)
        if len(members) == 1:
            found.add((number[members[0]], target))
            continue
        together = numbered(f"together {JOINED.join(members)}".strip())
        found.add((together, target))
        for member in members:
            fallen = numbered(f"fallen {member}")
            found |= {(number[member], fallen), (fallen, together)}
    return PlainAttacks(tuple(names), elements, tuple(sorted(found)))


def names_table(knowledge: Knowledge, framework: PlainAttacks, prefix: str = "") -> str:
    """The map of names: argument, what it is, its name in kb, and its grounded label there."""
    rows = [
        (f"{prefix}{number}", kind_of(knowledge, framework, number), name,
         label_of(knowledge, framework, number), title_of(knowledge, name))
        for number, name in enumerate(framework.names, 1)
    ]  # fmt: skip
    return table(("argument", "kind", "name", "grounded", "title"), rows)


def kind_of(knowledge: Knowledge, framework: PlainAttacks, number: int) -> str:
    """claim, denial, demonstration or link; auxiliary for arguments of our own."""
    if number > framework.elements:
        return "auxiliary"
    name = framework.names[number - 1]
    kinds: Mapping[str, str] = knowledge.graph.kinds
    return "denial" if denied_claim(name) else kinds.get(name, "claim")


def label_of(knowledge: Knowledge, framework: PlainAttacks, number: int) -> str:
    """The grounded label of an element; "" of what is no element."""
    name = framework.names[number - 1]
    return knowledge.standing.labels[name].value if number <= framework.elements else ""


def title_of(knowledge: Knowledge, name: str) -> str:
    """The title of a claim, or of what is denied."""
    claim = knowledge.base.by_id.get(denied_claim(name) or name)
    return claim.title if claim else ""


def lost_in(framework: PlainAttacks) -> tuple[str, ...]:
    """What plain attacks cannot say."""
    own = len(framework.names) - framework.elements
    joint = (f"joint attacks but as {own} auxiliary arguments",) if own else ()
    return ("texts, supports, evidence and whatever is not in debate", *joint)
