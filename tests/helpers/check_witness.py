"""Check the witness of an answer in the form of ICCMA, without kb: it needs Python only.

    kb solve FILE -p TASK -a N | python check_witness.py FILE TASK N

Status 0: the line ``w`` is complete (stable, grounded) and holds N as the answer says, or there is
none where none is due (YES to DS, NO to DC and SE).  Status 1: it is not, and why.  That a
preferred, semi-stable or ideal extension is a largest one takes a solver and is not checked.
"""

import sys
from pathlib import Path


def fault(text, task, argument, answer):
    kind, name = task.split("-")
    head, *rest = text.split("\n")
    attackers = {number: set() for number in range(1, int(head.split()[2]) + 1)}
    for line in rest:
        if line.strip() and not line.startswith("#"):
            source, target = map(int, line.split())
            attackers[target].add(source)
    word = answer.split("\n")[0] if kind != "SE" or answer.startswith("NO") else "YES"
    shown = [line.split()[1:] for line in answer.split("\n") if line.startswith("w")]
    if not shown:
        return "no witness" if word == {"DC": "YES", "DS": "NO", "SE": "YES"}[kind] else ""
    held = {int(number) for number in shown[0]}
    if kind != "SE" and (argument in held) != (word == "YES"):
        return f"{argument} is {'in' if argument in held else 'not in'}"
    return fault_of_set(attackers, held, name)


def fault_of_set(attackers, held, name):
    safe, beaten = defended(attackers, held), {n for n in attackers if attackers[n] & held}
    if held & beaten:
        return f"{min(held & beaten)} is in and attacked from within"
    if held - safe:
        return f"{min(held - safe)} is in and not defended"
    if safe - held:
        return f"{min(safe - held)} is not in and defended"
    if name == "ST" and held | beaten != attackers.keys():
        return f"{min(attackers.keys() - held - beaten)} is neither in nor attacked"
    least = set()
    while name == "GR" and least != defended(attackers, least):
        least = defended(attackers, least)
    return f"{min(held - least)} is not grounded" if name == "GR" and held != least else ""


def defended(attackers, held):
    beaten = {number for number in attackers if attackers[number] & held}
    return {number for number in attackers if attackers[number] <= beaten}


if __name__ == "__main__":
    file, task, argument = (*sys.argv[1:], "0")[:3]
    why = fault(Path(file).read_text(), task, int(argument), sys.stdin.read())
    print(why or "checked")
    sys.exit(bool(why))
