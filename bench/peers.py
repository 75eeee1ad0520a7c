"""The same questions put to other Python packages, each given what it likes best to read.

    python -m bench.peers PEER TASK FILE [ARGUMENT]

asks one of them as a program: TASK is DC-PR or SE-ST, FILE a framework as ICCMA 2023 writes it.
Nothing but the peer is imported on the way, so that its start counts and no other's.
"""

import sys
from collections.abc import Callable
from typing import Any

Edges = list[tuple[int, int]]

ADMISSIBLE = """
{in(X)} :- arg(X).
:- in(X), in(Y), att(X,Y).
beaten(Y) :- in(X), att(X,Y).
:- in(X), att(Y,X), not beaten(Y).
"""
STABLE = """
{in(X)} :- arg(X).
beaten(Y) :- in(X), att(X,Y).
:- in(X), beaten(X).
:- arg(X), not in(X), not beaten(X).
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


def facts_of(size: int, edges: Edges) -> str:
    """A framework as clingo reads it."""
    return "".join(f"arg({each})." for each in range(size)) + "".join(
        f"att({a},{b})." for a, b in edges
    )


def clingo(size: int, edges: Edges) -> Ask:
    from clingo import Control

    facts = facts_of(size, edges)

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


def answered(found: Any) -> Any:
    """What formal-argumentation found; without z3 it answers that it cannot."""
    if type(found).__name__.endswith("Unavailable"):
        raise ImportError(getattr(found, "install_hint", str(found)))
    return found


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
        return bool(answered(found).answer)

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


def clingo_stable(size: int, edges: Edges) -> bool:
    """Whether there is a stable extension, here and below."""
    from clingo import Control

    control = Control(["--warn=none"])
    control.add("base", [], f"{STABLE}{facts_of(size, edges)}")
    control.ground([("base", [])])
    return bool(control.solve().satisfiable)


def pygarg_stable(size: int, edges: Edges) -> bool:
    from pygarg.dung.solver import compute_some_extension

    names = [str(each) for each in range(size)]
    attacks = [[str(a), str(b)] for a, b in edges]
    return compute_some_extension(names, attacks, "ST") != "NO"


def formal_stable(size: int, edges: Edges) -> bool:
    from argumentation.core.dung import ArgumentationFramework
    from argumentation.solving.solver import solve_dung_single_extension

    framework = ArgumentationFramework(
        frozenset(map(str, range(size))), frozenset((str(a), str(b)) for a, b in edges)
    )
    found = solve_dung_single_extension(framework, semantics="stable", backend="sat")
    return answered(found).extension is not None


STABLE_BY: dict[str, Callable[[int, Edges], bool]] = {
    "clingo": clingo_stable, "pygarg": pygarg_stable, "formal-argumentation": formal_stable,
}  # fmt: skip


def main(peer: str, task: str, file: str, argument: str = "1") -> None:
    """Read a framework, ask a peer, and print YES or NO."""
    with open(file) as lines:  # noqa: PTH123 (pathlib is the start of no peer)
        size = int(next(lines).split()[2])
        edges = [(int(a) - 1, int(b) - 1) for a, b in map(str.split, lines)]
    try:
        if task == "SE-ST":
            found = STABLE_BY[peer](size, edges)
        else:
            found = PEERS[peer](size, edges)(int(argument) - 1)
    except ImportError as error:
        sys.exit(f"not installed: {error}")
    print("YES" if found else "NO")


if __name__ == "__main__":
    main(*sys.argv[1:])
