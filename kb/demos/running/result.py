"""What ``measure`` may return, brought into one plain form.

Used on both sides of the pipe: the child tidies numpy's values, and the parent
reads the same form again, because a child can send whatever it likes.
"""

import math
import numbers
from collections.abc import Mapping

MOST_NUMBERS = 10_000
FIELDS = {"curves": ("x", "y"), "grids": ("x", "y", "z")}


def tidy(result: object) -> dict[str, object]:
    """Measures as floats, curves and grids as lists; Fault if it is anything else."""
    if not isinstance(result, dict):
        raise Fault(f"measure returned {kind_of(result)}, not a dict")
    plain: dict[str, object] = {
        name_of(name, "the measure"): _measure(name, value)
        for name, value in result.items()
        if name not in FIELDS
    }
    plain |= {group: _group(group, result[group]) for group in FIELDS if group in result}
    many = _count(plain)
    if many > MOST_NUMBERS:
        raise Fault(f"measure returned {many:,} numbers; at most {MOST_NUMBERS:,} are allowed")
    return plain


def one_line(text: str, most: int = 400) -> str:
    """Text of a stranger as one printable line of bearable length."""
    line = " ".join(text[: 4 * most].split())
    line = "".join(letter if letter.isprintable() else "?" for letter in line)
    return line if len(line) <= most else line[:most] + "..."


def kind_of(value: object) -> str:
    """What a value is, for a sentence: a list, an array, None."""
    if value is None:
        return "None"
    name = one_line(type(value).__name__, 60).replace("ndarray", "array")
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def name_of(name: object, what: str) -> str:
    """The name that a script gives something; Fault if an expectation could not use it."""
    # ASCII only: an expectation is read as Python, which folds other letters together
    if type(name) is str and name.isascii() and name.isidentifier():
        return name
    shown = one_line(str(name), 60)
    raise Fault(f"{what} {shown!r} needs a name of letters, digits and _ only")


def _measure(name: object, value: object) -> float:
    return _number(value, f"the measure {name}")


def _number(value: object, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise Fault(f"{what} is {kind_of(value)}, not a number")
    try:
        number = float(value)
    except OverflowError:
        raise Fault(f"{what} is too large for a float") from None
    if not math.isfinite(number):
        raise Fault(f"{what} is {number}")
    return number


def _group(group: str, found: object) -> dict[str, object]:
    if not isinstance(found, dict):
        raise Fault(f"{group} is {kind_of(found)}, not a dict")
    one = group.removesuffix("s")
    return {name_of(name, f"the {one}"): _one(one, name, value) for name, value in found.items()}


def _one(one: str, name: object, found: object) -> dict[str, object]:
    what, fields = f"the {one} {name}", FIELDS[one + "s"]
    if not isinstance(found, dict):
        raise Fault(f"{what} is {kind_of(found)}, not a dict of {' and '.join(fields)}")
    if set(found) != set(fields):
        shown = one_line(", ".join(map(str, found)), 100) or "nothing"
        raise Fault(f"{what} has {shown}; expected {', '.join(fields)}")
    x, y = (_row(found[axis], f"{axis} of {what}") for axis in "xy")
    if one == "curve":
        if len(x) != len(y):
            raise Fault(f"{what} has {len(x)} values of x and {len(y)} of y")
        return {"x": x, "y": y}
    rows = [_row(row, f"z of {what}") for row in _items(found["z"], f"z of {what}")]
    if len(rows) != len(y) or any(len(row) != len(x) for row in rows):
        raise Fault(f"z of {what} is not {len(y)} rows (one per y) of {len(x)} (one per x)")
    return {"x": x, "y": y, "z": rows}


def _row(found: object, what: str) -> list[float]:
    # six digits draw any figure, and keep records and pages small
    return [float(f"{_number(item, what):.6g}") for item in _items(found, what)]


def _items(found: object, what: str) -> list[object]:
    many = getattr(found, "size", None)  # of an array, before it becomes a list
    if not isinstance(many, int):
        many = len(found) if isinstance(found, list | tuple) else 0
    if many > MOST_NUMBERS:
        raise Fault(f"{what} has {many:,} numbers; at most {MOST_NUMBERS:,} are allowed")
    items = found.tolist() if hasattr(found, "tolist") else found
    if not isinstance(items, list | tuple):
        raise Fault(f"{what} is {kind_of(found)}, not a list of numbers")
    return list(items)


def _count(plain: object) -> int:
    if isinstance(plain, Mapping):
        return sum(_count(part) for part in plain.values())
    if isinstance(plain, list):
        return sum(_count(part) for part in plain)
    return 1


class Fault(Exception):
    """What a script did wrong, in words its author understands."""
