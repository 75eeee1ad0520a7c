"""What identifies a work, in any usual form, as one clean link each."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

DOI = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d+)*/\S+")
ARXIV = re.compile(
    r"(?<![\d.])(\d{4}\.\d{4,5}|[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})(v\d+)?(?![\d.]*\d)",
    re.IGNORECASE,
)
ARXIV_DOI = re.compile(r"10\.48550/arxiv\.", re.IGNORECASE)
SAYS_ARXIV = re.compile(r"arxiv", re.IGNORECASE)
URL = re.compile(
    r"https?://[^<>\"{}|\\^`]+?(?=\s*(?:[a-z]{2,8}://|[<>\"{}|\\^`]|$))", re.IGNORECASE
)
SAFE = ":/?&=#%+~,;@!$'()*[]"
COMMANDS = {
    "textless": "<", "textgreater": ">", "textunderscore": "_", "textasciitilde": "~",
    "sim": "~", "textbackslash": "\\", "slash": "/", "hyphen": "-", "url": "", "path": "",
}  # fmt: skip
COMMAND = re.compile(rf"\\({'|'.join(COMMANDS)})(?![A-Za-z])\s*")
MAY_SAY = ("journal", "note", "howpublished", "number", "volume")  # where arXiv is named instead


def links_outside(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is said and where it leads, for a DOI, an eprint of arXiv and an address; each once."""
    doi, url = doi_of(fields), url_of(fields)
    if doi:
        yield f"doi:{doi}", f"https://doi.org/{quote(doi)}"
    eprint = arxiv_of(fields)
    if eprint and not (doi and ARXIV_DOI.match(doi)):
        yield f"arXiv:{eprint}", f"https://arxiv.org/abs/{quote(eprint)}"
    if url and not (doi and names_doi(url)) and not (eprint and "arxiv.org/" in url.lower()):
        yield "page", quote(url, safe=SAFE)


def doi_of(fields: Mapping[str, str]) -> str:
    """The DOI alone: 10.1000/x of https://doi.org/10.1000/x; of an address too, if it is one."""
    written = bare(fields.get("doi", ""))
    if not written and names_doi(bare(fields.get("url", ""))):
        written = bare(fields["url"])
    if re.match(r"https?://", written, re.IGNORECASE) or "%2f" in written.lower():
        written = unquote(written)
    found = DOI.search(re.sub(r"\s*/\s*", "/", written, count=3))
    return unbalanced_off(found[0].rstrip(".,;")) if found else ""


def names_doi(url: str) -> bool:
    """Whether an address is that of a DOI."""
    return bool(re.match(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/", url, re.IGNORECASE))


def arxiv_of(fields: Mapping[str, str]) -> str:
    """The number of an eprint in arXiv; "" where the eprint is of another archive."""
    archive = fields.get("archiveprefix") or fields.get("eprinttype") or ""
    eprint = bare(fields.get("eprint", ""))
    if eprint and (not archive or SAYS_ARXIV.search(archive)):
        found = ARXIV.search(eprint)
        return "".join(part or "" for part in found.groups()) if found else ""
    for name in (*MAY_SAY, "url"):
        said = bare(fields.get(name, ""))
        named = SAYS_ARXIV.search(said)
        found = ARXIV.search(said, named.end()) if named else None
        if found:
            return "".join(part or "" for part in found.groups())
    return ""


def url_of(fields: Mapping[str, str]) -> str:
    """The first address of the web in a field, without TeX."""
    found = URL.search(bare(fields.get("url", "")))
    return unbalanced_off(found[0].rstrip(".,;")) if found else ""


def bare(value: str) -> str:
    """A field without TeX's commands and escapes, which no identifier has."""
    plain = COMMAND.sub(lambda found: COMMANDS[found[1]], value)
    plain = re.sub(r"\\([_%&#$~{}^])", r"\1", plain)
    return re.sub(r"[{}$]", "", plain).strip()


def unbalanced_off(found: str) -> str:
    """Without the brackets at the end that were opened before it."""
    for opened, closed in ("()", "[]", "<>"):
        while found.endswith(closed) and found.count(closed) > found.count(opened):
            found = found[:-1]
    return found
