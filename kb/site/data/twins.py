"""What programs that read text get: each claim as Markdown, and a list of all of them.

They lie beside the pages, with the ending of plain text: MkDocs would make pages of Markdown.
The list has the form that llmstxt.org asks for.
"""

import re

from kb.explain.case import lines_of_words, sections_of
from kb.model import Claim, Source
from kb.phrasing import one_line, quantity
from kb.site.index import Index
from kb.site.text.plain_math import bare

NAME = "claim.txt"  # beside the claim's page
LIST = "llms.txt"
MEANT = re.compile(r"\\(?=\W|$)|<(?=[A-Za-z/!?])")  # what Markdown takes for more than a letter
DATA = (
    ("kb.json", "all claims, links, words and works, as JSON"),
    ("kb-json.schema.json", "what stands in it"),
    ("claim.schema.json", "the form of the files in which claims are written"),
)


def claim_markdown(index: Index, claim: Claim) -> bytes:
    """A claim's case: what its page says, without figures."""
    told = index.knowledge.base.configuration
    address = f"{index.site}claims/{claim.id}/" if index.site else ""
    about = {
        "id": claim.id,
        "topic": claim.topic,
        "kind": claim.kind,
        "scope": one_line(claim.scope),
        "withdrawn": one_line(claim.withdrawn),
        "from": told.title,
        "page": address,
        "licence": told.licence,
    }
    # the author's text stands as a quotation, so that nothing in it passes for a word of kb's
    quoted = [f"> {line}".rstrip() for line in claim.statement.strip().splitlines()]
    lines = [f"# {one_line(claim.title)}", "", *quoted, ""]
    lines += [f"- {name}: {said}" for name, said in about.items() if said]
    lines += [f"- {word}" for word in lines_of_words(index.knowledge, claim)]
    sources = [line_of_source(index, source) for source in claim.sources]
    for title, section in {"Sources": sources, **sections_of(index.knowledge, claim)}.items():
        lines += ["", f"## {title}", "", *map(item, section or ["nothing"])]
    return ("\n".join(lines) + "\n").encode(errors="replace")


def item(line: str) -> str:
    """A line of a list, below the one before if it is set in."""
    bare_line = line.lstrip()
    return f"{' ' * (len(line) - len(bare_line))}- {bare_line}"


def line_of_source(index: Index, source: Source) -> str:
    """A work or a passage, and where in it."""
    work = index.knowledge.base.references.get(source.cite)
    if work:
        who = " and ".join(work.authors[:3]) + (" and others" if len(work.authors) > 3 else "")
        said = f"{who or 'no author'}: {one_line(work.title)} ({work.year or 'no year'})"
    else:
        said = f"passage {source.passage}" if source.passage else source.cite
    return f"{said}, at “{source.locator}”" if source.locator else said


def llms_txt(index: Index) -> bytes:
    """What the site is, how its words are to be taken, and where each claim is to be read."""
    base = index.knowledge.base
    told = base.configuration
    counted = quantity(len(base.claims), "claim")
    demonstrations = quantity(len(base.demonstrations), "demonstration")
    lines = [
        f"# {told.title}", "", f"> {one_line(told.description)}", "",
        f"{counted} and {demonstrations}. A claim stands here with who holds it: that it is listed"
        " does not mean that it is true. Four words tell how far each was checked: its file"
        " (well-formed), its sources (sourced), what small programs measured (demonstrated), and"
        " how it fares among the arguments (standing). A demonstration that holds shows what it"
        " says under `shows`, and no more.",
    ]  # fmt: skip
    for topic in base.topics.values():
        claims = [claim for claim in base.claims if claim.topic == topic.id]
        if claims:
            lines += ["", f"## {one_line(topic.title)}", ""]
            lines += [line_of_claim(index, claim) for claim in claims]
    lines += ["", "## Data", ""]
    lines += [f"- [{name}]({index.served.within(name)}): {said}" for name, said in DATA]
    return ("\n".join(lines) + "\n").encode(errors="replace")


def line_of_claim(index: Index, claim: Claim) -> str:
    """A claim's title, with the place of its text and its words on evidence and standing."""
    words = {word.aspect: word.label or word.value for word in index.words[claim.id]}
    title = bare(claim.title).replace("[", "(").replace("]", ")")
    title = MEANT.sub(r"\\\g<0>", title)  # else the link would not end, or a tag begin
    where = index.served.within(f"claims/{claim.id}/{NAME}")
    return f"- [{title}]({where}): {words['demonstrated']}; {words['standing']}"
