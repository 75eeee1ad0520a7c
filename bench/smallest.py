"""The smallest explanation of a contradiction by another road: weights and OptUx.

Nothing is shared with kb's search but the rules.  All clashes are put into one question, so that
the answer is the smallest over all of them.
"""

from collections.abc import Iterable

from kb.reasoning.rules import Strict


def size_of_smallest(held: Iterable[str], strict: Strict) -> int:
    """Fewest held claims and links, the declared clash among them, that clash; 0 if none do.

    A link without name (a claim and its denial) counts for nothing.
    """
    from pysat.examples.optux import OptUx
    from pysat.formula import WCNF

    number: dict[str, int] = {}

    def of(name: str) -> int:
        return number.setdefault(name, len(number) + 1)

    formula = WCNF()
    links = set()
    for rule in strict.rules:
        links.add(rule.link)
        formula.append([-of(f"link {rule.link}"), *(-of(p) for p in rule.body), of(rule.head)])
    for contrary in strict.contraries:
        links |= {contrary.link} - {""}
        loose = [-of(f"link {contrary.link}")] if contrary.link else []
        formula.append([*loose, -of(contrary.one), -of(contrary.other)])
    for link in sorted(links):
        formula.append([of(f"link {link}")], weight=1)
    for claim in sorted(held):
        formula.append([of(claim)], weight=1)
    with OptUx(formula) as optux:
        return len(optux.compute() or ())
