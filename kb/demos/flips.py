"""What is said otherwise on other measurements: expectations, predictions and cruxes.

A demonstration may keep its word while one of its expectations, or a prediction that another
claim made of it, comes out on the other side; so each is named and compared by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.demos.crux_outcome import Side, verdicts_of_side
from kb.demos.cruxes import TooLate, cruxes_of, predictions_of
from kb.model import Base
from kb.model.outcomes import Crux, Judgement
from kb.phrasing import one_line

PASSES = {"fragile": "holds"}  # holding by little is still holding


@dataclass(frozen=True)
class Flip:
    """Something that is judged, and its word before and after."""

    what: str
    before: str
    after: str


def flips_between(
    base: Base,
    before: Mapping[str, Judgement],
    after: Mapping[str, Judgement],
    too_late: TooLate,
) -> list[Flip]:
    """All that comes out otherwise; what was measured on one side only is no flip."""
    if not before or before == after:
        return []
    old, new = (dict(words_of(base, evidence, too_late)) for evidence in (before, after))
    return [
        Flip(what, word, new[what])
        for what, word in old.items()
        if what in new and not same_verdict(word, new[what])
    ]


def same_verdict(one: str, other: str) -> bool:
    """Whether two words are one verdict."""
    return PASSES.get(one, one) == PASSES.get(other, other)


def words_of(
    base: Base, evidence: Mapping[str, Judgement], too_late: TooLate
) -> Iterator[tuple[str, str]]:
    """Everything judged on what was measured, each with its word."""
    known = {at: judgement for at, judgement in evidence.items() if judgement.word != "unmeasured"}
    for address, judgement in known.items():
        yield address, judgement.word
        for verdict in judgement.verdicts:
            yield f"{address}: {verdict.name} ({verdict.text})", verdict.word
    for claim, prediction, of in predictions_of(base):
        if of is None or of.address not in known or not known[of.address].in_force:
            continue
        late = too_late.get((claim.id, prediction.name), frozenset())
        side = Side(claim.id, of, (*prediction.expect.values(),), registered=True)
        for verdict in verdicts_of_side(side, known[of.address]):
            explored = ", explored only" if one_line(verdict.text) in late else ""
            what = f"{claim.id} predicts {prediction.name} of {of.address}"
            yield f"{what}: {verdict.name} ({verdict.text}{explored})", verdict.word
    for crux in cruxes_of(base, known, too_late):
        if crux.demonstration in known:
            what = f"crux of {crux.first} and {crux.second} on {crux.demonstration}"
            yield f"{what} ({' against '.join(crux.clash)})", outcome_in_words(crux)


def outcome_in_words(crux: Crux) -> str:
    """Who expected rightly, by name."""
    sides = {"first": f"speaks for {crux.first}", "second": f"speaks for {crux.second}"}
    return {**sides, "neither": "neither side held throughout"}.get(crux.outcome, crux.outcome)
