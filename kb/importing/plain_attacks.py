"""Arguments that are only names, and attacks between them: claims without a text.

A table of names beside the file, as ``kb export`` writes it, gives them ids and titles.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from kb.importing.naming import Names, clean, kebab
from kb.importing.taken import MOST_CLAIMS, Given, Taken, Unreadable, claim_of, counted, with_links
from kb.model import Link
from kb.model.names import CLAIM_ID
from kb.phrasing import quantity


def taken_from(
    given: Given, names: Names, arguments: Sequence[str], attacks: Iterable[tuple[str, str]]
) -> Taken:
    """A claim for each argument, and a link for each attack on another."""
    known = names_beside(given)
    claims = {}
    for argument in arguments:
        name, title = known.get(argument, ("", ""))
        said = names.title(title or name or f"Argument {argument}")
        plain = name if re.fullmatch(CLAIM_ID, name) else kebab(name or f"argument {argument}")
        claims[argument] = claim_of(names.id(plain, said), said, "")
    ends = list(dict.fromkeys(attacks))
    links = [Link(claims[a].id, "attacks", claims[b].id, "") for a, b in ends if a != b]
    own = len(ends) - len(links)
    lost = counted(
        (own, "attack", "of an argument on itself, which kb has not: such may stand here only"),
    )  # fmt: skip
    texts = f"the words of {quantity(len(claims), 'argument')}: such a file holds none"
    unsaid = (texts,) if claims else ()
    return Taken(with_links(claims.values(), links), (*lost, *unsaid))


def names_beside(given: Given) -> dict[str, tuple[str, str]]:
    """Names and titles by argument, from the table beside the file."""
    text = given.beside.get("names.csv", "")
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise Unreadable(given, 0, f"the table of names beside it is not CSV: {error}") from None
    return {
        row.get("argument") or "": (
            clean(row.get("name") or ""),
            clean(row.get("title") or "") if row.get("kind") == "claim" else "",
        )
        for row in rows
    }


def too_many(given: Given, line: int, count: int) -> Unreadable:
    """What is said of a framework that would become more files than anybody reads."""
    return Unreadable(given, line, f"{count} arguments; at most {MOST_CLAIMS} are taken in")
