"""The plain solver for abstract frameworks (Dung 1995), in the format of ICCMA 2023.

    p af 3
    # a comment
    1 2

Answers are YES or NO, with a line ``w 1 3`` that shows it where one can: an extension for DC
and SE, a counterexample for a NO to DS.  EE, which ICCMA 2023 did not ask for, prints one such
line for each extension, and NO if there is none.  Semi-stable and ideal extensions, which ICCMA
2023 asked for in part, are asked for as all others.  A spent budget is no answer: Unknown.
"""

from collections.abc import Callable, Iterable, Mapping

from kb.reasoning.budget import STEPS, Budget, Unknown
from kb.reasoning.semantics.acceptance import (
    Answer,
    credulously_accepted,
    elements_in,
    sceptically_accepted,
)
from kb.reasoning.semantics.extensions import Semantics, extensions
from kb.reasoning.semantics.ideal import ideal_extension
from kb.reasoning.semantics.sat import Oracle
from kb.reasoning.semantics.semi_stable import semi_stable
from kb.reasoning.semantics.setaf import Framework, grounded_labels
from kb.reasoning.semantics.subframeworks import complete_extension, components, undecided_part

NAMES: dict[str, Semantics] = {
    "CO": "complete", "PR": "preferred", "ST": "stable", "SST": "semi-stable",
}  # fmt: skip
MOST_ARGUMENTS = 2_000_000
MOST_LISTED = 1_000_000


def grounded_extension(framework: Framework, steps: int = STEPS) -> frozenset[int]:
    """The grounded extension, for which no budget is needed."""
    return elements_in(grounded_labels(framework))


# Semantics with exactly one extension.
ONE: Mapping[str, Callable[[Framework, int], frozenset[int] | Unknown]] = {
    "GR": grounded_extension, "ID": ideal_extension,
}  # fmt: skip
TASKS = tuple(f"{task}-{name}" for task in ("DC", "DS", "SE", "EE") for name in
              ("CO", "GR", "PR", "ST", "SST", "ID"))  # fmt: skip


class Misread(ValueError):
    """The text is not a framework, or the question is not one; the message says where and why."""


def framework_of(text: str) -> Framework:
    """Read the format of ICCMA 2023; arguments 1, 2, 3 ... become 0, 1, 2 ..."""
    lines = text.splitlines()
    first = next((n for n, line in enumerate(lines) if line.strip() and line[0] != "#"), None)
    if first is None:
        raise Misread("expected a line 'p af N', N being the number of arguments; found none")
    size = size_of(lines[first], first + 1)
    number = {str(argument + 1): argument for argument in range(size)}
    attackers: list[list[int]] = [[] for _ in range(size)]
    for count, line in enumerate(lines[first + 1 :], first + 2):
        try:
            source, target = line.split()
            attackers[number[target]].append(number[source])
        except (ValueError, KeyError):
            if line.strip() and not line.startswith("#"):
                raise Misread(fault(line, count, size)) from None
    return Framework(attackers)


def size_of(line: str, count: int) -> int:
    """How many arguments the first line announces."""
    words = line.split()
    good = len(words) == 3 and words[:2] == ["p", "af"] and plain(words[2])
    if not good:
        raise Misread(
            f"line {count}: expected 'p af N', N being the number of arguments; found {line!r:.80}"
        )
    if len(words[2]) > 8 or int(words[2]) > MOST_ARGUMENTS:
        raise Misread(f"line {count}: {words[2]:.20} arguments; at most {MOST_ARGUMENTS} are read")
    return int(words[2])


def plain(word: str) -> bool:
    """Whether a word is a number in digits."""
    return word.isascii() and word.isdigit()


def fault(line: str, count: int, size: int) -> str:
    """What is wrong with a line that should be an attack."""
    words = line.split()
    if words[0] == "p":
        return f"line {count}: a second line 'p ...'; the first has said it"
    if len(words) != 2 or not all(map(plain, words)):
        return f"line {count}: expected two numbers, 'ATTACKER TARGET'; found {line!r:.80}"
    wrong = next(word for word in words if str(int(word[:20])) != word or not 0 < int(word) <= size)
    return f"line {count}: expected an argument from 1 to {size}; found {wrong:.20}"


def solve(text: str, task: str, argument: int | None = None, steps: int = STEPS) -> str | Unknown:
    """The answer to a task such as DC-PR, as ICCMA 2023 prints it."""
    if task not in TASKS:
        raise Misread(f"expected a task such as DC-PR, one of {', '.join(TASKS)}; found {task!r}")
    framework = framework_of(text)
    kind, name = task.split("-")
    if kind == "SE":
        return answer_line(some_extension(framework, name, steps))
    if kind == "EE":
        return extension_lines(framework, name, steps)
    if argument is None or not 1 <= argument <= framework.size:
        found = "none" if argument is None else argument
        raise Misread(f"{task} expects an argument from 1 to {framework.size}; found {found}")
    asked = credulous_answer if kind == "DC" else sceptical_answer
    answer = asked(framework, argument - 1, name, steps)
    if isinstance(answer, Unknown):
        return answer
    word = "YES" if answer.accepted else "NO"
    if answer.accepted != (kind == "DC"):
        return f"{word}\n"
    return f"{word}\n{line_of(answer.witness)}"


def credulous_answer(framework: Framework, element: int, name: str, steps: int) -> Answer | Unknown:
    """Whether some extension holds the element, and one that does."""
    if name in ONE:
        return membership(ONE[name](framework, steps), element)
    if name in ("ST", "SST"):
        return answer(decided_extension(framework, name, element + 1, steps), True)
    found = credulously_accepted(framework, element, steps)
    if isinstance(found, Unknown) or not found.accepted:
        return found
    if name == "CO":
        return Answer(True, complete_extension(framework, found.witness))
    return answer(preferred_extension(framework, found.witness, steps), True)


def sceptical_answer(framework: Framework, element: int, name: str, steps: int) -> Answer | Unknown:
    """Whether every extension holds the element, and if not, one that does not."""
    if name in ONE or name == "CO":
        return membership(ONE.get(name, grounded_extension)(framework, steps), element)
    if name in ("ST", "SST"):
        return answer(decided_extension(framework, name, -(element + 1), steps), False)
    found = sceptically_accepted(framework, element, steps)
    if isinstance(found, Unknown) or found.accepted:
        return found
    return answer(preferred_extension(framework, found.witness, steps), False)


def membership(extension: frozenset[int] | Unknown, element: int) -> Answer | Unknown:
    """The answer of the one extension that counts."""
    if isinstance(extension, Unknown):
        return extension
    return Answer(element in extension, extension)


def answer(found: frozenset[int] | None | Unknown, word: bool) -> Answer | Unknown:
    """The answer that an extension proves, or the contrary if there is none."""
    if isinstance(found, Unknown):
        return found
    return Answer(not word) if found is None else Answer(word, found)


def some_extension(framework: Framework, name: str, steps: int) -> frozenset[int] | None | Unknown:
    """One extension."""
    if name in ("ST", "SST"):
        return decided_extension(framework, name, 0, steps)
    if name == "PR":
        return preferred_extension(framework, elements_in(grounded_labels(framework)), steps)
    return ONE.get(name, grounded_extension)(framework, steps)


def decided_extension(
    framework: Framework, name: str, literal: int, steps: int
) -> frozenset[int] | None | Unknown:
    """A stable or semi-stable extension with an element (its number from 1), without, or any."""
    labels = grounded_labels(framework)
    found = elements_in(labels)
    rest = undecided_part(framework, labels)
    element = abs(literal) - 1
    if literal and labels[element] and (element in found) != (literal > 0):
        return None
    purse = Budget(steps)
    for part in components(rest.framework):
        here = [rest.members[member] for member in part.members]
        place = here.index(element) + 1 if literal and element in here else 0
        wanted = [place if literal > 0 else -place] if place else []
        with Oracle(part.framework, "stable" if name == "ST" else "admissible", purse) as oracle:
            own = (
                oracle.ask(*wanted)
                if name == "ST"
                else next(semi_stable(part.framework, oracle, *wanted), None)
            )
        if own is None or isinstance(own, Unknown):
            return own
        found |= frozenset(here[number] for number in own)
    return found


def preferred_extension(
    framework: Framework, held: Iterable[int], steps: int
) -> frozenset[int] | Unknown:
    """A preferred extension that contains an admissible set."""
    labels = grounded_labels(framework, held)
    rest = undecided_part(framework, labels)
    with Oracle(rest.framework, "admissible", Budget(steps)) as oracle:
        found = oracle.maximal(frozenset())
    return found if isinstance(found, Unknown) else elements_in(labels) | rest.outside(found)


def extension_lines(framework: Framework, name: str, steps: int) -> str | Unknown:
    """All extensions, one a line, in the order of their members."""
    if name in ONE:
        return answer_line(ONE[name](framework, steps))
    names = [str(argument + 1) for argument in range(framework.size)]
    found = extensions(names, framework, NAMES[name], steps).listed(MOST_LISTED)
    if isinstance(found, Unknown):
        return found
    listed = sorted(sorted(int(word) - 1 for word in extension) for extension in found)
    return "".join(map(line_of, listed)) or "NO\n"


def answer_line(found: frozenset[int] | None | Unknown) -> str | Unknown:
    """One extension as it is printed."""
    if isinstance(found, Unknown):
        return found
    return "NO\n" if found is None else line_of(found)


def line_of(extension: Iterable[int]) -> str:
    """An extension as a line of arguments."""
    return " ".join(["w", *(str(argument + 1) for argument in sorted(extension))]) + "\n"
