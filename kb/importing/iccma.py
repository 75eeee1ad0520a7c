"""ICCMA 2023's ``p af``: a number of arguments, and an attack a line."""

import re

from kb.importing.naming import Names
from kb.importing.plain_attacks import taken_from, too_many
from kb.importing.taken import MOST_CLAIMS, Given, Taken, Unreadable


def take(given: Given, names: Names) -> Taken:
    """The arguments and attacks of the file; comments and empty lines are passed over."""
    count, attacks = -1, []
    for number, line in enumerate(given.text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if count < 0:
            if not re.fullmatch(r"p\s+af\s+[0-9]{1,9}", line.strip()):
                hint = "the first line is 'p af N', with the number of arguments"
                raise Unreadable(given, number, f"'{line[:40]}' is no beginning", hint)
            count = int(words[2])
            if count > MOST_CLAIMS:
                raise too_many(given, number, count)
            continue
        if len(words) != 2 or not all(re.fullmatch("[0-9]{1,9}", word) for word in words):
            hint = "write two numbers: who attacks, and whom"
            raise Unreadable(given, number, f"'{line[:40]}' is no attack", hint)
        if wrong := [word for word in words if not 1 <= int(word) <= count]:
            raise Unreadable(
                given, number, f"there is no argument {wrong[0]}: they are 1 to {count}"
            )
        attacks.append((str(int(words[0])), str(int(words[1]))))
    if count < 0:
        raise Unreadable(given, 1, "the file is empty", "the first line is 'p af N'")
    return taken_from(given, names, [str(n) for n in range(1, count + 1)], attacks)
