"""Who said what in a map of AIF: locutions, and the acts that lead from them to claims."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kb.importing.aif_map import Map
from kb.importing.naming import Names, clean
from kb.model import Claim, Holding

# The acts by which somebody takes a stance on a claim, by words of their names.
STANCES = (
    ("questioning", "asks"), ("challenging", "doubts"), ("disagreeing", "denies"),
    ("asserting", "asserts"), ("agreeing", "asserts"), ("conceding", "asserts"),
    ("restating", "asserts"), ("reporting", "reports"),
)  # fmt: skip
SPEAKER = re.compile(r"([^:\n]{1,60}?)\s*:\s")


@dataclass(frozen=True)
class Held:
    """The claims with their holders, and the number of acts that are none."""

    claims: list[Claim]
    silent: int


def holdings_of(found: Map, names: Names, claims: Mapping[str, Claim]) -> Held:
    """Who takes which stance on which claim."""
    speakers = speakers_of(found)
    held: dict[str, dict[tuple[str, str], None]] = {}
    silent = 0
    for number in found.of_kind("YA"):
        act = found.text(number).lower()
        stance = next((stance for word, stance in STANCES if word in act), "")
        aims = [aim for aim in found.out.get(number, ()) if aim in claims]
        said = [who for who in who_spoke(found, number, speakers) if who]
        if aims and stance and said:
            for aim in aims:
                held.setdefault(aim, {}).update(
                    {(names.position(who), stance): None for who in said}
                )
        elif aims:
            silent += 1
    return Held(
        [
            replace(claim, held_by=tuple(Holding(*pair) for pair in held.get(number, ())))
            for number, claim in claims.items()
        ],
        silent,
    )


def who_spoke(found: Map, act: str, speakers: Mapping[str, str]) -> Iterator[str]:
    """The speakers of the locutions from which an act comes, also through a transition."""
    for before in found.into.get(act, ()):
        if found.kind(before) == "L":
            yield speakers.get(before, "")
        elif found.kind(before) == "TA":
            yield from (speakers.get(after, "") for after in found.out.get(before, ()))


def speakers_of(found: Map) -> dict[str, str]:
    """The speaker of each locution: of the participants, or before the colon of its text."""
    people = {
        str(person.get("participantID")): clean(
            f"{person.get('firstname') or ''} {person.get('surname') or ''}"
        )
        for person in found.participants
    }
    named = {
        str(locution.get("nodeID")): people.get(str(locution.get("personID")), "")
        for locution in found.locutions
    }
    speakers = {}
    for number in found.of_kind("L"):
        before = SPEAKER.match(found.text(number))
        speakers[number] = named.get(number) or (before[1] if before else "")
    return speakers
