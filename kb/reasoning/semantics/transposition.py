"""Attacks closed under transposition, listed for one target at a time.

Labels do not need the list, which can be exponential; whoever looks at an explanation does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from kb.model.outcomes import Attack
from kb.reasoning.budget import Budget
from kb.reasoning.rules import Rule
from kb.reasoning.semantics.attacks import by_size, transpose

WORK = 10_000  # comparisons of two sets, for the attacks on one target


class AttacksOn(Mapping[str, tuple[Attack, ...]]):
    """Subset-minimal attacks by target, each list made when it is first asked for.

    ``explained`` gives the links by which a claim contradicts itself.
    """

    def __init__(
        self,
        written: Iterable[Attack],
        rules: Iterable[Rule],
        explained: Callable[[str], tuple[str, ...]],
        work: int = WORK,
    ) -> None:
        self.written = tuple(written)
        self.rules = tuple(rules)
        self.explained = explained
        self.work = work
        self.known: dict[str, tuple[Attack, ...]] = {}
        self.cut: set[str] = set()

    @cached_property
    def by_target(self) -> Mapping[str, Sequence[Attack]]:
        """Written attacks by what they hit, smallest first."""
        found: dict[str, list[Attack]] = {}
        for attack in sorted(self.written, key=by_size):
            found.setdefault(attack.target, []).append(attack)
        return found

    @cached_property
    def by_premise(self) -> Mapping[str, Sequence[Rule]]:
        """Rules by each of their premises."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for premise in rule.body:
                found.setdefault(premise, []).append(rule)
        return found

    @cached_property
    def targets(self) -> Mapping[str, None]:
        """Whatever some attack hits."""
        by_head: dict[str, list[Rule]] = {}
        for rule in self.rules:
            by_head.setdefault(rule.head, []).append(rule)
        found = dict.fromkeys(self.by_target)
        queue = list(found)
        for head in queue:
            fresh = [p for rule in by_head.get(head, ()) for p in rule.body if p not in found]
            found |= dict.fromkeys(fresh)
            queue += dict.fromkeys(fresh)
        return found

    def __getitem__(self, target: str) -> tuple[Attack, ...]:
        if target not in self.targets:
            raise KeyError(target)
        if target not in self.known:
            self.known[target] = self.listed(target)
        return self.known[target]

    def __iter__(self) -> Iterator[str]:
        return iter(self.targets)

    def __len__(self) -> int:
        return len(self.targets)

    def listed(self, target: str) -> tuple[Attack, ...]:
        """The attacks on one target, from those on whatever follows with it."""
        within = dict.fromkeys([target])
        queue = [target]
        rules: dict[int, Rule] = {}
        for node in queue:
            for rule in self.by_premise.get(node, ()):
                rules[id(rule)] = rule
                if rule.head not in within:
                    within[rule.head] = None
                    queue.append(rule.head)
        direct = [attack for node in within for attack in self.by_target.get(node, ())]
        found, capped = transpose(
            map(self.with_links, direct), rules.values(), within, Budget(self.work)
        )
        if capped:
            self.cut.add(target)
        return tuple(attack for attack in found if attack.target == target)

    def with_links(self, attack: Attack) -> Attack:
        """The attack of the empty set with what it comes through."""
        if attack.attackers or attack.through:
            return attack
        return Attack(attack.attackers, attack.target, self.explained(attack.target))
