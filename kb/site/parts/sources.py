"""Where claims come from: passages that are proven but never shown, and published works."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from kb.model import Claim, Passage, Reference, Source
from kb.model.sources import VENUES
from kb.phrasing import anchor
from kb.site.index import Context, View
from kb.site.text.markdown import plain
from kb.site.text.numbers import enumeration, quantity_in_words
from kb.site.text.plain_math import MARKS

CUT = {
    "start": "its beginning is cut off",
    "middle": "something is cut out of its middle",
    "end": "its end is cut off",
    "symbols": "symbols are lost",
}
FINDS = ("doi", "eprint", "url")
DOI_PREFIX = re.compile(r"^\s*(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
ARXIV_PREFIX = re.compile(r"^\s*(?:https?://arxiv\.org/abs/|arxiv:)\s*", re.IGNORECASE)
TEX_FOR = {letter: f"\\{letter}" for letter in "%&#_$"} | {
    "{": "(",
    "}": ")",
    "\\": r"\textbackslash ",
    "~": r"\textasciitilde ",
    "^": r"\textasciicircum ",
}
TEX = re.compile(r"[%&#_$\\~^{}]")


def source_context(view: View, source: Source) -> Context:
    """One source of a claim: the passage or the work, where in it, and what is missing."""
    base = view.index.knowledge.base
    found: Context = {
        "locator": source.locator,
        "note": view.inline(source.note),
        "cut": "",
        "speaker": "",
    }
    if source.passage:
        discussion, _, number = source.passage.partition("/")
        of = base.discussions.get(discussion)
        passage = base.passage(source.passage)
        return found | {
            "title": Markup("passage {} of {}").format(
                plain(number), view.inline(of.title) if of else plain(discussion)
            ),
            "href": view.address(source.passage),
            "cut": missing_from(passage),
            "speaker": speaker(view, passage.speaker) if passage else "",
            "whole": source.locator == "whole",
        }
    work = base.references.get(source.cite)
    return found | {
        "title": work_line(view, work) if work else plain(source.cite),
        "href": view.to(f"references/{anchor(work.key)}/") if work else "",
        "whole": False,
    }


def missing_from(passage: Passage | None) -> str:
    """What is missing from a passage, in words."""
    return enumeration([CUT.get(place, place) for place in passage.cut]) if passage else ""


def speaker(view: View, role: str) -> Markup:
    """A role by its title, linked if it is a position."""
    position = view.index.knowledge.base.positions.get(role)
    if not position:
        return plain(role.replace("-", " "))
    href = view.to(f"positions/{role}/")
    return Markup('<a href="{}">{}</a>').format(href, view.inline(position.title))


def work_line(view: View, work: Reference) -> Markup:
    """A work in one line: authors, year, title."""
    return Markup("{} ({}). <cite>{}</cite>").format(
        plain(authors(work)), plain(work.year), view.inline(work.title)
    )


def authors(work: Reference) -> str:
    """Authors by family name, as far as a comma tells it; of more than three, the first."""
    names = work.families
    if len(names) > 3:
        return f"{names[0]} and others"
    return enumeration(["others" if name == "others" else name for name in names])


def work_with_citations(view: View, work: Reference) -> Context:
    """A work with all that is known of it, and who cites it."""
    venue = next((work.fields[name] for name in VENUES if work.fields.get(name)), "")
    citing = view.index.citing.get(work.key, [])
    return {
        "key": work.key,
        "id": anchor(work.key),
        "title": view.inline(work.title),
        "authors": enumeration(work.authors),
        "year": work.year,
        "venue": venue,
        "kind": work.kind,
        "note": view.inline(work.fields.get("note", "")),
        "href": view.to(f"references/{anchor(work.key)}/"),
        "outside": _outside(work),
        "cited_for": citations(view, work, citing),
        "cited": quantity_in_words(len(citing), "claim"),
        "short": work_line(view, work),
    }


def citations(view: View, work: Reference, citing: Sequence[Claim]) -> list[Context]:
    """The claims that cite a work, by title, each with what it is cited for and where in it."""
    found: list[Context] = []
    for line in view.lines(citing):
        claim = view.index.knowledge.base.by_id[str(line["id"])]
        places = [
            {"note": view.inline(source.note), "locator": source.locator}
            for source in (*claim.sources, *claim.references)
            if source.cite == work.key and (source.note or source.locator)
        ]
        found.append({"claim": line, "places": places})
    return found


def _outside(work: Reference) -> list[Context]:
    fields = {name: re.sub(r"\\([_%&#$])", r"\1", work.fields.get(name, "")) for name in FINDS}
    found: list[Context] = []
    if doi := DOI_PREFIX.sub("", fields["doi"]):
        found.append({"said": f"doi:{doi}", "href": f"https://doi.org/{quote(doi)}"})
    archive = work.fields.get("archiveprefix") or work.fields.get("eprinttype") or "arXiv"
    if fields["eprint"] and archive.lower() == "arxiv":
        eprint = ARXIV_PREFIX.sub("", fields["eprint"])
        found.append({"said": f"arXiv:{eprint}", "href": f"https://arxiv.org/abs/{quote(eprint)}"})
    if (url := fields["url"]).startswith(("https://", "http://")):
        found.append({"said": "page", "href": quote(url, safe=":/?&=#%+~,;@")})
    return found


def bibtex(claim: Claim, address: str, today: str) -> str:
    """How to cite a claim."""
    title = typeset(claim.title)
    return (
        f"@misc{{kb-{claim.id},\n  title        = {{{{{title}}}}},\n"
        f"  howpublished = {{kb: arguments kept as code}},\n  year         = {{{today[:4]}}},\n"
        f"  url          = {{{address}}}\n}}\n"
    )


def typeset(title: str) -> str:
    """A title for TeX: formulas as written, all else escaped and its capitals protected."""
    parts = re.split(r"(?<!\\)(\$[^$]+\$)", title)
    return "".join(
        part if odd and balanced(part) else TEX.sub(lambda found: TEX_FOR[found[0]], unmarked(part))
        for at, part in enumerate(parts)
        for odd in (at % 2,)
    )


def unmarked(words: str) -> str:
    """Words without Markdown's marks and escapes."""
    return re.sub(r"\\([^\w\s])", r"\1", MARKS.sub("", words))


def balanced(formula: str) -> bool:
    """Whether a formula's braces close, so that it cannot end the field that holds it."""
    depth = 0
    for letter in re.sub(r"\\.", "", formula):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth < 0:
            return False
    return depth == 0 and "%" not in re.sub(r"\\.", "", formula)
