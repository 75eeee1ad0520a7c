"""Small random bases in the files that authors would write, and what is right of them.

What follows is found by trying the rules until nothing is new, and what clashes by trying
every subset: nothing is shared with kb but the words of the files.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations
from typing import Any

import yaml
from hypothesis import strategies as st

STRICT = ("entails", "presupposes", "equivalent")
IDS = [f"claim-{letter}" for letter in "abcdef"]
PEOPLE = ["ann", "ben", "cleo"]
FORMER = {claim: f"once-{claim}" for claim in IDS[:3]}


@dataclass(frozen=True)
class Draft:
    """Links as (source, verb, target, others), stances as (person, stance, claim)."""

    links: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    stances: frozenset[tuple[str, str, str]]
    tensions: tuple[tuple[str, str, str], ...] = ()  # person, claim, other
    withdrawn: frozenset[str] = frozenset()
    undercuts: tuple[tuple[str, int], ...] = ()  # claim, number of a support or attack
    former: bool = False  # claims are named as they once were

    @cached_property
    def living(self) -> list[tuple[int, tuple[str, str, str, tuple[str, ...]]]]:
        return [
            (number, link)
            for number, link in enumerate(self.links)
            if not {link[0], link[2], *link[3]} & self.withdrawn
        ]

    @cached_property
    def rules(self) -> list[tuple[frozenset[str], str, str]]:
        """Premises, conclusion, and the link that says so."""
        found = []
        for number, (source, verb, target, others) in self.living:
            if verb in STRICT:
                found.append((frozenset({source, *others}), target, f"link-{number}"))
            if verb == "equivalent":
                found.append((frozenset({target}), source, f"link-{number}"))
        return found

    @cached_property
    def contraries(self) -> set[frozenset[str]]:
        declared = {
            frozenset({source, target})
            for _, (source, verb, target, _) in self.living
            if verb == "contradicts"
        }
        return declared | {frozenset({claim, f"no {claim}"}) for claim in IDS}

    def held_by(self, person: str = "") -> frozenset[str]:
        """What is asserted, and 'no X' for each X that is denied."""
        words = {"asserts": "", "denies": "no "}
        return frozenset(
            words[stance] + claim
            for who, stance, claim in self.stances
            if person in ("", who) and claim not in self.withdrawn and stance in words
        )

    def closure(self, members: frozenset[str], links: bool = False) -> frozenset[str]:
        """What follows; if asked, through the links that are among the members only."""
        known, before = set(members), -1
        while len(known) != before:
            before = len(known)
            known |= {h for body, h, link in self.rules
                      if body <= known and (not links or link in members)}  # fmt: skip
        return frozenset(known)

    def clashing(self, elements: frozenset[str]) -> set[frozenset[str]]:
        """The contraries of which both ends follow."""
        known = self.closure(elements)
        return {ends for ends in self.contraries if ends <= known}

    def minimal_clashing(self, elements: frozenset[str]) -> set[frozenset[str]]:
        """Every clashing set of elements of which no part clashes."""
        return minimal_sets(elements, lambda some: bool(self.clashing(some)))

    def causes(self, ends: frozenset[str], elements: frozenset[str]) -> set[frozenset[str]]:
        """Every set of elements and links that leads to both ends, and no part of which does."""
        members = elements | {link for _, _, link in self.rules}
        return minimal_sets(members, lambda some: ends <= self.closure(some, links=True))

    def files(self) -> dict[str, bytes]:
        files: dict[str, Any] = {f"claims/t/{claim}.yaml": self.claim(claim) for claim in IDS}
        files["literature/positions.yaml"] = {
            person: {"title": person.title(), "one": "yes"} for person in PEOPLE
        }
        return {path: yaml.safe_dump(tree).encode() for path, tree in files.items()}

    def name(self, claim: str) -> str:
        return FORMER.get(claim, claim) if self.former else claim

    def claim(self, claim: str) -> dict[str, Any]:
        name = self.name
        links = [
            {verb: name(target), "because": "Why.", "name": f"link-{number}",
             **({"with": [name(other) for other in others]} if others else {})}
            for number, (source, verb, target, others) in enumerate(self.links)
            if source == claim
        ] + [
            {"undercuts": f"{name(at[0])}/{at[1]}/{name(at[2])}/link-{number}", "because": "Why."}
            for source, number in self.undercuts
            if source == claim
            for at in [self.links[number]]
        ]  # fmt: skip
        written: dict[str, Any] = {
            "title": claim, "statement": f"It says {claim}.", "kind": "opinion",
            "held_by": [{"position": who, "stance": stance}
                        for who, stance, of in sorted(self.stances) if of == claim],
            "links": links,
            "tension": [{"position": who, "with": name(other), "because": "Known."}
                        for who, of, other in self.tensions if of == claim],
            "aliases": [FORMER[claim]] if claim in FORMER else [],
        }  # fmt: skip
        if claim in self.withdrawn:
            written |= {"status": "withdrawn", "because": "Wrong."}
        return {key: value for key, value in written.items() if value}


def minimal_sets(elements, test) -> set[frozenset[str]]:
    """Subsets that pass a test of which no part does, from small to large."""
    found: set[frozenset[str]] = set()
    names = sorted(elements)
    every = chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
    for some in map(frozenset, every):
        if not any(smaller <= some for smaller in found) and test(some):
            found.add(some)
    return found


@st.composite
def drafts(draw) -> Draft:
    """A few links, some joint, stances of three people, and what else there can be."""
    claim = st.sampled_from(IDS)
    links = []
    verbs = [*STRICT, "entails", "contradicts", "contradicts", "supports", "attacks"]
    for _ in range(draw(st.integers(0, 8))):
        verb = draw(st.sampled_from(verbs))
        source, target = draw(st.lists(claim, min_size=2, max_size=2, unique=True))
        free = [name for name in IDS if name not in (source, target)]
        joint = verb in ("entails", "attacks") and draw(st.booleans())
        links.append((source, verb, target, (draw(st.sampled_from(free)),) if joint else ()))
    stance = st.sampled_from(["asserts", "asserts", "denies", "doubts"])
    stances = draw(st.frozensets(st.tuples(st.sampled_from(PEOPLE), stance, claim), max_size=9))
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(PEOPLE), claim, claim), max_size=2, unique=True)
    )
    steps = [number for number, link in enumerate(links) if link[1] in ("supports", "attacks")]
    cuts = st.lists(st.tuples(claim, st.sampled_from(steps)), max_size=2, unique=True)
    return Draft(
        tuple(links),
        stances,
        tuple(tension for tension in pairs if tension[1] != tension[2]),
        draw(st.frozensets(claim, max_size=1)),
        tuple(draw(cuts)) if steps else (),
    )
