"""ICCMA 2023's ``p af``: arguments are numbers, and a line is an attack.

Solvers differ on comments, empty lines and second blanks, so there are none; the names of the
numbers are a table beside the file.
"""

from kb.exchange.exported import Exported, left_out
from kb.exchange.plain_attacks import lost_in, names_table, plain_attacks
from kb.knowledge import Knowledge


def export(knowledge: Knowledge) -> Exported:
    """The attacks of a base as an abstract framework, and the names of its arguments."""
    framework = plain_attacks(knowledge)
    lines = [f"p af {len(framework.names)}"]
    lines += [f"{attacker} {target}" for attacker, target in framework.attacks]
    names = {"names.csv": names_table(knowledge, framework)}
    lost = (*lost_in(framework), *left_out(knowledge))
    return Exported("\n".join(lines) + "\n", names, lost)
