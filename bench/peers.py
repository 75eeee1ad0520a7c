"""The same questions put to other Python packages, each given what it likes best to read."""

from collections.abc import Callable

from bench.frameworks import Edges

ADMISSIBLE = """
{in(X)} :- arg(X).
:- in(X), in(Y), att(X,Y).
beaten(Y) :- in(X), att(X,Y).
:- in(X), att(Y,X), not beaten(Y).
"""

Ask = Callable[[int], bool]
Peer = Callable[[int, Edges], Ask]


def kb(size: int, edges: Edges) -> Ask:
    from kb.reasoning.budget import Unknown
    from kb.reasoning.semantics.acceptance import credulously_accepted
    from kb.reasoning.semantics.setaf import Framework

    def ask(element: int) -> bool:
        attackers: list[list[int]] = [[] for _ in range(size)]
        for source, target in edges:
            attackers[target].append(source)
        answer = credulously_accepted(Framework(attackers), element)
        assert not isinstance(answer, Unknown)
        return answer.accepted

    return ask


def clingo(size: int, edges: Edges) -> Ask:
    from clingo import Control

    facts = "".join(f"arg({each})." for each in range(size))
    facts += "".join(f"att({a},{b})." for a, b in edges)

    def ask(element: int) -> bool:
        control = Control(["--warn=none"])
        control.add("base", [], f"{ADMISSIBLE}{facts}:- not in({element}).")
        control.ground([("base", [])])
        return bool(control.solve().satisfiable)

    return ask


def pygarg(size: int, edges: Edges) -> Ask:
    from pygarg.dung.solver import credulous_acceptability

    names = [str(each) for each in range(size)]
    attacks = [[str(a), str(b)] for a, b in edges]
    return lambda element: bool(credulous_acceptability(names, attacks, str(element), "PR")[0])


def formal_argumentation(size: int, edges: Edges) -> Ask:
    from argumentation.core.dung import ArgumentationFramework
    from argumentation.solving.solver import solve_dung_acceptance

    framework = ArgumentationFramework(
        frozenset(map(str, range(size))), frozenset((str(a), str(b)) for a, b in edges)
    )

    def ask(element: int) -> bool:
        found = solve_dung_acceptance(
            framework, semantics="complete", task="credulous", query=str(element), backend="sat"
        )
        return bool(found.answer)

    return ask


PEERS: dict[str, Peer] = {
    "kb": kb, "clingo": clingo, "pygarg": pygarg, "formal-argumentation": formal_argumentation,
}  # fmt: skip


def kb_names(size: int, edges: Edges) -> Callable[[], int]:
    """From names and attacks, as a base gives them."""
    from kb.model.outcomes import Attack
    from kb.reasoning.semantics.setaf import IN, grounded_labels, numbered_framework

    names = [str(each) for each in range(size)]
    attacks = [Attack(frozenset({names[a]}), names[b]) for a, b in edges]
    return lambda: grounded_labels(numbered_framework(names, attacks)[1]).count(IN)


def kb_numbers(size: int, edges: Edges) -> Callable[[], int]:
    """From numbers, as a file of ICCMA gives them."""
    from kb.reasoning.semantics.setaf import IN, Framework, grounded_labels

    attackers: list[list[int]] = [[] for _ in range(size)]
    for source, target in edges:
        attackers[target].append(source)
    return lambda: grounded_labels(Framework(attackers)).count(IN)


def formal_grounded(size: int, edges: Edges) -> Callable[[], int]:
    from argumentation.core.dung import ArgumentationFramework, grounded_extension

    framework = ArgumentationFramework(
        frozenset(map(str, range(size))), frozenset((str(a), str(b)) for a, b in edges)
    )
    return lambda: len(grounded_extension(framework))


GROUNDED: dict[str, Callable[[int, Edges], Callable[[], int]]] = {
    "kb (numbers)": kb_numbers, "kb (names)": kb_names, "formal-argumentation": formal_grounded,
}  # fmt: skip
