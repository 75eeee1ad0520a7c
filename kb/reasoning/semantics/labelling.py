"""Grounded labels of attacks closed under transposition, without listing a set; kept up to date.

Call A the elements, and say that S attacks b if some member of the closure lies within S: there
is a chain b = h_k, ..., h_0, each h_i a premise of a rule B_i -> h_(i-1) whose other premises are
all in S, and a written attack of members of S on h_0.  That is reachability, linear in the rules,
and it grows with S.  Now let E+ be what E attacks.  E defends a if every attacking set of a has a
member in E+, that is: if no subset of U = A - E+ attacks a, that is: if U does not, since whatever
a part of U attacks U attacks too.  So the grounded labels, the least fixpoint of E -> {a : U does
not attack a}, need no attacking set, and whether only minimal ones count makes no difference.

To change the framework: a label is *founded* on labels given before it (those given at once
share a number).  Labels that lost their ground are withdrawn; what is left is below the new
fixpoint, by induction on these numbers; and the labels grow again from what was touched.
"""

from collections.abc import Iterable, Iterator

from kb.reasoning.budget import Budget
from kb.reasoning.semantics.adjacency import Adjacency

UNDEC, IN, OUT, GONE, UNKNOWN = 0, 1, 2, 3, 4


class Labelling:
    """Labels of a framework that changes; one that is GONE neither attacks nor is attacked."""

    def __init__(self, adjacency: Adjacency, budget: Budget | None = None) -> None:
        self.adjacent = adjacency
        self.label = bytearray(adjacency.size)
        self.order = [0] * adjacency.size
        self.watch = [0] * adjacency.size  # where a live attack was last seen
        self.budget = budget
        self.spent = False
        self.clock = 0
        self.log: list[tuple[int, int, int]] = []  # element, label and order before
        self.queue: list[int] = []

    def add_element(self) -> int:
        """One element more, GONE until it is called back."""
        self.label.append(GONE)
        self.order.append(0)
        self.watch.append(0)
        return self.adjacent.add_element()

    def settle(self, touched: Iterable[int]) -> None:
        """Label what follows once these were touched; all others are as settled as before."""
        waiting = list(touched)
        for done, element in enumerate(waiting):
            if self.budget and not self.budget.spend():
                self.stop([*waiting[done:], *self.queue])
                return
            if self.label[element] == UNDEC:
                if self.is_beaten(element):
                    self.give(element, OUT)
                else:
                    self.examine(element)
        for done, element in enumerate(self.queue):
            if self.budget and not self.budget.spend(self.adjacent.degree(element)):
                self.stop(self.queue[done:])
                return
            if self.label[element] == IN:
                self.carry_in(element)
            else:
                self.carry_out(element)
        self.queue = []

    def stop(self, undone: list[int]) -> None:
        """The budget is spent: keep what is still to be done."""
        self.spent, self.queue = True, undone

    def give(self, element: int, label: int) -> None:
        """A label for one element."""
        self.clock += 1
        self.set(element, label)

    def set(self, element: int, label: int) -> None:
        """A label given at the present hour, to be carried on."""
        self.log.append((element, self.label[element], self.order[element]))
        self.label[element], self.order[element] = label, self.clock
        self.queue.append(element)

    def carry_in(self, element: int) -> None:
        """What falls because an element stands, and what stands with it."""
        label = self.label
        for number in self.adjacent.attacks_by[element]:
            members, target = self.adjacent.attacks[number]
            if label[target] or self.adjacent.no_attack[number]:
                continue
            if all(label[member] == IN for member in members):
                self.give(target, OUT)
        for number in self.adjacent.rules_from[element]:
            self.beat_premises(number)
        for number in self.adjacent.rules_to[element]:
            for premise in self.adjacent.rules[number][0]:
                if not label[premise]:
                    self.examine(premise)

    def carry_out(self, element: int) -> None:
        """What stands because an element fell, and what falls with it."""
        label = self.label
        for number in self.adjacent.attacks_by[element]:
            target = self.adjacent.attacks[number][1]
            if not label[target]:
                self.examine(target)
        for number in self.adjacent.rules_from[element]:
            for premise in self.adjacent.rules[number][0]:
                if not label[premise]:
                    self.examine(premise)
        for number in self.adjacent.rules_to[element]:
            self.beat_premises(number)

    def beat_premises(self, number: int) -> None:
        """The one open premise of a rule falls if its head has fallen and the others stand."""
        body, head = self.adjacent.rules[number]
        if self.label[head] == OUT and not self.adjacent.no_rule[number]:
            rest = [premise for premise in body if self.label[premise] != IN]
            if len(rest) == 1 and not self.label[rest[0]]:
                self.give(rest[0], OUT)

    def examine(self, element: int) -> None:
        """It stands if no live attack reaches it, and so do the heads it would come through."""
        safe = self.beyond_attack(element)
        if safe:
            self.clock += 1
            for head in safe:
                self.set(head, IN)

    def beyond_attack(self, element: int) -> list[int]:
        """Undecided heads from which live attacks might come, itself included; none if one does."""
        label = self.label
        found = [element]
        known = {element}
        for node in found:
            if self.has_live_attack(node):
                return []
            for number in self.adjacent.rules_from[node]:
                body, head = self.adjacent.rules[number]
                if head in known or self.adjacent.no_rule[number] or label[head] in (IN, GONE):
                    continue
                if all(label[premise] < OUT or premise == node for premise in body):
                    if label[head] == OUT:
                        return []
                    known.add(head)
                    found.append(head)
        if self.budget:
            self.budget.spend(len(found))
        return found

    def has_live_attack(self, element: int) -> bool:
        """Whether some written attack on it has not lost a member."""
        numbers = self.adjacent.attacks_on[element]
        start = self.watch[element]
        if numbers and self.is_live(numbers[start]):
            return True
        for place in (*range(start + 1, len(numbers)), *range(start)):
            if self.is_live(numbers[place]):
                self.watch[element] = place
                return True
        return False

    def is_live(self, number: int) -> bool:
        """Whether a written attack has not lost a member."""
        if self.adjacent.no_attack[number]:
            return False
        label = self.label
        return all(label[member] < OUT for member in self.adjacent.attacks[number][0])

    def is_beaten(self, element: int) -> bool:
        """Whether what stands attacks it, by one written attack or through one rule."""
        return next(self.grounds_of_fall(element, self.clock + 1), None) is not None

    def grounds_of_fall(self, element: int, before: int) -> Iterator[tuple[bool, int]]:
        """Attacks (True) and rules (False) by which it falls, founded on labels given before."""
        label, order = self.label, self.order
        for number in self.adjacent.attacks_on[element]:
            if not self.adjacent.no_attack[number] and all(
                label[member] == IN and order[member] < before
                for member in self.adjacent.attacks[number][0]
            ):
                yield True, number
        for number in self.adjacent.rules_from[element]:
            body, head = self.adjacent.rules[number]
            if self.adjacent.no_rule[number] or label[head] != OUT or order[head] >= before:
                continue
            if all(
                premise == element or (label[premise] == IN and order[premise] < before)
                for premise in body
            ):
                yield False, number

    def stands_on_ground(self, element: int) -> bool:
        """Whether each attack and each rule is answered by what was labelled before."""
        before = self.order[element]
        for number in self.adjacent.attacks_on[element]:
            if self.adjacent.no_attack[number]:
                continue
            if not any(self.is_answer(m, before) for m in self.adjacent.attacks[number][0]):
                return False
        for number in self.adjacent.rules_from[element]:
            body, head = self.adjacent.rules[number]
            if self.adjacent.no_rule[number] or self.label[head] == GONE:
                continue
            if self.label[head] == IN and self.order[head] <= before:
                continue
            if not any(p != element and self.is_answer(p, before) for p in body):
                return False
        return True

    def is_answer(self, member: int, before: int) -> bool:
        """Whether a member is lost to its attack, and was so before."""
        found = self.label[member]
        return found == GONE or (found == OUT and self.order[member] < before)

    def withdraw(self, touched: Iterable[int]) -> list[int]:
        """Take back labels that have lost their ground; return whose."""
        stack = list(touched)
        found = []
        while stack:
            element = stack.pop()
            label = self.label[element]
            if label not in (IN, OUT):
                continue
            if label == IN and self.stands_on_ground(element):
                continue
            if label == OUT and any(self.grounds_of_fall(element, self.order[element])):
                continue
            self.log.append((element, label, self.order[element]))
            self.label[element] = UNDEC
            found.append(element)
            stack.extend(self.adjacent.neighbours(element))
            if self.budget and not self.budget.spend(self.adjacent.degree(element)):
                self.stop(stack)
                break
        return found


def labels_within(adjacency: Adjacency, budget: Budget) -> bytearray:
    """Grounded labels; UNKNOWN where the budget cut them off, and all that lies behind."""
    labelling = Labelling(adjacency, budget)
    labelling.settle(range(adjacency.size))
    labels = labelling.label
    if labelling.spent:
        # Labels only ever grow: what was given is right, what was not may still have come.
        waiting = [*labelling.queue]
        waiting += [element for node in labelling.queue for element in adjacency.neighbours(node)]
        for node in waiting:
            if labels[node] == UNDEC:
                labels[node] = UNKNOWN
                waiting.extend(adjacency.neighbours(node))
    return labels
