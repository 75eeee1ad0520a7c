"""Clauses for attacks closed under transposition, in the size of what is written.

Variable e + 1 says that element e is in, n + e + 1 that nothing that is in attacks it (the solver
tries true first, and most are not), and 2n + e + 1
that an attack on it is live: it has no member that what is in attacks.  Both come back from
the head of a rule to a premise, where the other premises are in, or not attacked.  Neither may
be its own reason, which takes a circle of rules.  That an element is attacked because another is
names the rule it comes through, so that two that would lead to each other are kept apart from the
start; the clauses against a wider circle are written once a model holds one (Lin and Zhao 2004).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.reasoning.semantics.setaf import Framework

Reason = tuple[int, int]  # a literal, and the head that it comes through (-1: none)


@dataclass(frozen=True)
class Encoded:
    """Clauses, and for each variable that needs reasons those that it can have."""

    clauses: Sequence[list[int]]
    last: int  # the greatest variable
    reasons: Sequence[tuple[int, Sequence[Sequence[Reason]]]]  # first literal, by element

    def loops(self, model: Sequence[int], fresh: Iterator[int]) -> list[list[int]]:
        """Clauses against what a model holds for no reason but itself, with fresh variables."""
        found: list[list[int]] = []
        for first, reasons in self.reasons:
            for loop in unfounded_loops(reasons, first, model):
                outside = [
                    literal for e in loop for literal, head in reasons[e] if head not in loop
                ]
                some = next(fresh)  # some reason from outside: these are many, so said once
                found.append([-some, *outside])
                found += [[-following(first, element), some] for element in sorted(loop)]
        return found


def unfounded_loops(
    reasons: Sequence[Sequence[Reason]], first: int, model: Sequence[int]
) -> list[set[int]]:
    """Smallest sets of what a model holds that no true reason from outside supports."""
    comes_from: dict[int, list[int]] = {}
    queue = []
    claimed = [e for e in range(len(reasons)) if model[abs(first) - 1 + e] * first > 0]
    for element in claimed:
        for literal, head in reasons[element]:
            if (model[abs(literal) - 1] > 0) == (literal > 0):
                if head < 0:
                    queue.append(element)
                else:
                    comes_from.setdefault(head, []).append(element)
    known = set(queue)
    for element in queue:
        fresh = [e for e in comes_from.get(element, ()) if e not in known]
        known.update(fresh)
        queue.extend(fresh)
    lost = [element for element in claimed if element not in known]
    if not lost:
        return []
    import networkx

    net = networkx.DiGraph()
    net.add_nodes_from(lost)
    net.add_edges_from((h, e) for h, under in comes_from.items() if h not in known for e in under)
    parts = networkx.condensation(net)
    return [parts.nodes[part]["members"] for part in parts if not parts.in_degree(part)]


def following(first: int, element: int) -> int:
    """An element's literal, given that of element 0."""
    return first + element if first > 0 else first - element


class Writer:
    """Clauses under way, and variables for conjunctions."""

    def __init__(self, size: int) -> None:
        self.clauses: list[list[int]] = []
        self.last = 3 * size

    def used(self, literals: Sequence[int]) -> int:
        """A new literal that may be true only if all of these are."""
        self.last += 1
        self.clauses += [[-self.last, literal] for literal in literals]
        return self.last

    def all_of(self, literals: Sequence[int]) -> int:
        """A literal that is true if all of these are."""
        if len(literals) == 1:
            return literals[0]
        self.last += 1
        self.clauses += [[-self.last, literal] for literal in literals]
        self.clauses.append([self.last, *(-literal for literal in literals)])
        return self.last


def encode(framework: Framework, kind: str) -> Encoded:
    """What holds of every admissible set, complete or stable extension."""
    size = framework.size
    writer = Writer(size)
    beaten: list[list[Reason]] = [[] for _ in range(size)]
    live: list[list[Reason]] = [[] for _ in range(size)]
    for members, target in framework.adjacency.attacks:
        whole = writer.all_of([member + 1 for member in members])
        open_still = writer.all_of([size + member + 1 for member in members])
        beaten[target].append((whole, -1))
        live[target].append((open_still, -1))
    for premise, rest, head in transpositions(framework):
        fallen = [-(size + head + 1), *(other + 1 for other in rest)]
        through = writer.used(fallen)
        if kind == "complete":
            writer.clauses.append([-(size + premise + 1), *(-literal for literal in fallen)])
        back = writer.all_of([2 * size + head + 1, *(size + other + 1 for other in rest)])
        beaten[premise].append((through, head))
        live[premise].append((back, head))
    written = writer.clauses
    written += against_pairs(beaten)
    for element in range(size):
        is_in, is_out, is_live = element + 1, -(size + element + 1), 2 * size + element + 1
        written.append([-is_out, *(literal for literal, _ in beaten[element])])
        written += [[-is_in, -is_out], [-is_in, -is_live]]
        written += [[-literal, is_live] for literal, _ in live[element]]
        if kind == "complete":
            written.append([is_in, is_live])
            written.append([-is_live, *(literal for literal, _ in live[element])])
            written += [[-literal, is_out] for literal, head in beaten[element] if head < 0]
        elif kind == "stable":
            written.append([is_in, is_out])
    founded = [(-size - 1, beaten), (2 * size + 1, live)][: 1 + (kind == "complete")]
    return Encoded(written, writer.last, founded if circular(framework) else ())


def against_pairs(reasons: Sequence[Sequence[Reason]]) -> Iterator[list[int]]:
    """Clauses against a reason that comes from an element which has its own from there."""
    for element, through in enumerate(reasons):
        for literal, head in through:
            others = [other for other, source in reasons[head] if source != element]
            if head >= 0 and len(others) < len(reasons[head]):
                yield [-literal, *others]


def circular(framework: Framework) -> bool:
    """Whether some head leads back to itself."""
    adjacent = framework.adjacency
    left = [len(numbers) for numbers in adjacent.rules_from]
    done = [element for element, count in enumerate(left) if not count]
    for head in done:
        for number in adjacent.rules_to[head]:
            for premise in adjacent.rules[number][0]:
                left[premise] -= 1
                if not left[premise]:
                    done.append(premise)
    return len(done) < framework.size


def transpositions(framework: Framework) -> Iterator[tuple[int, list[int], int]]:
    """For each premise of each rule: it, the others, and the head."""
    for body, head in framework.rules:
        for premise in body:
            yield premise, [other for other in body if other != premise], head
