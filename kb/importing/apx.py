"""ASPARTIX' facts: ``arg(a).`` and ``att(a,b).``, in any order, a comment behind each ``%``."""

import re

from kb.importing.naming import Names
from kb.importing.plain_attacks import taken_from, too_many
from kb.importing.taken import MOST_CLAIMS, Given, Taken, Unreadable

NAME = r'\s*([A-Za-z0-9_]{1,200}|"[^"\n]{1,200}")\s*'
FACT = re.compile(rf"\s*(?:arg\s*\({NAME}\)|att\s*\({NAME},{NAME}\))\s*\.")
QUIET = re.compile(r"\s*(?:%.*)?$")


def take(given: Given, names: Names) -> Taken:
    """The arguments and attacks of the file."""
    arguments: dict[str, int] = {}
    attacks: list[tuple[str, str]] = []
    lines: list[int] = []
    for number, line in enumerate(given.text.splitlines(), 1):
        at = 0
        while not QUIET.match(line, at):
            fact = FACT.match(line, at)
            if not fact:
                hint = "write 'arg(a).' or 'att(a,b).'"
                raise Unreadable(given, number, f"'{line[at:].strip()[:40]}' is no fact", hint)
            at = fact.end()
            if fact[1]:
                arguments.setdefault(fact[1].strip('"'), number)
            else:
                attacks.append((fact[2].strip('"'), fact[3].strip('"')))
                lines.append(number)
    if len(arguments) > MOST_CLAIMS:
        raise too_many(given, 0, len(arguments))
    for line_number, ends in zip(lines, attacks, strict=True):
        if wrong := [end for end in ends if end not in arguments]:
            hint = f"write 'arg({wrong[0]}).' for it"
            raise Unreadable(given, line_number, f"there is no argument '{wrong[0]}'", hint)
    return taken_from(given, names, list(arguments), attacks)
