"""Ids and titles that are safe: small words only, each once, whatever a file of others says."""

import re
import unicodedata
from collections.abc import Collection

from kb.authoring.claim import id_for
from kb.model.names import CLAIM_ID, KEBAB
from kb.phrasing import one_line
from kb.reading.formulas_in_text import PIECE, formula_of, stray_signs
from kb.reading.strict_yaml import FORBIDDEN

LONGEST_ID, LONGEST_TITLE, LONGEST_SHORT = 80, 90, 40
BREAKS = re.compile("\r\n?|[\x85\u2028\u2029\x0b\x0c]")
UNSEEN = re.compile(f"{FORBIDDEN.pattern}|[\ud800-\udfff\ufffe\uffff]")


class Names:
    """Ids and titles given so far, and those of the base; a second of a name gets a number."""

    def __init__(
        self,
        taken: Collection[str] = (),
        theirs: Collection[str] = (),
        titles: Collection[str] = (),
    ) -> None:
        self.theirs = frozenset(theirs)  # ids of claims that the base has
        self.ids = {*taken, *theirs}
        self.titles = {title.casefold() for title in titles}
        self.shorts: set[str] = set()  # also the caller's to fill
        self.holders: dict[str, str] = {}  # the name in the file -> id of the position
        self.keys = {"index"}  # a position of that name would have the page of all of them
        self.counts: dict[tuple[str, str], int] = {}
        self.clashes: list[str] = []  # ids that the file itself says, and that the base has

    def id(self, said: str, title: str = "") -> str:
        """An id: as said if it is one, else from the title."""
        is_id = re.fullmatch(CLAIM_ID, said)
        if is_id and said in self.theirs:
            self.clashes.append(said)
        wanted = said if is_id else id_for(plain(without_links(title or said)))
        if not is_id and wanted and re.search(r"\bnot\b", title or said, re.IGNORECASE):
            wanted = f"not-{wanted}"  # without it an id would say the contrary
        if not wanted:
            word = "-".join(re.findall("[a-z0-9]+", plain(said or title).lower())[:4])
            wanted = f"claim-{word or 1}"
        wanted = wanted[:LONGEST_ID].rstrip("-")
        if not re.fullmatch(CLAIM_ID, wanted):  # one long word is left of it
            wanted = f"claim-{wanted}"[:LONGEST_ID]
        return self._once(wanted, "-{}", self.ids)

    def title(self, said: str, statement: str = "", otherwise: str = "") -> str:
        """A title on one line: as said, else how the statement begins; ``otherwise`` if taken."""
        wanted, second = (one_line(clean(words)) for words in (said, otherwise))
        wanted = wanted or beginning(statement)
        if second and wanted.casefold() in self.titles:
            wanted = second
        return self._once(wanted or "Untitled", " ({})", self.titles)

    def short(self, said: str) -> str:
        """A short name for maps: as said, unless it is taken or too long for one."""
        name = one_line(clean(said))
        if not name or len(name) > LONGEST_SHORT or name.casefold() in self.shorts:
            return ""
        self.shorts.add(name.casefold())
        return name

    def position(self, said: str) -> str:
        """The id of whoever is called so; two names that look alike are two positions."""
        name = one_line(clean(said))
        if name and name not in self.holders:
            wanted = kebab(name) or f"holder-{len(self.holders) + 1}"
            self.holders[name] = self._once(wanted, "-{}", self.keys)
        return self.holders.get(name, "")

    @property
    def positions(self) -> dict[str, str]:
        """The name in the file of each position that was named."""
        return {key: name for name, key in self.holders.items()}

    def _once(self, wanted: str, mark: str, known: set[str]) -> str:
        name, key = wanted, (wanted.casefold(), mark)
        while name.casefold() in known:
            self.counts[key] = self.counts.get(key, 1) + 1
            name = f"{wanted}{mark.format(self.counts[key])}"
        known.add(name.casefold())
        return name


def beginning(statement: str) -> str:
    """The first sentence of a statement, or as much of it as a title holds."""
    said = one_line(without_links(clean(statement)))
    first = re.match(r"(.{10,}?[.?!])(?=\s[^a-z])", said)
    said = first[1] if first and len(first[1]) <= LONGEST_TITLE else said
    if len(said) > LONGEST_TITLE:
        cut = said[: LONGEST_TITLE - 1].rpartition(" ")[0] or said[: LONGEST_TITLE - 1]
        return f"{cut.rstrip(' ,;:.')}…"
    return said if said.endswith("...") else said.removesuffix(".")


def without_links(text: str) -> str:
    """Markdown with the words of its links and without where they lead."""
    return re.sub(r"\[([^\[\]\n]{1,300})\]\((?:https?://[^()\n]*|[^()\s]{0,2000})\)", r"\1", text)


def plain(words: str) -> str:
    """Words in Latin letters without accents, as ids are made of."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", words)
        if not unicodedata.combining(letter)
    )


def clean(text: str) -> str:
    """A text that a claim's file can hold: no letter that nobody sees, lines ended in one way."""
    return UNSEEN.sub("", BREAKS.sub("\n", text)).replace("\t", " ").strip()


def without_formulas(text: str) -> str:
    """A text in which dollar signs mean dollars, as one that knows no formulas is written."""
    odd = any(map(formula_of, PIECE.finditer(text))) or stray_signs(text)
    return re.sub(r"(?<!\\)\$", r"\\$", text) if odd else text


def kebab(words: str) -> str:
    """A name of small words joined by -, for a topic, tag or position; "" if nothing is left."""
    found = "-".join(re.findall("[a-z0-9]+", plain(words).lower()))[:LONGEST_ID].strip("-")
    return found if re.fullmatch(KEBAB, found) else ""
