"""Checks of claims as such: their names, and what they ask to be let off."""

import re
from collections.abc import Iterator

from kb.authoring.blanks import is_blank
from kb.checks.check import check
from kb.knowledge import Knowledge
from kb.model import Claim, FieldPath, Finding, Place

LEANING = frozenset(["here", "it", "such", "that", "there", "these", "they", "this", "those"])
POINTING = re.compile(
    r"\bthe theory\b(?! (?:of|that)\b)|\b(?:this|those|these)\b(?! (?:of|that|which|who|whose)\b)"
    r"|\bthere\b(?! (?:is|are|was|were)\b)",
    re.IGNORECASE,
)


@check(severity="error")
def id_taken(knowledge: Knowledge) -> Iterator[Finding]:
    """Two claims, or a claim and a former name, with the same id.

    Problem: links and addresses could mean either.
    Fix: rename one; ids are unique in the whole base, not only in a topic.

    Passes:

        aliases: [panels-live-long]

    Fails:

        aliases: [panels-fade-slowly]
    """
    owner: dict[str, str] = {}
    for claim in knowledge.base.claims:
        if claim.id in owner:
            message = f"the id '{claim.id}' is taken"
            others = ((Place(owner[claim.id]), "here"),)
            yield Finding(Place(claim.file), message, "rename one of the two files", others)
        owner.setdefault(claim.id, claim.file)
    for claim in knowledge.base.claims:
        for index, alias in enumerate(claim.aliases):
            if alias in owner:
                where = Place(claim.file, ("aliases", index))
                whose = "the claim's own" if alias == claim.id else "taken"
                here = [(Place(owner[alias]), "here")] if alias != claim.id else []
                message = f"the former name '{alias}' is {whose}"
                yield Finding(where, message, "take it out of 'aliases:'", tuple(here))
            owner.setdefault(alias, claim.file)


@check(severity="error")
def title_taken(knowledge: Knowledge) -> Iterator[Finding]:
    """Two claims with the same title.

    Problem: in a list, a search or a feed the reader cannot tell which of the two is meant.
    Fix: say in one of them what sets it apart; capitals do not count as a difference.

    Passes:

        title: Panels last

    Fails:

        title: Panels fade slowly
    """
    owner: dict[str, Claim] = {}
    for claim in knowledge.base.claims:
        first = claim if claim.withdrawn else owner.setdefault(claim.title.casefold(), claim)
        if first is not claim:
            where = Place(claim.file, ("title",))
            others = ((Place(first.file, ("title",)), "here"),)
            yield Finding(
                where, f"the title '{claim.title}' is taken", "say what sets it apart", others
            )


@check(severity="error")
def short_name_taken(knowledge: Knowledge) -> Iterator[Finding]:
    """Two claims with the same short name.

    Problem: on a map or in a figure the reader cannot tell which of the two is meant.
    Fix: name in one of them what sets it apart; capitals do not count as a difference.

    Passes:

        short: Panels last

    Fails:

        short: Slow fading
    """
    owner: dict[str, Claim] = {}
    for claim in knowledge.base.claims:
        name = claim.short.casefold()
        if name and name in owner:
            where = Place(claim.file, ("short",))
            message = f"the short name '{claim.short}' is taken"
            other = Place(owner[name].file, ("short",))
            yield Finding(where, message, "name what sets it apart", others=((other, "here"),))
        elif name:
            owner[name] = claim


@check(severity="warning", at_once=True)
def title_leans(knowledge: Knowledge) -> Iterator[Finding]:
    """A title or short name that means nothing without its neighbours.

    Problem: in a list, a search or a map it stands alone; "there" or "the theory" points nowhere.
    Fix: name what is meant. A title neither begins nor ends with there, here, this, that, these,
    those, such, it or they, and nowhere says "the theory", "those panels" or "nothing there".

    Passes:

        title: Panels last where there is little dust

    Fails:

        title: Those panels last there
    """
    for claim in knowledge.base.claims:
        for field, said in (("title", claim.title), ("short", claim.short)):
            if said and (found := leaning_words(said)):
                yield Finding(
                    Place(claim.file, (field,)),
                    f"'{field}' leans on its neighbours: in a list, '{found}' points at nothing",
                    "name what is meant",
                )


def leaning_words(said: str) -> str:
    """The first words of a title that point outside it; "" if it stands alone."""
    words = said.rstrip("?!.").split()
    for word in (words[:1], words[-1:]):
        if word and word[0].lower() in LEANING:
            return word[0]
    found = POINTING.search(said) if "th" in said.lower() else None  # as all of these words have
    return found[0] if found else ""


@check(severity="error", at_once=True)
def left_blank(knowledge: Knowledge) -> Iterator[Finding]:
    """A field that still says what `kb new` wrote there.

    Problem: the claim reads as if it were finished.
    Fix: write the field, or leave it out.

    Passes:

        scope: Roofs in temperate climates.

    Fails:

        scope: The regime in which it is meant.
    """
    for claim in knowledge.base.claims:
        fields: list[tuple[FieldPath, str]] = [
            (("statement",), claim.statement),
            (("scope",), claim.scope),
        ]
        for demonstration in claim.demonstrations:
            at = ("demonstrations", demonstration.name)
            fields += [
                ((*at, "shows"), demonstration.shows),
                ((*at, "does_not_show"), demonstration.does_not_show),
            ]
        for path, said in fields:
            if is_blank(said):
                message = f"'{path[-1]}' still says what a new claim begins with"
                yield Finding(Place(claim.file, path), message, "write it")


@check(severity="warning")
def topic_without_introduction(knowledge: Knowledge) -> Iterator[Finding]:
    """A topic folder without index.md.

    Problem: the reader meets a list of claims and not what they are about.
    Fix: write claims/<topic>/index.md: a title, and two paragraphs.

    Passes:

        title: Panels last

    Fails:

        topic: without-introduction
    """
    base = knowledge.base
    for topic in sorted({claim.topic for claim in base.claims}):
        file = f"claims/{topic}/index.md"
        if file not in base.files:
            message = f"the topic '{topic}' has no introduction"
            yield Finding(Place(file), message, "write it: a title after '# ', and two paragraphs")


@check(severity="warning")
def idle_script(knowledge: Knowledge) -> Iterator[Finding]:
    """A script that no demonstration uses.

    Problem: it looks like evidence and is none.
    Fix: use it, remove it, or, if it is a helper, give it a name without a hyphen.

    Passes:

        demonstrations: {life: {script: panels-last.py}}

    Fails:

        demonstrations: {}
    """
    used = {
        demonstration.script
        for claim in knowledge.base.claims
        for demonstration in claim.demonstrations
    }
    if knowledge.base.broken or not used <= set(knowledge.base.scripts):
        return  # what is meant by a claim that cannot be read, or by a wrong name, is not known
    for path in knowledge.base.scripts:
        if "-" in path.rpartition("/")[2] and path not in used:
            hint = "name it under 'script:', remove it, or, if it is a helper, use _ for -"
            yield Finding(Place(path), "no demonstration uses this script", hint)
