"""Cruxes: two claims expect of one measurement what cannot both be, and the run decides.

Found without running anything.  An expectation of a demonstration that bears for its claim is
that claim's own; others register theirs under ``predictions:``.  The same measurement is the
same script with the same settings over the same seeds, whoever's demonstration it is in.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from kb.demos.crux_outcome import Side, clash_name, with_outcome
from kb.demos.expectations.bounds import Condition
from kb.demos.expectations.compatible import compatibility
from kb.demos.expectations.expression import Unreadable, read_expression
from kb.demos.plan import settings_of
from kb.graph import Graph
from kb.model import Base, Claim, Demonstration, Expectation, Prediction, Run
from kb.model.outcomes import Crux, Judgement, Label, Standing
from kb.model.verbs import CLASHING, VERBS
from kb.phrasing import one_line

TooLate = Mapping[tuple[str, str], frozenset[str]]  # claim, prediction: conditions


def cruxes_of(
    base: Base, evidence: Mapping[str, Judgement], too_late: TooLate | None = None
) -> tuple[Crux, ...]:
    """Every crux, with what the measurements that are known say of it.

    ``too_late`` holds conditions that were not registered: they decide nothing.
    """
    places = {
        address: places_of_runs(base, demonstration)
        for address, demonstration in base.demonstrations.items()
    }
    both = list(pairs(sides_of(base, too_late), places))
    opposed = {
        frozenset({link.source, link.target})
        for claim in (base.claims if both else ())
        for link in claim.links
        if link.verb in CLASHING
    }
    found = []
    for one, other in both:
        crux = crux_between(one, other, places, opposed)
        if crux:
            found.append(with_outcome(crux, one, other, evidence))
    return tuple(sorted(found, key=lambda c: (c.demonstration, c.first, c.second)))


def contested_cruxes(cruxes: Iterable[Crux], graph: Graph, standing: Standing) -> tuple[Crux, ...]:
    """The cruxes, with what cuts their measurement: one that is out, or contested, decides nothing.

    In force against a measurement is what undercuts or attacks it and is not itself defeated.
    """
    return tuple(
        replace(crux, contested_by=tuple(in_force_against(crux.demonstration, graph, standing)))
        for crux in cruxes
    )


def in_force_against(demonstration: str, graph: Graph, standing: Standing) -> list[str]:
    """Claims whose undercut or attack keeps a measurement from standing, or may do so."""
    if standing.label(demonstration) in (Label.IN, Label.NOT_IN_DEBATE):
        return []
    return [
        link.source
        for link in graph.into(demonstration)
        if VERBS[link.verb].force in ("attack", "undercut")
        and Label.OUT not in {standing.label(name) for name in (link.source, link.address)}
    ]


def predictions_of(base: Base) -> Iterator[tuple[Claim, Prediction, Demonstration | None]]:
    """Every prediction, with what it speaks of."""
    for claim in base.claims:
        for prediction in () if claim.withdrawn else claim.predictions:
            yield claim, prediction, base.demonstrations.get(prediction.of)


def sides_of(base: Base, too_late: TooLate | None = None) -> list[Side]:
    """What each claim expects of each demonstration; what it said too late is kept apart."""
    return [side for name in sorted(base.by_id) for side in sides_of_claim(base, name, too_late)]


def sides_of_claim(base: Base, name: str, too_late: TooLate | None = None) -> list[Side]:
    """The same of one claim, in the order of what they speak of; nothing if it was withdrawn."""
    claim, found = base.by_id[name], dict[str, Side]()
    if claim.withdrawn:
        return []
    for demonstration in claim.demonstrations:
        if demonstration.bears == "for":
            tests = [test for test in demonstration.expect.values() if not test.check]
            counted, explored = divided(tests, (name, f"/{demonstration.name}"), too_late)
            found[demonstration.address] = Side(name, demonstration, counted, False, explored)
    for prediction in claim.predictions:
        if of := base.demonstrations.get(prediction.of):
            own = found.get(of.address)
            expected = list(prediction.expect.values())
            counted, explored = divided(expected, (name, prediction.name), too_late)
            found[of.address] = Side(
                name,
                of,
                (*(own.expect if own else ()), *counted),
                True,
                (*(own.explored if own else ()), *explored),
            )
    return [found[address] for address in sorted(found)]


def side_of_crux(base: Base, crux: Crux, claim: str, too_late: TooLate | None = None) -> Side:
    """All that one of a crux's claims expects of its measurement, or of one of the same kind."""
    every = sides_of_claim(base, claim, too_late)
    here = [side for side in every if side.demonstration.address == crux.demonstration]
    named = [
        side for side in every if any(clash_name(side, e.text) in crux.clash for e in side.every)
    ]
    nothing = Side(claim, base.demonstrations[crux.demonstration], (), False)
    return next(iter(here or named), nothing)


def question_of_crux(base: Base, crux: Crux) -> str:
    """What a crux is about: the title of a prediction in the clash, or of the measurement."""
    for name in (crux.second, crux.first):
        for prediction in base.by_id[name].predictions:
            if prediction.of != crux.demonstration:
                continue
            for expectation in prediction.expect.values():
                title = expectation.title or prediction.title
                if title and f"{name}: {one_line(expectation.text)}" in crux.clash:
                    return title
    return base.demonstrations[crux.demonstration].called


def divided(
    expect: Sequence[Expectation], key: tuple[str, str], too_late: TooLate | None
) -> tuple[tuple[Expectation, ...], tuple[Expectation, ...]]:
    """Expectations that count, and those that were written down too late to count."""
    late = (too_late or {}).get(key, frozenset())
    told = [(one_line(expectation.text) in late, expectation) for expectation in expect]
    return (
        tuple(expectation for is_late, expectation in told if not is_late),
        tuple(expectation for is_late, expectation in told if is_late),
    )


def places_of_runs(base: Base, demonstration: Demonstration) -> Mapping[str, Hashable]:
    """What each run of a demonstration measures: script, settings and seeds."""
    scripts = (demonstration.script, demonstration.prepare)
    return {
        name: (scripts, settings(base, demonstration, run), demonstration.seeds)
        for name, run in demonstration.runs.items()
    }


def settings(base: Base, demonstration: Demonstration, run: Run) -> Hashable:
    """The settings of a run, defaults included where the script can tell them."""
    script = base.scripts.get(demonstration.script)
    try:
        return settings_of(run, script) if script else tuple(sorted(run.settings.items()))
    except ValueError:  # not of the type of the default, which a check says
        return tuple(sorted(run.settings.items()))


def pairs(
    sides: Sequence[Side], places: Mapping[str, Mapping[str, Hashable]]
) -> Iterator[tuple[Side, Side]]:
    """Sides of different claims that name one measure; the demonstration's owner goes first."""
    by_measure: dict[Hashable, list[int]] = {}
    for number, side in enumerate(sides):
        for name in measures_of_side(side, places[side.demonstration.address]):
            by_measure.setdefault(name, []).append(number)
    met = {pair for numbers in by_measure.values() for pair in combinations(numbers, 2)}
    for left, right in sorted(met):
        one, other = sides[left], sides[right]
        if one.claim != other.claim:
            owner_last = other.claim == one.demonstration.claim
            yield (other, one) if owner_last else (one, other)


def measures_of_side(side: Side, places: Mapping[str, Hashable]) -> set[Hashable]:
    """The measures that a side speaks of."""
    found: set[Hashable] = set()
    for expectation in side.every:
        try:
            names = read_expression(expectation.text).names
        except Unreadable:
            continue
        found |= {(places[run], measure) for run, measure in names if run in places}
    return found


def crux_between(
    one: Side,
    other: Side,
    places: Mapping[str, Mapping[str, Hashable]],
    opposed: set[frozenset[str]],
) -> Crux | None:
    """The crux between two sides, still open; None if they get along."""
    mine, theirs = (
        [condition(side, expectation, places) for expectation in side.every]
        for side in (one, other)
    )
    blank = Crux(one.claim, other.claim, one.demonstration.address, "undecided")
    for side, alone in ((one, mine), (other, theirs)):
        if compatibility(alone) == "incompatible":
            return replace(blank, decided_by=f"'{side.claim}' expects what cannot be at all")
    word = compatibility([*mine, *theirs])
    if word == "incompatible":
        return replace(blank, verdict=word, clash=minimal_clash(one, other, mine, theirs))
    if word == "undecided" and {one.claim, other.claim} in opposed:
        every = (*clash_names(one), *clash_names(other))
        return replace(blank, verdict="declared", clash=every)
    if word == "undecided" and (one.registered or other.registered):
        why = "whether both can hold is not decided; if not, say 'contradicts' between the claims"
        return replace(blank, decided_by=why)
    return None


def condition(
    side: Side, expectation: Expectation, places: Mapping[str, Mapping[str, Hashable]]
) -> Condition:
    """An expectation, with what its runs measure."""
    demonstration = side.demonstration
    return Condition(expectation.text, places[demonstration.address], demonstration.seeds)


def clash_names(side: Side) -> tuple[str, ...]:
    """All expectations of a side, as they are named in a crux."""
    return tuple(clash_name(side, expectation.text) for expectation in side.every)


def minimal_clash(
    one: Side, other: Side, mine: Sequence[Condition], theirs: Sequence[Condition]
) -> tuple[str, ...]:
    """Expectations of which none can be left out without the clash going away."""
    labels = [*clash_names(one), *clash_names(other)]
    kept = list(zip(labels, [*mine, *theirs], strict=True))
    for entry in list(kept):
        rest = [condition for condition in kept if condition is not entry]
        if compatibility([condition for _, condition in rest]) == "incompatible":
            kept = rest
    return tuple(label for label, _ in kept)
