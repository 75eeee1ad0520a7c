"""Written attacks and strict rules between numbers, and which of them touch an element."""

from collections.abc import Iterable, Iterator

Sets = tuple[tuple[int, ...], int]  # members and target; premises and head


class Adjacency:
    """Attacks and rules; each can be taken away and put back, and more can be added."""

    def __init__(self, size: int, attacks: Iterable[Sets] = (), rules: Iterable[Sets] = ()) -> None:
        self.size = size
        self.attacks: list[Sets] = []
        self.rules: list[Sets] = []
        self.no_attack, self.no_rule = bytearray(), bytearray()  # 1: taken away
        self.attacks_on: list[list[int]] = [[] for _ in range(size)]
        self.attacks_by: list[list[int]] = [[] for _ in range(size)]
        self.rules_from: list[list[int]] = [[] for _ in range(size)]
        self.rules_to: list[list[int]] = [[] for _ in range(size)]
        for members, target in attacks:
            self.add_attack(members, target)
        for body, head in rules:
            self.add_rule(body, head)

    def add_element(self) -> int:
        """One element more; its number."""
        for adjacent in (self.attacks_on, self.attacks_by, self.rules_from, self.rules_to):
            adjacent.append([])
        self.size += 1
        return self.size - 1

    def add_attack(self, members: tuple[int, ...], target: int) -> int:
        """One attack more; its number."""
        number = len(self.attacks)
        self.attacks.append((members, target))
        self.no_attack.append(0)
        self.attacks_on[target].append(number)
        for member in members:
            self.attacks_by[member].append(number)
        return number

    def add_rule(self, body: tuple[int, ...], head: int) -> int:
        """One rule more; its number."""
        number = len(self.rules)
        self.rules.append((body, head))
        self.no_rule.append(0)
        self.rules_to[head].append(number)
        for premise in body:
            self.rules_from[premise].append(number)
        return number

    def neighbours(self, element: int) -> Iterator[int]:
        """Elements whose label may hang on this one's."""
        for number in self.attacks_by[element]:
            yield self.attacks[number][1]
        for number in self.rules_from[element]:
            yield from self.rules[number][0]
        for number in self.rules_to[element]:
            yield from self.rules[number][0]

    def degree(self, element: int) -> int:
        """What it costs to carry a label on from here."""
        return 1 + len(self.attacks_by[element]) + len(self.rules_from[element])
