"""Checks of claims as such: their names, and what they ask to be let off."""

from collections.abc import Iterator

from kb.authoring.blanks import BLANKS
from kb.checks.check import check
from kb.knowledge import Knowledge
from kb.model import FieldPath, Finding, Place


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
            yield Finding(Place(claim.file), message, others=((Place(owner[claim.id]), "here"),))
        owner.setdefault(claim.id, claim.file)
    for claim in knowledge.base.claims:
        for index, alias in enumerate(claim.aliases):
            if alias in owner:
                where = Place(claim.file, ("aliases", index))
                message = f"the former name '{alias}' is taken"
                yield Finding(where, message, others=((Place(owner[alias]), "here"),))
            owner.setdefault(alias, claim.file)


@check(severity="error")
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
            if " ".join(said.split()) in BLANKS:
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
            yield Finding(Place(file), f"the topic '{topic}' has no introduction")


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
    if knowledge.base.broken:
        return  # what a claim that cannot be read uses is not known
    for path in knowledge.base.scripts:
        if "-" in path.rpartition("/")[2] and path not in used:
            yield Finding(Place(path), "no demonstration uses this script")
