"""Checks of consistency: who holds what cannot be held together."""

from collections.abc import Iterator

from kb.checks.check import check
from kb.knowledge import Knowledge
from kb.model import Finding, Place
from kb.model.denials import denial_of, element_in_words
from kb.model.names import did_you_mean
from kb.model.outcomes import Conflict
from kb.model.verbs import CLASHING
from kb.reading.literature import POSITIONS


@check(severity="error")
def contradiction(knowledge: Knowledge) -> Iterator[Finding]:
    """One person holds claims that cannot all be true.

    Problem: the claims, with the strict links between them, lead to a contradiction.
    Fix: withdraw one, weaken a link on the way, or acknowledge it with `tension:` and why.

    Passes:

        held_by: [{position: industry, stance: asserts}]
        links: [{contradicts: panels-fade-slowly, because: One lasts and the other fades.}]

    Fails:

        held_by: [{position: installer, stance: asserts}]
        links: [{contradicts: panels-fade-slowly, because: One lasts and the other fades.}]
    """
    base = knowledge.base
    for conflict in knowledge.conflicts:
        if not conflict.error or conflict.acknowledged:
            continue
        denied = bool(conflict.denied)
        deed = "denies what follows from" if denied else "asserts"
        number = {1: "one claim", 2: "two claims"}.get(
            len(conflict.claims), f"{len(conflict.claims)} claims"
        )
        tail = "it asserts" if denied else "that cannot both hold"
        if len(conflict.claims) != 2 and not denied:
            tail = "that cannot hold" if len(conflict.claims) == 1 else "that cannot all hold"
        yield Finding(
            conflict_place(knowledge, conflict),
            f"'{conflict.position}' {deed} {number} {tail}{also(conflict)}",
            hint=f"withdraw one of: {', '.join((*conflict.claims, *denials_in(conflict)))}",
            others=(
                *(
                    (Place(base.by_id[claim].file), f"asserted: {base.by_id[claim].title}")
                    for claim in conflict.claims
                ),
                *((link_place(knowledge, link), f"link: {link}") for link in conflict.links),
            ),
        )


def denials_in(conflict: Conflict) -> tuple[str, ...]:
    """The denial that takes part, in words."""
    return (element_in_words(denial_of(conflict.denied)),) if conflict.denied else ()


def also(conflict: Conflict) -> str:
    """How many further clashes have the same cause, or were not looked into."""
    said = f" ({conflict.follows} more clashes follow from the same)" if conflict.follows else ""
    if conflict.causes > 1:
        ask = f"'kb explain {' '.join(conflict.ends)}'"
        said += f" (one of {conflict.causes} ways into this clash; {ask} names all)"
    left = conflict.unexplained
    return f"{said}; {left} further clashes are not explained" if left else said


def link_place(knowledge: Knowledge, address: str) -> Place:
    """Where a link is written."""
    link = knowledge.graph.links[address]
    return Place(knowledge.base.by_id[link.source].file, ("links", link.index))


def conflict_place(knowledge: Knowledge, conflict: Conflict) -> Place:
    """The clash itself if it is written as a link, else the denial."""
    for address in conflict.links:
        if knowledge.graph.links[address].verb in CLASHING:
            return link_place(knowledge, address)
    claim = knowledge.base.by_id[conflict.ends[0]]
    for index, holding in enumerate(claim.held_by):
        if holding.position == conflict.position and holding.stance == "denies":
            return Place(claim.file, ("held_by", index))
    return Place(claim.file)


@check(severity="error")
def stale_tension(knowledge: Knowledge) -> Iterator[Finding]:
    """An acknowledged tension that is no conflict (any more).

    Problem: it excuses a contradiction that is not there, and would hide the next one.
    Fix: remove it.

    Passes:

        held_by: [{position: installer, stance: asserts}]
        links:
          - {contradicts: panels-fade-slowly, because: Two moods., tension: [installer]}

    Fails:

        held_by: [{position: industry, stance: asserts}]
        links:
          - {contradicts: panels-fade-slowly, because: Two moods., tension: [installer]}
    """
    base = knowledge.base
    conflicts = [conflict for conflict in knowledge.conflicts if conflict.position]
    for claim in base.claims:
        for link in claim.links:
            for name in link.tension if link.verb in CLASHING else ():
                known = name in base.positions or POSITIONS in base.unread
                held = any(c.position == name and link.address in c.links for c in conflicts)
                if known and not held:
                    yield Finding(
                        Place(claim.file, ("links", link.index, "tension")),
                        f"'{name}' is in no conflict that rests on this link",
                        "remove the tension",
                    )
        for index, tension in enumerate(claim.tension):
            pair = {claim.id, tension.other}
            if tension.position not in base.positions or tension.other in base.broken:
                continue
            if tension.other not in base.by_id:
                close = did_you_mean(tension.other, tuple(base.by_id))
                message = f"'{tension.other}' is no claim{close}"
                yield Finding(
                    Place(claim.file, ("tension", index, "with")), message, "mend the name"
                )
            elif not any(
                c.position == tension.position and pair <= {*c.claims, *c.ends} for c in conflicts
            ):
                yield Finding(
                    Place(claim.file, ("tension", index)),
                    f"'{tension.position}' is in no conflict"
                    f" between '{claim.id}' and '{tension.other}'",
                    "remove the tension",
                )
