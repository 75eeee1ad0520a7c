"""Random bases with measurements and predictions; the same without some of what is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from kb.demos.stakes import measured_attacks
from kb.graph import graph_of
from kb.model import Base, Claim, Expectation, Link, Prediction
from kb.model.denials import denial_of
from kb.model.outcomes import Judgement, Measurement, Standing, Verdict
from kb.reading.read import read
from kb.reasoning.rules import strict_part
from kb.reasoning.semantics.debate import Debate
from kb.reasoning.semantics.shifts import debate_of
from kb.reasoning.semantics.standing import standing_of
from tests.helpers.example_bases import demonstration
from tests.helpers.random_bases import IDS, PEOPLE, drafts

WORDS = ("holds", "holds", "refuted", "faulty", "unmeasured")


@dataclass(frozen=True)
class Measured:
    """A base and what was measured of it."""

    base: Base
    evidence: Mapping[str, Judgement]

    @property
    def refuted(self) -> tuple[tuple[str, str], ...]:
        """Measurements, and the claims that they refute."""
        return measured_attacks(self.base, self.evidence)

    def standing(self) -> Standing:
        """Labels by the ordinary way from base to standing."""
        graph = graph_of(self.base)
        return standing_of(self.base, graph, self.evidence, strict_part(graph), self.refuted)

    def debate(self) -> Debate:
        """The same as one numbered framework."""
        return debate_of(self.base, self.evidence, self.refuted)

    def removable(self) -> list[str]:
        """Names of claims, links, measurements and denials."""
        found = []
        for claim in self.base.claims:
            found += [claim.id, *(link.address for link in claim.links)]
            found += [demonstration.address for demonstration in claim.demonstrations]
            if any(holding.stance == "denies" for holding in claim.held_by):
                found.append(denial_of(claim.id))
        return found

    def without(self, names: Iterable[str]) -> "Measured":
        """As if some of it had never been written."""
        gone = set(names)
        kept = [claim_without(claim, gone) for claim in self.base.claims if claim.id not in gone]
        return self.of(replace(self.base, claims=tuple(kept)), self.evidence)

    def of(self, base: Base, evidence: Mapping[str, Judgement]) -> "Measured":
        """Another base, with the evidence that it has a place for."""
        return Measured(
            base, {a: known for a, known in evidence.items() if a in base.demonstrations}
        )


def claim_without(claim: Claim, gone: set[str]) -> Claim:
    held = [h for h in claim.held_by if h.stance != "denies" or denial_of(claim.id) not in gone]
    made = [made for made in claim.demonstrations if made.address not in gone]
    links = [link for link in claim.links if link.address not in gone]
    return replace(claim, held_by=tuple(held), demonstrations=tuple(made), links=tuple(links))


def judgement(address: str, word: str) -> Judgement:
    """x was measured as 1; a refuted one missed its own test."""
    verdicts = (Verdict("e", "x < 0", holds=(False, False)),) if word == "refuted" else ()
    return Judgement(address, word, verdicts, measured={"main": (Measurement({"x": 1.0}),) * 2})


@st.composite
def measured_bases(draw) -> Measured:
    """Claims, links and stances as in ``drafts``; also evidence, predictions, undercuts of both."""
    base = read(replace(draw(drafts()), former=draw(st.booleans())).files())
    of = draw(st.lists(st.sampled_from(IDS), max_size=2, unique=True))
    evidence = {
        f"{name}/run": judgement(f"{name}/run", draw(st.sampled_from(WORDS))) for name in of
    }
    made = {
        name: demonstration(name, "run", draw(st.sampled_from(["for", "against"]))) for name in of
    }
    claims = {claim.id: claim for claim in base.claims}
    for name in of:
        claims[name] = replace(claims[name], demonstrations=(made[name],))
        by = st.sampled_from(["", *PEOPLE])
        bounds = st.sampled_from(["x < 0", "x > 0"])
        for who in draw(st.lists(st.sampled_from(IDS), max_size=2, unique=True)):
            test = {"e": Expectation("e", draw(bounds))}
            foretold = Prediction(f"of-{name}", f"{name}/run", test, by=draw(by))
            claims[who] = replace(claims[who], predictions=(*claims[who].predictions, foretold))
        if draw(st.booleans()):
            cut = Link(draw(st.sampled_from(IDS)), "undercuts", f"{name}/run", "Why.")
            source = claims[cut.source]
            claims[cut.source] = replace(source, links=(*source.links, cut))
    return Measured(replace(base, claims=tuple(claims.values())), evidence)
