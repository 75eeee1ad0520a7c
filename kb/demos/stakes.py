"""What a measurement refutes: claims whose own tests or predictions failed beyond their error.

Whose test it is decides what is at stake.  One that the holder of a claim made puts the claim at
stake; so does one of which it is not said who made it.  One that others made for somebody's
claim stakes only their reading: it fails, the page says so, and the claim keeps its standing.
"""

from collections.abc import Iterable, Mapping

from kb.demos.crux_outcome import Side, verdicts_of_side
from kb.demos.cruxes import predictions_of
from kb.model import Base, Claim
from kb.model.outcomes import Judgement, Verdict

MeasuredAttack = tuple[str, str]  # a measurement's address, and the claim that it attacks


def measured_attacks(
    base: Base,
    evidence: Mapping[str, Judgement],
    later: Mapping[tuple[str, str], frozenset[str]] | None = None,
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
        known = evidence.get(of.address) if of else None
        if of is None or known is None or not known.in_force:
            continue
        skipped = explored.get((claim.id, prediction.name), frozenset())
        expect = tuple(
            e for e in prediction.expect.values() if " ".join(e.text.split()) not in skipped
        )
        verdicts = verdicts_of_side(Side(claim.id, of, expect, True), known)
        if is_at_stake(claim, prediction.by) and any_refuted(verdicts):
            found.add((of.address, claim.id))
    return tuple(sorted(found))


def is_at_stake(claim: Claim, by: str) -> bool:
    """Whether a test made by somebody stakes the claim, or only a reading of it."""
    holders = {holding.position for holding in claim.held_by if holding.stance == "asserts"}
    return not by or not holders or by in holders


def any_refuted(verdicts: Iterable[Verdict]) -> bool:
    """Whether one of several verdicts is a miss that fresh seeds would seldom undo."""
    return any(verdict.word == "refuted" for verdict in verdicts)
