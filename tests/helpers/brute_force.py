"""Contradictions found as slowly as can be, and small random worlds to find them in."""

from collections.abc import Iterable
from itertools import combinations

from hypothesis import strategies as st

from kb.model.denials import denial_of, denied_claim
from kb.reasoning.rules import Contrary, Rule, Strict, strict_from

KINDS = ("claim", "link", "denial")
Member = tuple[str, str]  # kind and name


def clashing(members: Iterable[Member], strict: Strict) -> bool:
    """Whether the held claims, denials and links clash, said as slowly as can be."""
    named = {kind: {name for each, name in members if each == kind} for kind in KINDS}
    known, before = set(named["claim"]), -1
    while len(known) != before:
        before = len(known)
        known |= {r.head for r in strict.rules if r.link in named["link"] and {*r.body} <= known}
    clash = any(c.link in named["link"] and {c.one, c.other} <= known for c in strict.contraries)
    return clash or bool(known & named["denial"])


def all_minimal(
    claims: Iterable[str], strict: Strict, denials: Iterable[str] = ()
) -> set[frozenset[Member]]:
    """Every minimal inconsistent set, by growing every subset from small to large."""
    links = {r.link for r in strict.rules} | {c.link for c in strict.contraries}
    members = [("claim", c) for c in sorted(claims)] + [("link", each) for each in sorted(links)]
    members += [("denial", c) for c in sorted(denials)]
    found: set[frozenset[Member]] = set()
    for size in range(len(members) + 1):
        for chosen in combinations(members, size):
            some = frozenset(chosen)
            if not any(each <= some for each in found) and clashing(some, strict):
                found.add(some)
    return found


def members_of(each) -> frozenset[Member]:
    held = {("denial", denied_claim(c)) if denied_claim(c) else ("claim", c) for c in each.claims}
    return frozenset(held | {("link", link) for link in each.links})


def with_denied(held, denials) -> frozenset[str]:
    """What is held, denials among it, as kb takes it."""
    return frozenset(held) | {denial_of(claim) for claim in denials}


NODES = [f"c{number}" for number in range(7)]


@st.composite
def worlds(draw, joint=True):
    """A few rules, some of them joint or both ways, and a few contraries."""
    rules = []
    node = st.sampled_from(NODES)
    for number in range(draw(st.integers(0, 6))):
        body = draw(st.sets(node, min_size=1, max_size=2 if joint else 1))
        head = draw(node)
        if head in body:
            continue
        rules.append(Rule(tuple(sorted(body)), head, f"r{number}"))
        if len(body) == 1 and draw(st.booleans()):
            rules.append(Rule((head,), *body, f"r{number}"))
    pair = st.lists(node, min_size=2, max_size=2, unique=True)
    pairs = draw(st.lists(pair, min_size=1, max_size=3))
    contraries = [Contrary(*sorted(pair), f"k{n}") for n, pair in enumerate(pairs)]
    held = draw(st.frozensets(node, min_size=1, max_size=5))
    denials = draw(st.frozensets(node, max_size=1))
    return held, denials, strict_from(rules, contraries)
