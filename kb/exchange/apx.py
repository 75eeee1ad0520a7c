"""ASPARTIX' facts: ``arg(a1).`` and ``att(a1,a2).``

Three readers take what stands before the comma, a blank included, for a name, and none of them
knows names in quotes: so arguments are a1, a2 ..., and a table beside the file says what they are.
"""

from kb.exchange.exported import Exported, left_out
from kb.exchange.plain_attacks import lost_in, names_table, plain_attacks
from kb.knowledge import Knowledge


def export(knowledge: Knowledge) -> Exported:
    """The attacks of a base as facts, and the names of its arguments."""
    framework = plain_attacks(knowledge)
    lines = [f"arg(a{number})." for number in range(1, len(framework.names) + 1)]
    lines += [f"att(a{attacker},a{target})." for attacker, target in framework.attacks]
    names = {"names.csv": names_table(knowledge, framework, "a")}
    text = "".join(f"{line}\n" for line in lines)
    return Exported(text, names, (*lost_in(framework), *left_out(knowledge)))
