"""Names of people in BibTeX: separated by 'and' outside braces, the family before a comma."""

import re

AND = re.compile(r"\s+and\s", re.IGNORECASE)


def separate_names(value: str) -> list[str]:
    """The names of a field; an 'and' inside braces separates nobody."""
    names, depth, begin, at = [], 0, 0, 0
    while at < len(value):
        depth += {"{": 1, "}": -1}.get(value[at], 0)
        separator = AND.match(value, at) if depth == 0 else None
        if separator:
            names.append(value[begin:at])
            begin = at = separator.end()
        else:
            at += 1
    return [name.strip() for name in (*names, value[begin:]) if name.strip()]


def comma_parts(name: str) -> list[str]:
    """A name cut at the commas outside braces: family, (junior,) given."""
    parts, depth = [""], 0
    for letter in name:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def spoken(name: str) -> str:
    """'Watanabe, Sumio' as 'Sumio Watanabe', 'King, Jr., Martin' as 'Martin King Jr.'."""
    family, *rest = comma_parts(name)
    return " ".join(part for part in (*rest[-1:], family, *rest[:-1]) if part)
