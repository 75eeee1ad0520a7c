"""What a measurement refutes: claims whose own tests or predictions failed beyond their error.

Whose test it is decides what is at stake.  One that the holder of a claim made puts the claim at
stake; so does one of which it is not said who made it.  One that others made for somebody's
claim stakes only their reading: it fails, the page says so, and the claim keeps its standing.
"""

from collections.abc import Iterable, Mapping

from kb.demos.crux_outcome import Side, verdicts_of_side
from kb.demos.cruxes import TooLate, divided, predictions_of
from kb.model import Base, Claim, Demonstration, Prediction
from kb.model.outcomes import Judgement, Verdict

MeasuredAttack = tuple[str, str]  # a measurement's address, and the claim that it attacks


def measured_attacks(
    base: Base,
    evidence: Mapping[str, Judgement],
    later: TooLate | None = None,
) -> tuple[MeasuredAttack, ...]:
    """The measurements that refute a claim by what the claim itself staked on them.

    ``later`` holds, by claim and prediction, conditions that were written down after the run:
    they were explored, and count neither for nor against.
    """
    explored = later or {}
    found: set[MeasuredAttack] = set()
    for address, demonstration in base.demonstrations.items():
        claim, judgement = base.by_id[demonstration.claim], evidence.get(address)
        if judgement and judgement.in_force and demonstration.bears == "for":
            tests = [verdict for verdict in judgement.verdicts if not verdict.check]
            if is_at_stake(claim, demonstration.by) and any_refuted(tests):
                found.add((address, claim.id))
    for claim, prediction, of in predictions_of(base):
        if of is None or not is_at_stake(claim, prediction.by):
            continue
        if any_refuted(verdicts_of(claim, prediction, of, evidence, explored)):
            found.add((of.address, claim.id))
    return tuple(sorted(found))


def failed_predictions(
    base: Base, evidence: Mapping[str, Judgement], later: TooLate
) -> frozenset[str]:
    """The claims of which a prediction that counts came out false, whoever made it."""
    return frozenset(
        claim.id
        for claim, prediction, of in predictions_of(base)
        if of and any_refuted(verdicts_of(claim, prediction, of, evidence, later))
    )


def verdicts_of(
    claim: Claim,
    prediction: Prediction,
    of: Demonstration,
    evidence: Mapping[str, Judgement],
    later: TooLate,
) -> list[Verdict]:
    """A prediction's conditions that count, on what was measured; none, if nothing was."""
    known = evidence.get(of.address)
    if known is None or not known.in_force:
        return []
    counted, _ = divided([*prediction.expect.values()], (claim.id, prediction.name), later)
    return verdicts_of_side(Side(claim.id, of, counted, True), known)


def is_at_stake(claim: Claim, by: str) -> bool:
    """Whether a test made by somebody stakes the claim, or only a reading of it."""
    holders = {holding.position for holding in claim.held_by if holding.stance == "asserts"}
    return not by or not holders or by in holders


def any_refuted(verdicts: Iterable[Verdict]) -> bool:
    """Whether one of several verdicts is a miss that fresh seeds would seldom undo."""
    return any(verdict.word == "refuted" for verdict in verdicts)
