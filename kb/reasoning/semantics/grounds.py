"""What a label rests on: of all that is written, a part which is enough to keep it as it is.

A removal only takes away elements, attacks and rules, so that a reason for a label is a reason as
long as all of it is left; whoever wants another label must take away some member of it.  Reasons:

- It stands: each attack that may reach it has a member that is beaten, for a reason.
- It is beaten: all members of an attack that reaches it stand, for reasons given before.
- It is contested: neither of these.  Not standing are elements that an attack reaches no member of
  which is beaten; not beaten are those of which each attack has a member that does not stand.
  Of sets of both kinds that refer to each other, none can be the first to be labelled otherwise.
"""

from collections import deque
from collections.abc import Iterable, Iterator

from kb.reasoning.budget import Budget
from kb.reasoning.semantics.debate import CLAIM, DENIAL, MEASURED, Debate
from kb.reasoning.semantics.labelling import GONE, IN, OUT, UNDEC
from kb.reasoning.semantics.numbered_self_clash import clashes_here

STANDS, BEATEN, NOT_STANDING, NOT_BEATEN, HERE = range(5)
Goal = tuple[int, int]  # what is to be shown, and of which element


class Grounds:
    """A reason for the label of one element, as it is found: the nearest parts first."""

    def __init__(self, debate: Debate, element: int, budget: Budget) -> None:
        self.debate, self.adjacent = debate, debate.adjacent
        self.label, self.order = debate.labelling.label, debate.labelling.order
        self.names: dict[int, None] = {}
        self.goals: dict[Goal, None] = {}
        self.queue: deque[Goal] = deque()
        self.budget = budget
        self.element = element

    def found(self) -> list[int] | None:
        """Numbers of what is written, the element left out; None: the budget was spent."""
        label = self.label[self.element]
        wanted = {IN: (HERE, STANDS), OUT: (HERE, BEATEN), GONE: ()}
        for goal in wanted.get(label, (HERE, NOT_STANDING, NOT_BEATEN)):
            self.want(goal, self.element)
        steps = (self.stands, self.beaten, self.not_standing, self.not_beaten, self.here)
        while self.queue:
            goal, element = self.queue.popleft()
            if not self.budget.spend(1 + self.adjacent.degree(element)):
                return None
            steps[goal](element)
        self.names.pop(self.element, None)
        return list(self.names)

    def want(self, goal: int, element: int) -> None:
        """One thing more to be shown, unless it was before."""
        if (goal, element) not in self.goals:
            self.goals[goal, element] = None
            self.queue.append((goal, element))

    def here(self, element: int) -> None:
        """It is in debate: written, and held or derived."""
        debate = self.debate
        self.names[element] = None
        if debate.kind[element] in (DENIAL, MEASURED):
            self.names[debate.owner[element]] = None
        elif debate.kind[element] == CLAIM and not debate.held[element]:
            rule = debate.support[element]
            self.names[debate.link_of[rule]] = None
            for premise in self.adjacent.rules[rule][0]:
                self.want(HERE, premise)

    def stands(self, element: int) -> None:
        """Each attack on it, and each that might come from a head, is answered."""
        before = self.order[element]
        for number in self.adjacent.attacks_on[element]:
            members = self.adjacent.attacks[number][0]
            if self.adjacent.no_attack[number] or self.has_gone(members):
                continue
            fallen = [m for m in members if self.label[m] == OUT and self.order[m] < before]
            self.want(BEATEN, self.wanted_before(BEATEN, fallen))
        for body, head in self.rules_here(element):
            answers = [(STANDS, head)] if self.label[head] == IN else []
            answers = [a for a in answers if self.order[head] <= before]
            answers += [
                (BEATEN, premise)
                for premise in body
                if premise != element
                and self.label[premise] == OUT
                and self.order[premise] < before
            ]
            self.want(*next((a for a in answers if a in self.goals), answers[0]))

    def beaten(self, element: int) -> None:
        """One attack on it stands, or one on what follows from it and from others that stand."""
        ways = self.debate.labelling.grounds_of_fall(element, self.order[element])
        is_attack, number = min(ways, key=self.far)
        if is_attack:
            self.through_attack(number)
            for member in self.adjacent.attacks[number][0]:
                self.want(HERE, member)
                self.want(STANDS, member)
            return
        head = self.through_rule(number)
        self.want(BEATEN, head)
        for premise in self.adjacent.rules[number][0]:
            if premise != element:
                self.want(HERE, premise)
                self.want(STANDS, premise)

    def far(self, way: tuple[bool, int]) -> tuple[int, int, int]:
        """How much is still to be shown if an element falls in this way; attacks come first."""
        is_attack, number = way
        members = self.adjacent.attacks[number][0] if is_attack else self.adjacent.rules[number][0]
        missing = sum((STANDS, member) not in self.goals for member in members)
        return missing, not is_attack, number

    def not_standing(self, element: int) -> None:
        """Some attack reaches it, no member of which is beaten."""
        came: dict[int, tuple[int, int]] = {element: (-1, -1)}  # by which rule, from which node
        queue = [element]
        for node in queue:
            if (number := self.live_attack(node)) >= 0:
                break
            for rule in self.adjacent.rules_from[node]:
                body, head = self.adjacent.rules[rule]
                if head in came or self.adjacent.no_rule[rule] or self.label[head] == GONE:
                    continue
                if all(self.label[p] not in (OUT, GONE) or p == node for p in body):
                    came[head] = rule, node
                    queue.append(head)
        self.budget.spend(len(queue))
        self.through_attack(number)
        for member in self.adjacent.attacks[number][0]:
            self.want(HERE, member)
            self.want(NOT_BEATEN, member)
        while node != element:
            rule, node_before = came[node]
            self.through_rule(rule)
            for premise in self.adjacent.rules[rule][0]:
                if premise != node_before:
                    self.want(HERE, premise)
                    self.want(NOT_BEATEN, premise)
            node = node_before

    def live_attack(self, node: int) -> int:
        """A written attack no member of which is beaten, with as little as can be to show; -1."""
        live = [n for n in self.adjacent.attacks_on[node] if self.debate.labelling.is_live(n)]
        return min(live, key=self.left_to_show, default=-1)

    def left_to_show(self, number: int) -> tuple[int, int]:
        """How many members of an attack it is still to be shown of that they are not beaten."""
        members = self.adjacent.attacks[number][0]
        return sum((NOT_BEATEN, m) not in self.goals and self.label[m] == UNDEC for m in members), (
            number
        )

    def not_beaten(self, element: int) -> None:
        """Each attack on it has a member that does not stand, and so has what comes by a rule."""
        for number in self.adjacent.attacks_on[element]:
            members = self.adjacent.attacks[number][0]
            if not self.adjacent.no_attack[number] and not self.has_gone(members):
                lost = [member for member in members if self.label[member] != IN]
                self.want(NOT_STANDING, self.wanted_before(NOT_STANDING, lost))
        for body, head in self.rules_here(element):
            answers = [(NOT_BEATEN, head)] if self.label[head] != OUT else []
            answers += [(NOT_STANDING, p) for p in body if p != element and self.label[p] != IN]
            self.want(*next((a for a in answers if a in self.goals), answers[0]))

    def wanted_before(self, goal: int, elements: list[int]) -> int:
        """One of several of which something is shown already, or else the first."""
        return next((e for e in elements if (goal, e) in self.goals), elements[0])

    def has_gone(self, members: Iterable[int]) -> bool:
        """Whether one of them is not in debate."""
        return any(self.label[member] == GONE for member in members)

    def rules_here(self, element: int) -> Iterator[tuple[tuple[int, ...], int]]:
        """Rules with the element as a premise of which all is in debate."""
        for rule in self.adjacent.rules_from[element]:
            body, head = self.adjacent.rules[rule]
            if not self.adjacent.no_rule[rule] and not self.has_gone((*body, head)):
                yield body, head

    def through_rule(self, rule: int) -> int:
        """A rule is needed: its link, and its head, which it goes with."""
        head = self.adjacent.rules[rule][1]
        self.names |= {self.debate.link_of[rule]: None, head: None}
        return head

    def through_attack(self, number: int) -> None:
        """An attack is needed: what declares it, beside its members."""
        debate = self.debate
        if number in debate.clash_behind:
            self.declared(debate.clash_behind[number])
        elif not self.adjacent.attacks[number][0]:
            self.self_clash(self.adjacent.attacks[number][1])

    def declared(self, clash: int) -> None:
        """The links by which two elements clash: one of them must be left."""
        declared = self.debate.declared_by[clash]
        self.names |= dict.fromkeys(n for n in declared if self.debate.written[n])

    def self_clash(self, claim: int) -> None:
        """A derivation of both ends of a clash from one claim."""
        adjacent = self.adjacent
        came = {claim: -1}
        queue = [claim]
        for node in queue:
            for clash in clashes_here(self.debate, node):
                if all(end in came for end in self.debate.clashes[clash]):
                    self.declared(clash)
                    self.derivation(came, self.debate.clashes[clash])
                    return
            for rule in adjacent.rules_from[node]:
                body, head = adjacent.rules[rule]
                if adjacent.no_rule[rule] or head in came or self.label[head] == GONE:
                    continue
                if all(premise in came for premise in body):
                    came[head] = rule
                    queue.append(head)

    def derivation(self, came: dict[int, int], ends: Iterable[int]) -> None:
        """The rules by which some ends came, with their links and heads."""
        queue = list(dict.fromkeys(ends))
        for node in queue:
            if came[node] >= 0:
                self.through_rule(came[node])
                queue += [p for p in self.adjacent.rules[came[node]][0] if p not in queue]
