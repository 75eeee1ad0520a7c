"""A whole base as one numbered framework, in which what is written can be switched off and on.

Every claim, denial, demonstration and link has a number, whether or not it is in debate; an
element that is not is labelled GONE.  So a removal is a set of numbers, and so is what is added.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from kb.model import Claim, Link
from kb.model.denials import denial_of
from kb.model.outcomes import Judgement, Label
from kb.model.verbs import VERBS
from kb.reasoning.semantics.adjacency import Adjacency
from kb.reasoning.semantics.labelling import GONE, Labelling

NAMED, CLAIM, DENIAL, MEASURED, STEP, STRICT, CLASH = range(7)  # kinds of what has a number
KINDS = {"strict": STRICT, "exclusive": CLASH, "attack": STEP, "undercut": STEP, "support": STEP}
WORDS = (Label.UNDEC, Label.IN, Label.OUT, Label.NOT_IN_DEBATE, Label.UNKNOWN)
Mark = tuple[int, int]


class Debate:
    """What is written and what hangs on what, by number; nothing is in debate at first.

    Changes are kept in a journal until they are taken back (``undo``) or kept (``keep``).
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.number: dict[str, int] = {}
        self.kind, self.written, self.held = bytearray(), bytearray(), bytearray()
        self.adjacent = Adjacency(0)
        self.labelling = Labelling(self.adjacent)
        self.needs: list[tuple[int, ...]] = []  # of a defeasible link: its ends
        self.needed_by: list[list[int]] = []  # links, by each of their ends
        self.owned: list[list[int]] = []  # what goes with a claim: denial, measurements, links
        self.owner: dict[int, int] = {}  # claim, by its denial and its measurements
        self.support: list[int] = []  # the rule by which a claim is in debate that nobody holds
        self.rules_of: dict[int, list[int]] = {}  # of a strict link
        self.link_of: list[int] = []  # of each rule
        self.clashes: list[tuple[int, int]] = []  # ends
        self.clash_at: dict[tuple[int, int], int] = {}
        self.clashes_of: list[list[int]] = []  # by each of their ends
        self.declared_by: list[list[int]] = []  # links, or the denial, that say so
        self.clash_of: dict[int, int] = {}  # of a link; of a denial
        self.blows: list[tuple[int, int]] = []  # the two attacks of a clash
        self.clash_behind: dict[int, int] = {}  # of an attack
        self.refuted: dict[tuple[int, int], int] = {}  # attack, by measurement and claim
        self.void: dict[int, int] = {}  # the attack of the empty set on a claim
        self.journal: list[tuple[Any, Any, Any]] = []
        self.cut = False  # the labels that there were at first are not all known

    def node(self, name: str) -> int:
        """The number of a name, a new one if it has none."""
        known = self.number.get(name)
        if known is not None:
            return known
        number = self.number[name] = self.labelling.add_element()
        self.names.append(name)
        for flags in (self.kind, self.written, self.held):
            flags.append(0)
        self.needs.append(())
        self.support.append(-1)
        for lists in (self.needed_by, self.owned, self.clashes_of):
            lists.append([])
        return number

    def put(self, where: Any, key: Any, value: Any) -> None:
        """Change one entry, so that it can be taken back."""
        self.journal.append((where, key, where[key]))
        where[key] = value

    def mark(self) -> Mark:
        """Where journal and log are now."""
        return len(self.journal), len(self.labelling.log)

    def undo(self, mark: Mark) -> None:
        """Take back all that was changed since."""
        for where, key, value in reversed(self.journal[mark[0] :]):
            where[key] = value
        labelling = self.labelling
        for element, label, order in reversed(labelling.log[mark[1] :]):
            labelling.label[element], labelling.order[element] = label, order
        del self.journal[mark[0] :]
        del labelling.log[mark[1] :]
        labelling.queue, labelling.spent = [], False

    def keep(self) -> None:
        """Make what was changed lasting."""
        self.journal.clear()
        self.labelling.log.clear()

    def changed_since(self, mark: Mark) -> dict[int, tuple[int, int]]:
        """Labels before and now, of elements where they differ."""
        before: dict[int, int] = {}
        for element, label, _ in self.labelling.log[mark[1] :]:
            before.setdefault(element, label)
        labels = self.labelling.label
        return {e: (label, labels[e]) for e, label in before.items() if labels[e] != label}

    def label(self, name: str) -> Label:
        """The label of an element; not in debate, if there is none of that name."""
        number = self.number.get(name)
        if number is None or self.labelling.label[number] == GONE:
            return Label.NOT_IN_DEBATE
        return Label.UNKNOWN if self.cut else WORDS[self.labelling.label[number]]

    def is_here(self, number: int) -> bool:
        """Whether an element is in debate."""
        return self.labelling.label[number] != GONE

    def number_claim(self, claim: Claim, evidence: Mapping[str, Judgement]) -> list[int]:
        """Numbers for a claim, its denial and its measurements; what of it is to be switched on."""
        if claim.withdrawn:
            return []
        node = self.node(claim.id)
        self.kind[node] = CLAIM
        self.put(self.held, node, claim.is_asserted)
        self.put(self.owned, node, [])
        found = [node]
        if any(holding.stance == "denies" for holding in claim.held_by):
            denial = self.node(denial_of(claim.id))
            self.kind[denial], self.held[denial] = DENIAL, 1
            self.number_clash(denial, *sorted((node, denial)))
            found.append(denial)
        for demonstration in claim.demonstrations:
            judged = evidence.get(demonstration.address)
            if judged and judged.in_force:
                measured = self.node(demonstration.address)
                self.kind[measured] = MEASURED
                found.append(measured)
                if judged.word == "holds" and demonstration.bears == "against":
                    self.number_measured(demonstration.address, claim.id)
        self.owned[node] += found[1:]
        self.owner |= dict.fromkeys(found[1:], node)
        for link in claim.links:
            found += self.number_link(link)
        return found

    def number_measured(self, measurement: str, claim: str) -> None:
        """An attack of a measurement on a claim that it refutes."""
        pair = self.node(measurement), self.node(claim)
        if pair not in self.refuted:
            self.refuted[pair] = self.new_attack(pair[:1], pair[1])
        self.put(self.adjacent.no_attack, self.refuted[pair], 0)

    def forget_measured(self, claims: Iterable[str]) -> None:
        """Take away what measurements of these claims refute, and what refutes these claims."""
        gone = set(claims)
        for (by, target), attack in self.refuted.items() if gone else ():
            if self.names[target] in gone or self.names[by].partition("/")[0] in gone:
                self.put(self.adjacent.no_attack, attack, 1)

    def number_link(self, link: Link) -> list[int]:
        """A number for a link that has force, and what it does once it is switched on."""
        kind = KINDS.get(VERBS[link.verb].force, NAMED)
        ends = tuple(map(self.node, (link.source, *link.co_premises, link.target)))
        if kind == NAMED or any("/" in name for name in link.co_premises):
            return []  # only claims can be premises
        node, target = self.node(link.address), self.node(link.target)
        if kind != STEP and "/" in link.target:
            return []
        self.kind[node] = kind
        if node not in self.owned[ends[0]]:
            self.owned[ends[0]].append(node)
        if kind == STRICT:
            joined = tuple(map(self.node, sorted({link.source, *link.co_premises})))
            self.number_rules(node, joined, target, VERBS[link.verb].symmetric)
        elif kind == CLASH:
            self.number_clash(node, *sorted((ends[0], target)))
        elif self.needs[node] != ends:
            self.number_step(node, ends, VERBS[link.verb].force != "support")
        return [node]

    def number_rules(self, node: int, joined: tuple[int, ...], head: int, both: bool) -> None:
        """The rules of a strict link, switched off; those that it had before stay so."""
        written = [(joined, head), *([((head,), joined[0])] if both else [])]
        known = self.rules_of.setdefault(node, [])
        if [self.adjacent.rules[number] for number in known] == written:
            return
        numbers = [self.adjacent.add_rule(body, end) for body, end in written]
        for number in numbers:
            self.adjacent.no_rule[number] = 1
            self.link_of.append(node)
        self.put(self.rules_of, node, numbers)

    def number_clash(self, node: int, one: int, other: int) -> None:
        """A link (or a denial) that says of two elements that not both can hold."""
        if (one, other) not in self.clash_at:
            clash = len(self.clashes)
            self.clash_at[one, other] = clash
            self.clashes.append((one, other))
            self.declared_by.append([])
            blows = self.new_attack((one,), other), self.new_attack((other,), one)
            self.blows.append(blows)
            self.clash_behind |= dict.fromkeys(blows, clash)
            for end in {one, other}:
                self.clashes_of[end].append(clash)
        clash = self.clash_at[one, other]
        self.clash_of[node] = clash
        if node not in self.declared_by[clash]:
            self.declared_by[clash].append(node)

    def number_step(self, node: int, ends: tuple[int, ...], attacks: bool) -> None:
        """A defeasible link; what it attacked under other premises it does no more."""
        for number in self.adjacent.attacks_by[node]:
            self.put(self.adjacent.no_attack, number, 1)
        self.put(self.needs, node, ends)
        for end in set(ends):
            self.needed_by[end].append(node)
        if attacks:
            number = self.new_attack(tuple(sorted({*ends[:-1], node})), ends[-1])
            self.put(self.adjacent.no_attack, number, 0)

    def new_attack(self, members: tuple[int, ...], target: int) -> int:
        """An attack more, switched off, so that it is nothing if what was changed is undone."""
        number = self.adjacent.add_attack(members, target)
        self.adjacent.no_attack[number] = 1
        return number

    def with_owned(self, numbers: Iterable[int]) -> list[int]:
        """Numbers, and what goes with the claims among them."""
        found = dict.fromkeys(numbers)
        for number in [*found]:
            found |= dict.fromkeys(self.owned[number])
        return list(found)
