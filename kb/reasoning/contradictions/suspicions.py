"""What looks wrong and may be right: never an error, and it gates nothing.

A link between two claims silences what their statements suggest.  Only pairs that share
rare words are compared, so that it grows nearly linearly with the base.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kb.graph import Graph
from kb.model import Base, Claim
from kb.model.verbs import VERBS
from kb.reading.passages import words_of
from kb.reasoning.rules import follows, strict_from, strict_part

NEAR = 90.0  # of 100, by rapidfuzz's token set ratio
CLOSE = 78.0
COMMON = 12  # a word in more claims than this joins no pair
SHARED = 2  # rare words that a pair has in common to be compared
MOST_RULES = 2_000  # strict links that are tried for being superfluous
NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "nothing",
        "neither",
        "nor",
        "without",
        "cannot",
        "lacks",
        "fails",
        "false",
        "unable",
    ]
)


@dataclass(frozen=True)
class Suspicion:
    """Something to look at: what kind, about which claims or links, and why."""

    kind: str
    about: tuple[str, ...]
    why: str


def suspicions_of(base: Base, graph: Graph) -> tuple[Suspicion, ...]:
    """All suspicions about a base, by kind and then by name."""
    found = [
        *alike(base, graph),
        *circles(graph),
        *both_ways(graph),
        *same_scopes(base, graph),
        *superfluous(graph),
        *said_twice(graph),
        *without_short_name(base),
        *without_title(base),
        *same_titles(base),
    ]
    return tuple(sorted(found, key=lambda each: (each.kind, each.about)))


def alike(base: Base, graph: Graph) -> Iterator[Suspicion]:
    """Claims that say nearly the same, or nearly the opposite, with no link between them."""
    from rapidfuzz import fuzz

    living = {claim.id: claim for claim in base.claims if not claim.withdrawn}
    words = {name: words_of(f"{c.title} {c.statement}") for name, c in living.items()}
    linked = {frozenset({link.source, link.target}) for link in graph.links.values()}
    for one, other in candidates(words):
        if frozenset({one, other}) in linked:
            continue
        plain = [" ".join(w for w in words[name] if w not in NEGATIONS) for name in (one, other)]
        ratio = fuzz.token_set_ratio(*plain)
        opposed = len({denials(living[name].statement) % 2 for name in (one, other)}) > 1
        if opposed and ratio >= CLOSE:
            why = f"close statements ({ratio:.0f} of 100) of opposite polarity, and no link"
            yield Suspicion("undeclared contradiction", (one, other), why)
        elif not opposed and ratio >= NEAR:
            why = f"statements {ratio:.0f} of 100 alike, and no link"
            yield Suspicion("near duplicate", (one, other), why)


def candidates(words: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of claims that share rare words."""
    where: dict[str, list[str]] = defaultdict(list)
    for name in sorted(words):
        for word in sorted({w for w in words[name] if len(w) > 3}):
            where[word].append(name)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for names in where.values():
        if len(names) <= COMMON:
            for pair in combinations(names, 2):
                shared[pair] += 1
    return (pair for pair, count in sorted(shared.items()) if count >= SHARED)


def denials(text: str) -> int:
    """How often a text says no."""
    words = words_of(text)
    return sum(word in NEGATIONS or word.endswith("n't") for word in words)


def circles(graph: Graph) -> Iterator[Suspicion]:
    """Claims that support each other in a circle."""
    import networkx

    net = networkx.DiGraph(
        (link.source, link.target)
        for link in graph.links.values()
        if link.verb == "supports" and graph.kinds[link.target] == "claim"
    )
    for circle in networkx.strongly_connected_components(net):
        if len(circle) > 1:
            yield Suspicion("circular support", tuple(sorted(circle)), "each leans on the others")


def both_ways(graph: Graph) -> Iterator[Suspicion]:
    """A claim that both supports and attacks another."""
    verbs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for link in graph.links.values():
        verbs[link.source, link.target].add(link.verb)
    for pair, said in sorted(verbs.items()):
        if {"supports", "attacks"} <= said:
            yield Suspicion("supports and attacks", pair, "the same claim, for and against")


def same_scopes(base: Base, graph: Graph) -> Iterator[Suspicion]:
    """A pair told apart by scope with one scope, or set against each other across two."""

    def scope(claim: Claim) -> list[str]:
        return words_of(claim.scope)

    for address, link in sorted(graph.links.items()):
        one, other = base.by_id.get(link.source), base.by_id.get(link.target)
        if not one or not other:
            continue
        same = scope(one) == scope(other)
        if link.verb == "compatible-by-scope" and same:
            why = "compatible by scope, and the two scopes are the same"
            yield Suspicion("scopes do not differ", (address,), why)
        if link.verb == "contradicts" and not same and scope(one) and scope(other):
            why = "a contradiction between claims of different scope"
            yield Suspicion("scopes differ", (address,), why)


def superfluous(graph: Graph) -> Iterator[Suspicion]:
    """A strict link whose target follows without it."""
    strict = strict_part(graph)
    for rule in strict.rules[:MOST_RULES]:
        if VERBS[graph.links[rule.link].verb].symmetric:
            continue
        rest = strict_from((other for other in strict.rules if other.link != rule.link), ())
        if rule.head in follows(rule.body, rest):
            yield Suspicion("superfluous link", (rule.link,), "its target follows without it")


def said_twice(graph: Graph) -> Iterator[Suspicion]:
    """A link without direction that is written at both of its ends, or twice at one."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for address, link in sorted(graph.links.items()):
        if VERBS[link.verb].symmetric:
            found[link.verb, tuple(sorted((link.source, link.target)))].append(address)
    for addresses in found.values():
        if len(addresses) > 1:
            yield Suspicion("superfluous link", tuple(addresses), "they say the same")


def without_short_name(base: Base) -> Iterator[Suspicion]:
    """Claims that maps and figures must call by a title that may be cut."""
    for claim in base.claims:
        if not claim.short and not claim.withdrawn:
            why = f"maps and figures show its title of {len(claim.title)} characters, or cut it"
            yield Suspicion("no short name", (claim.id,), why)


def without_title(base: Base) -> Iterator[Suspicion]:
    """Demonstrations of which lists can only give the name, and not what was asked."""
    for address, demonstration in base.demonstrations.items():
        if not demonstration.title:
            why = "lists show no question that it answers: add 'title:'"
            yield Suspicion("no title", (address,), why)


def same_titles(base: Base) -> Iterator[Suspicion]:
    """Claims, or demonstrations, that lists and searches cannot tell apart."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for claim in base.claims:
        if not claim.withdrawn:
            named[f"claim {' '.join(words_of(claim.title))}"].append(claim.id)
    for address, demonstration in base.demonstrations.items():
        if demonstration.title:
            named[f"demonstration {' '.join(words_of(demonstration.title))}"].append(address)
    for about in named.values():
        if len(about) > 1:
            yield Suspicion("same title", tuple(sorted(about)), "lists cannot tell them apart")
