"""Switch what is written off and on in a debate, and label anew only what that can reach.

What is in debate is the least fixpoint of what is held and of the rules.  What is switched off may
take along what came in by it; what else brings that in is looked for before it is let go.
"""

from collections.abc import Iterable, Iterator, Mapping

from kb.model import Base
from kb.model.outcomes import Judgement
from kb.reasoning.budget import Budget
from kb.reasoning.semantics.debate import CLAIM, CLASH, DENIAL, MEASURED, STEP, STRICT, Debate
from kb.reasoning.semantics.labelling import GONE, UNDEC
from kb.reasoning.semantics.numbered_self_clash import attack_by_nothing

WORK = 50_000_000  # steps for all labels of a base, as for its standing


class Shift:
    """One change of a debate: what it touched, of elements, rules and clashes."""

    def __init__(self, debate: Debate, budget: Budget) -> None:
        self.debate = debate
        self.adjacent = debate.adjacent
        self.budget = budget
        self.touched: dict[int, None] = {}
        self.altered: dict[int, None] = {}  # claims whose consequences changed
        self.falling: list[int] = []
        self.grown = False

    def touch(self, elements: Iterable[int]) -> None:
        """Elements whose label may change."""
        self.touched |= dict.fromkeys(elements)

    def switch_off(self, numbers: Iterable[int]) -> None:
        """As if these had never been written."""
        debate = self.debate
        suspects: dict[int, None] = {}
        for number in numbers:
            if not debate.written[number]:
                continue
            debate.put(debate.written, number, 0)
            kind = debate.kind[number]
            if kind in (CLASH, DENIAL):
                self.set_clash(debate.clash_of[number])
            if kind == STRICT:
                for rule in debate.rules_of[number]:
                    suspects |= dict.fromkeys(self.set_rule(rule, off=1))
            elif kind != CLASH and debate.is_here(number):
                self.drop(number)
        self.let_fall(suspects)

    def set_clash(self, clash: int) -> None:
        """Two elements attack each other as long as something that is written says so."""
        debate = self.debate
        off = not any(debate.written[number] for number in debate.declared_by[clash])
        if self.adjacent.no_attack[debate.blows[clash][0]] != off:
            for attack in debate.blows[clash]:
                debate.put(self.adjacent.no_attack, attack, off)
            self.touch(debate.clashes[clash])
            self.altered |= dict.fromkeys(debate.clashes[clash])

    def set_rule(self, rule: int, off: int) -> list[int]:
        """Take a rule away or put it in; return its head, if that was in debate by it."""
        debate = self.debate
        body, head = self.adjacent.rules[rule]
        debate.put(self.adjacent.no_rule, rule, off)
        self.touch(body)
        self.altered |= dict.fromkeys(body)
        return [head] if debate.support[head] == rule and debate.is_here(head) else []

    def drop(self, element: int) -> None:
        """An element leaves the debate, and with it the links that need it."""
        stack = [element]
        debate, labelling = self.debate, self.debate.labelling
        while stack:
            gone = stack.pop()
            if not debate.is_here(gone):
                continue
            labelling.log.append((gone, labelling.label[gone], labelling.order[gone]))
            labelling.label[gone] = GONE
            self.touch(self.adjacent.neighbours(gone))
            stack += [link for link in debate.needed_by[gone] if gone in debate.needs[link]]
            if debate.kind[gone] == CLAIM:
                self.falling.append(gone)
                self.altered[gone] = None

    def let_fall(self, suspects: dict[int, None]) -> None:
        """Of what came in by what is gone, keep what comes in otherwise; let go of the rest."""
        debate = self.debate
        suspects = {claim: None for claim in suspects if not self.is_held(claim)}
        queue = [*self.falling, *suspects]
        for premise in queue:
            for rule in self.adjacent.rules_from[premise]:
                head = self.adjacent.rules[rule][1]
                came_by_it = debate.support[head] == rule and debate.is_here(head)
                if came_by_it and head not in suspects and not self.is_held(head):
                    suspects[head] = None
                    queue.append(head)
        waiting = list(suspects)
        for claim in waiting:
            rule = next(self.ways_in(claim, suspects), -1) if claim in suspects else -1
            if rule >= 0:
                del suspects[claim]
                debate.put(debate.support, claim, rule)
                for further in self.adjacent.rules_from[claim]:
                    if self.adjacent.rules[further][1] in suspects:
                        waiting.append(self.adjacent.rules[further][1])
        for claim in suspects:
            self.drop(claim)
        self.falling = []

    def is_held(self, claim: int) -> bool:
        """Whether somebody asserts it (or holds the denial that it is)."""
        return bool(self.debate.held[claim] and self.debate.written[claim])

    def ways_in(self, claim: int, beside: Iterable[int] = ()) -> Iterator[int]:
        """Rules by which a claim comes into the debate, from claims that are in it for sure."""
        debate = self.debate
        if debate.written[claim]:
            for rule in self.adjacent.rules_to[claim]:
                if not self.adjacent.no_rule[rule] and all(
                    debate.is_here(premise) and premise not in beside
                    for premise in self.adjacent.rules[rule][0]
                ):
                    yield rule

    def switch_on(self, numbers: Iterable[int]) -> None:
        """As if these had been written from the start."""
        debate = self.debate
        self.grown = True
        coming = []
        for number in numbers:
            debate.put(debate.written, number, 1)
            kind = debate.kind[number]
            if kind in (CLASH, DENIAL):
                self.set_clash(debate.clash_of[number])
            if kind == STRICT:
                for rule in debate.rules_of[number]:
                    self.set_rule(rule, off=0)
                    coming.append(self.adjacent.rules[rule][1])
            else:
                coming.append(number)
        self.let_in(coming)

    def let_in(self, coming: list[int]) -> None:
        """Elements come into the debate, and by them others."""
        debate, labelling = self.debate, self.debate.labelling
        for element in coming:
            if debate.is_here(element) or not self.may_come(element):
                continue
            labelling.log.append((element, GONE, labelling.order[element]))
            labelling.label[element] = UNDEC
            self.touched[element] = None
            self.touch(self.adjacent.neighbours(element))
            if debate.kind[element] == CLAIM:
                self.altered[element] = None
                coming += [self.adjacent.rules[r][1] for r in self.adjacent.rules_from[element]]
            coming += debate.needed_by[element]

    def may_come(self, element: int) -> bool:
        """Whether an element that is written has what it needs to be in debate."""
        debate = self.debate
        if not debate.written[element]:
            return False
        kind = debate.kind[element]
        if kind == STEP:
            return all(map(debate.is_here, debate.needs[element]))
        if kind == CLAIM and not debate.held[element]:
            rule = next(self.ways_in(element), -1)
            if rule >= 0:
                debate.put(debate.support, element, rule)
            return rule >= 0
        return kind in (CLAIM, DENIAL, MEASURED)

    def settle(self) -> bool:
        """Label what was touched and what hangs on it; whether the budget was enough for that."""
        labelling = self.debate.labelling
        labelling.budget = self.budget
        self.touch(attack_by_nothing(self.debate, self.altered, self.grown, self.budget))
        enough = self.budget.spend(len(self.touched))
        if enough:
            withdrawn = labelling.withdraw(self.touched)
            if not labelling.spent:
                labelling.settle([*self.touched, *withdrawn])
        return enough and not labelling.spent and self.budget.left >= 0


def debate_of(
    base: Base,
    evidence: Mapping[str, Judgement],
    measured: Iterable[tuple[str, str]] = (),
    steps: int = WORK,
) -> Debate:
    """The numbered framework of a base, labelled; ``measured`` as in ``Knowledge.measured``."""
    debate = Debate()
    written = [node for claim in base.claims for node in debate.number_claim(claim, evidence)]
    for address, claim in measured:
        debate.number_measured(address, claim)
    shift = Shift(debate, Budget(steps))
    shift.switch_on(written)
    debate.cut = not shift.settle()
    debate.keep()
    return debate
