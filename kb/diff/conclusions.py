"""Conclusions that change: badges, results, cruxes, contradictions and disagreements.

A claim that only one side has is no conclusion; it is told among what was added or removed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.demos.flips import outcome_in_words
from kb.diff.sides import Sides
from kb.diff.witness import NO_CAUSE, Cause, cause_of
from kb.explain.four_words import demonstrated_word, four_words
from kb.knowledge import Knowledge
from kb.model import Claim
from kb.model.denials import element_in_words
from kb.model.outcomes import Crux
from kb.reasoning.contradictions.disagreements import disagreements_of

ABSENT = "none"  # a crux, contradiction or disagreement that one side does not have
LISTED = "recorded"


@dataclass(frozen=True)
class Change:
    """One conclusion with its word before and after, and what carries the change."""

    kind: str  # standing | demonstrated | sourced | well-formed | result | crux | ...
    about: str  # a claim, or what stands for two
    before: str
    after: str
    cause: Cause = NO_CAUSE


def conclusions(sides: Sides) -> list[Change]:
    """All that change, what stands first."""
    return [
        *badges(sides),
        *results(sides),
        *compared("crux", cruxes(sides, sides.before, True), cruxes(sides, sides.after)),
        *compared("contradiction", held_against(sides, True), held_against(sides)),
        *compared("disagreement", between(sides, True), between(sides)),
    ]


def badges(sides: Sides) -> list[Change]:
    """The four words of every claim that both sides have."""
    found: dict[str, list[Change]] = {}
    for claim in sides.after.base.claims:
        old = sides.old_claims.get(claim.id)
        if old is None:
            continue
        words = zip(four_words(sides.before, old), four_words(sides.after, claim), strict=True)
        for was, now in words:
            if was.value != now.value:
                cause = cause_of(sides, claim.id) if now.aspect == "standing" else NO_CAUSE
                change = Change(now.aspect, claim.id, was.value, now.value, cause)
                found.setdefault(now.aspect, []).append(change)
    order = ("standing", "demonstrated", "sourced", "well-formed")
    return [change for aspect in order for change in found.get(aspect, [])]


def results(sides: Sides) -> Iterator[Change]:
    """Demonstrations that come out otherwise beneath a badge that stays."""
    for address, judgement in sides.after.evidence.items():
        old = sides.before.evidence.get(sides.then(address))
        known = sides.after.base.demonstrations
        if old is None or old.word == judgement.word or address not in known:
            continue
        claim = known[address].claim
        was = sides.old_claims.get(claim)
        if was and demonstrated(sides.before, was) == demonstrated(
            sides.after, sides.after.base.by_id[claim]
        ):
            yield Change("result", address, old.word, judgement.word)


def demonstrated(knowledge: Knowledge, claim: Claim) -> str:
    """The word of a claim's evidence."""
    return demonstrated_word(knowledge, claim).value


def cruxes(sides: Sides, knowledge: Knowledge, old: bool = False) -> dict[str, str]:
    """Every crux by what it is of, with its outcome; of several clashes each one's."""
    found: dict[str, set[str]] = {}
    for crux in knowledge.cruxes:
        ends = (crux.first, crux.second, crux.demonstration)
        first, second, on = map(sides.now, ends) if old else ends
        one, other = sorted((first, second))
        found.setdefault(f"{one} and {other} on {on}", set()).add(outcome(sides, crux, old))
    return {name: ", ".join(sorted(outcomes)) for name, outcomes in found.items()}


def outcome(sides: Sides, crux: Crux, old: bool) -> str:
    """How a crux came out, by the names after; contested while something cuts its measurement."""
    if crux.contested_by and crux.outcome != "open":
        return "contested"
    winner = {"first": crux.first, "second": crux.second}.get(crux.outcome, "")
    said = outcome_in_words(crux)
    return said.replace(winner, sides.now(winner)) if winner and old else said


def held_against(sides: Sides, old: bool = False) -> dict[str, str]:
    """Contradictions within what one position holds."""
    knowledge = sides.before if old else sides.after
    found = {}
    for conflict in knowledge.conflicts:
        ends = sorted(sides.now(end) if old else end for end in conflict.ends)
        said = " against ".join(map(element_in_words, dict.fromkeys(ends)))
        word = "an error" if conflict.error else LISTED
        found[f"{conflict.position} holds {said}"] = "accepted" if conflict.acknowledged else word
    return found


def between(sides: Sides, old: bool = False) -> dict[str, str]:
    """Disagreements between two, but for cruxes, which are compared by their outcome."""
    known = sides.before if old else sides.after
    every = disagreements_of(known.base, known.graph, known.conflicts, known.cruxes)
    found = {}
    for each in every:
        if each.kind != "crux":
            ends = (sides.now(end) if old else end for end in (each.first, each.second))
            first, second = map(element_in_words, ends)
            found[f"{each.kind}: {first} / {second}"] = LISTED
    return found


def compared(kind: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """What has another word on the other side, or is on one side only."""
    for name in sorted({*old, *new}):
        was, now = old.get(name, ABSENT), new.get(name, ABSENT)
        if was != now:
            yield Change(kind, name, was, now)
