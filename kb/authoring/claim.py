"""New files for authors: a claim to fill in, and a script that runs.

Two claims that were just begun can differ in little, so that git takes one for the other renamed.
Words put in to tell them apart would have to be most of the file and would be deleted first; so
the merge driver looks at the names of the files, and `kb diff --merge` finds the rest.
"""

import json
import re
import textwrap
from dataclasses import dataclass

from kb.authoring.blanks import DOES_NOT_SHOW, SCOPE, SHOWS, STATEMENT
from kb.authoring.yaml_text import WIDTH
from kb.model.names import CLAIM_ID

MODELINE = "# yaml-language-server: $schema=../../claim.schema.json"
UNKNOWN_WORK = "key-in-references-bib"
MOST_WORDS = 5
PLAIN = r"[A-Za-z(](?:[\w(),.;/+-]| (?!#)|:(?! |$))*"  # needs no quotes in YAML
WORDS_OF_YAML = ("yes", "no", "on", "off", "null", "true", "false")
# Words that say nothing about what a claim is about.
LITTLE = """
    a an and any are as at be been but by can do does for from has have in into is it its may not of
    on or so than that the their there these this those to was were what when which will with
""".split()  # noqa: SIM905

DEMONSTRATION = """\
demonstrations:
  main_effect:
    shows: {shows}
    does_not_show: {does_not_show}
    bears: illustrates
    runs:
      main: {{}}
      cause_removed:
        strength: 0
        breaks: [effect-is-positive]
        because: Without the cause there is no effect.
    expect:
      effect-is-positive: effect > 0.2
"""

SCRIPT = '''"""What is measured here, and the source of the formula."""

import numpy as np


def measure(seed: int, strength: float = 1.0, samples: int = 1_000) -> dict:
    """Mean response of ``samples`` draws, in units of the noise."""
    rng = np.random.default_rng(seed)
    response = strength + rng.normal(size=samples)
    return {"effect": float(response.mean())}
'''

POSITIONS = """\
# Who can hold a claim, by role. `one: yes` is a single person, who can be inconsistent.
{position}:
  title: {title}
  one: yes
  about: Whoever keeps this base.
"""


@dataclass(frozen=True)
class Begun:
    """What is known of a claim that is begun; what is "" is left to fill in."""

    id: str
    title: str = ""
    statement: str = ""
    kind: str = "empirical"
    scope: str = ""
    cite: str = ""
    passage: str = ""
    locator: str = ""
    position: str = "curator"
    stance: str = "asserts"
    confidence: str = "likely"
    demonstrated: bool = False


def claim_text(begun: Begun) -> str:
    """The file of a claim that is begun."""
    named = ("passage", begun.passage) if begun.passage else ("cite", begun.cite or UNKNOWN_WORK)
    locator = begun.locator or ("" if begun.cite or begun.passage else "p. 1")
    source = [f"{named[0]}: {scalar(named[1])}"]
    source += [f"locator: {scalar(locator)}"] if locator else []
    holding = [f"position: {begun.position}", f"stance: {begun.stance}"]
    holding += [f"confidence: {begun.confidence}"] if begun.confidence else []
    holding += [f"in: {scalar(begun.passage)}"] if begun.passage else []
    lines = [
        MODELINE,
        f"title: {scalar(begun.title or title_of(begun.id))}",
        "statement: >",
        *folded(begun.statement or STATEMENT),
        f"kind: {begun.kind}",
        "scope: >",
        *folded(begun.scope or SCOPE),
        "sources:",
        f"  - {{{', '.join(source)}}}",
        "held_by:",
        f"  - {{{', '.join(holding)}}}",
    ]
    text = "\n".join(lines) + "\n"
    if begun.demonstrated:
        text += DEMONSTRATION.format(shows=SHOWS, does_not_show=DOES_NOT_SHOW)
    return text


def positions_text(position: str) -> str:
    """A file of positions that has one, for a base that has none."""
    return POSITIONS.format(position=position, title=title_of(position))


def title_of(ident: str) -> str:
    """A title from an id, until there is a better one."""
    return ident.replace("-", " ").capitalize()


def scalar(words: str) -> str:
    """Words on one line of YAML, also inside braces; between quotes if something in them asks."""
    plain = re.fullmatch(PLAIN, words) and not re.search(r"[,{}\[\]]|\s\Z", words)
    return (
        words
        if plain and words.lower() not in WORDS_OF_YAML
        else (json.dumps(words, ensure_ascii=False))
    )


def folded(words: str) -> list[str]:
    """Lines of a folded block of YAML."""
    return textwrap.wrap(
        " ".join(words.split()), WIDTH, initial_indent="  ", subsequent_indent="  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def id_for(title: str) -> str:
    """An id from the words of a title that say most, in their order; "" if there are not two."""
    spoken = re.sub(r"\$[^$]*\$", " ", title).lower().replace("'", "").replace("’", "")
    words = re.findall(r"[a-z0-9]+", spoken)
    telling = [word for word in words if word not in LITTLE] or words
    found = "-".join((telling if len(telling) > 1 else words)[:MOST_WORDS])
    return found if re.fullmatch(CLAIM_ID, found) else ""
