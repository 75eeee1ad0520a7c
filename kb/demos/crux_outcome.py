"""What a crux comes to once the measurement is known.

One side wins if all it expects holds and what the other side expects against it is refuted.
Unmeasured, faulty, flawed in its design, unclear or fragile: the crux stays open.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.demos.judge import shared_measures, verdict
from kb.model import Demonstration, Expectation
from kb.model.debates import Debate
from kb.model.outcomes import Crux, Judgement, Verdict
from kb.phrasing import one_line


@dataclass(frozen=True)
class Side:
    """All that one claim expects of one demonstration."""

    claim: str
    demonstration: Demonstration
    expect: tuple[Expectation, ...]
    registered: bool  # under predictions:, not only as the demonstration's own
    explored: tuple[Expectation, ...] = ()  # written down too late to count

    @property
    def every(self) -> tuple[Expectation, ...]:
        """What counts, then what does not."""
        return (*self.expect, *self.explored)


def clash_name(side: Side, text: str) -> str:
    """An expectation as it is named in a crux."""
    return f"{side.claim}: {one_line(text)}"


def with_outcome(crux: Crux, one: Side, other: Side, evidence: Mapping[str, Judgement]) -> Crux:
    """The crux with its outcome, as far as it was measured."""
    if crux.verdict == "undecided":
        return crux
    for side in (one, other):
        known = evidence.get(side.demonstration.address)
        if known is None or not known.in_force:
            word = known.word if known else "unmeasured"
            return replace(crux, decided_by=f"'{side.demonstration.address}' is {word}")
    for side in (one, other):
        if side.demonstration.flaw:
            return replace(crux, decided_by=flawed(side.demonstration))
    for side in (one, other):
        if not side.expect:
            why = f"what '{side.claim}' expects was not registered before the run"
            return replace(crux, decided_by=why)
    mine, theirs = (
        verdicts_of_side(side, evidence[side.demonstration.address]) for side in (one, other)
    )
    outcome, why = outcome_of(crux, one, other, mine, theirs)
    return replace(crux, outcome=outcome, decided_by=why)


def flawed(demonstration: Demonstration) -> str:
    """Why a measurement whose design has a fault decides nothing."""
    return f"the design has a flaw: {one_line(demonstration.flaw)}"


def crux_of_debate(cruxes: Iterable[Crux], debate: Debate) -> Crux | None:
    """The crux on a debate's measurement, between its sides or what stands in for them."""
    sides = {side.stands_in or side.claim for side in debate.sides}
    return next(
        (
            crux
            for crux in cruxes
            if crux.demonstration == debate.measured.of and {crux.first, crux.second} == sides
        ),
        None,
    )


def verdicts_of_side(side: Side, judgement: Judgement) -> list[Verdict]:
    """The side's expectations on what was measured."""
    values = {
        run: {name: tuple(m.values[name] for m in seeds) for name in shared_measures(seeds)}
        for run, seeds in judgement.measured.items()
    }
    return [verdict(expectation, values) for expectation in side.expect]


STATES = {
    "holds": "holds",
    "fragile": "holds, and might not on fresh seeds",
    "refuted": "is false",
    "unclear": "cannot be told from these seeds",
    "faulty": "cannot be judged",
}


def outcome_of(
    crux: Crux, one: Side, other: Side, mine: Sequence[Verdict], theirs: Sequence[Verdict]
) -> tuple[str, str]:
    """Who was right, and by what."""
    words = [word_of(side_verdicts) for side_verdicts in (mine, theirs)]
    false = [verdict for verdict in (*mine, *theirs) if verdict.word == "refuted"]
    said = "; ".join(f"expected {verdict.text}: {verdict.difference}" for verdict in false)
    if words == ["refuted", "refuted"]:
        return "neither", said
    for name, winner, loser, verdicts in (
        ("first", words[0], other, theirs),
        ("second", words[1], one, mine),
    ):
        lost = [v for v in verdicts if v.word == "refuted"]
        in_clash = any(clash_name(loser, v.text) in crux.clash for v in lost)
        if winner == "holds" and in_clash:
            return name, said
    return (
        "open",
        f"what the first expects {STATES[words[0]]}; what the second expects {STATES[words[1]]}",
    )


def word_of(verdicts: Sequence[Verdict]) -> str:
    """A side's expectations in one word, the worst of theirs."""
    words = {verdict.word for verdict in verdicts}
    order = ("faulty", "refuted", "unclear", "fragile")
    return next((word for word in order if word in words), "holds")
