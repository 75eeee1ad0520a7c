"""How to cite a claim: one citation, as BibTeX, CSL-JSON and RIS, and as a page's metadata.

TeX gets the title with its formulas as they are written; the others, which know no formulas, get
them in one line of letters.  All protect its capitals where they have a way to.
"""

import json
import re
from dataclasses import dataclass

from kb.exchange.tex import FORMULA, balanced, escaped
from kb.model import Claim
from kb.site.index import Index
from kb.site.text.plain_math import bare, without_marks

# Files beside a claim's page: name, what it is called, media type
FILES = (
    ("cite.bib", "BibTeX", "application/x-bibtex"),
    ("cite.json", "CSL-JSON", "application/vnd.citationstyles.csl+json"),
    ("cite.ris", "RIS", "application/x-research-info-systems"),
)


@dataclass(frozen=True)
class Citation:
    """What is cited: a title as the author wrote it, where, and in which year."""

    key: str
    title: str
    address: str  # "" if the site has none that is known
    year: str  # "" if it is not known
    where: str = ""  # the name of the base

    @property
    def plain_title(self) -> str:
        """The title in one line of letters."""
        return bare(self.title)


def citation_of(index: Index, claim: Claim) -> Citation:
    """The citation of a claim as of today; without an address if its site has none."""
    year = index.today[:4] if re.fullmatch(r"\d{4}", index.today[:4]) else ""
    address = f"{index.site}claims/{claim.id}/" if index.site else ""
    where = index.knowledge.base.configuration.cited_as
    return Citation(f"kb-{claim.id}", claim.title, address, year, where)


def files_of(citation: Citation) -> dict[str, bytes]:
    """The files that reference managers read, by name."""
    csl = json.dumps([as_csl(citation)], ensure_ascii=False, indent=1) + "\n"
    texts = (as_bibtex(citation), csl, as_ris(citation))
    return {name: text.encode() for (name, _, _), text in zip(FILES, texts, strict=True)}


def as_bibtex(citation: Citation) -> str:
    """An entry for BibTeX; the braces around the title keep its capitals."""
    year = f"  year         = {{{citation.year}}},\n" if citation.year else ""
    url = f"  url          = {{{citation.address}}}\n" if citation.address else ""
    return (
        f"@misc{{{citation.key},\n  title        = {{{{{typeset(citation.title)}}}}},\n"
        f"  howpublished = {{{escaped(citation.where)}}},\n{year}{url}}}\n"
    )


def as_csl(citation: Citation) -> dict[str, object]:
    """An item for CSL's processors; ``nocase`` keeps the capitals of the title."""
    issued = {"issued": {"date-parts": [[int(citation.year)]]}} if citation.year else {}
    return {
        "id": citation.key,
        "type": "webpage",
        "title": f'<span class="nocase">{citation.plain_title}</span>',
        "container-title": citation.where,
        **({"URL": citation.address} if citation.address else {}),
        **issued,
    }


def as_ris(citation: Citation) -> str:
    """A record in RIS, which changes no capitals; its lines end as the format wants them."""
    fields = [
        ("TY", "ELEC"),
        ("ID", citation.key),
        ("TI", citation.plain_title),
        ("T2", citation.where),
        *([("PY", citation.year)] if citation.year else []),
        *([("UR", citation.address)] if citation.address else []),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)


def as_metadata(citation: Citation) -> list[tuple[str, str]]:
    """What reference managers read in the head of the page: Highwire's words and Dublin Core's.

    The type is said in Dublin Core, for Highwire's words alone are taken for an article's.
    """
    names = ("citation_public_url", "DC.identifier")
    address = [(name, citation.address) for name in names if citation.address]
    date = [("citation_publication_date", citation.year), ("DC.date", citation.year)]
    return [
        ("citation_title", citation.plain_title),
        ("DC.title", citation.plain_title),
        ("DC.type", "webpage"),
        ("DC.publisher", citation.where),
        *address,
        *(date if citation.year else []),
    ]


def typeset(title: str) -> str:
    """A title for TeX: formulas as written, all else escaped and its capitals protected."""
    parts = FORMULA.split(without_marks(title, lambda piece: piece[0].strip("`")))
    return "".join(
        part if odd and balanced(part) else escaped(unmarked(part))
        for at, part in enumerate(parts)
        for odd in (at % 2,)
    )


def unmarked(words: str) -> str:
    """Words without Markdown's escapes."""
    return re.sub(r"\\([^\w\s])", r"\1", words)
