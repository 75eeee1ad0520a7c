"""A claim's case in lines: what is said, how it stands, who holds it, and on what it rests.

``kb explain`` prints them, and the site has them beside the claim's page as Markdown.
"""

from collections.abc import Mapping

from kb.explain.camps import camps_and_strength
from kb.explain.four_words import BEARING, four_words
from kb.explain.sentence import Sentence
from kb.explain.standing import (
    reasons_for_standing,
    rests_on,
    would_count_against,
    would_flip,
)
from kb.explain.verdicts import lines_of_faults, lines_of_judgement
from kb.knowledge import Knowledge
from kb.model import Base, Claim, Holding, Link
from kb.model.verbs import VERBS
from kb.phrasing import one_line

STANCES = {  # said of one, and of several
    "asserts": ("asserts it", "assert it"),
    "denies": ("denies it", "deny it"),
    "doubts": ("doubts it", "doubt it"),
    "asks": ("asks about it", "ask about it"),
    "reports": ("reports it", "report it"),
}


def lines_of_words(knowledge: Knowledge, claim: Claim) -> list[str]:
    """The four words of a claim, each with what it means and why."""
    lines = []
    for word in four_words(knowledge, claim):
        because = f" ({word.because})" if word.because else ""
        lines.append(f"{word.shape} {word.aspect}: {word.value}: {word.meaning}{because}")
    return lines


def sections_of(knowledge: Knowledge, claim: Claim) -> Mapping[str, list[str]]:
    """Titles of the case's sections, with their lines."""
    return {
        "Who holds it": lines_of_holders(knowledge, claim),
        "Why it has this standing": [
            line_of(reason) for reason in reasons_for_standing(knowledge, claim)
        ],
        "Beside that": [line_of(camps_and_strength(knowledge, claim))],
        "What would change that": [line_of(would_flip(knowledge, claim))],
        "What would count against it": [
            line_of(finding) for finding in would_count_against(knowledge, claim)
        ],
        "What it rests on": [line_of(rests_on(knowledge, claim))],
        "Evidence": lines_of_evidence(knowledge, claim),
        "Links": lines_of_links(knowledge, claim),
    }


def line_of(sentence: Sentence) -> str:
    """A sentence in plain letters: what it mentions is named by its id."""
    return "".join(part if isinstance(part, str) else part.address for part in sentence)


def lines_of_holders(knowledge: Knowledge, claim: Claim) -> list[str]:
    """Who takes which stance, and how firmly."""
    lines = []
    for holding in claim.held_by:
        position = knowledge.base.positions.get(holding.position)
        who = position.title if position else holding.position
        firmly = f", {holding.confidence}" if holding.confidence else ""
        inferred = ", inferred" if holding.inferred else ""
        said = stance_in_words(knowledge.base, holding)
        lines.append(f"{who} {said}{firmly}{inferred}")
    return lines


def stance_in_words(base: Base, holding: Holding) -> str:
    """What a position does with the claim, in its number: 'The editors doubt it'."""
    known = base.positions.get(holding.position)
    one, several = STANCES.get(holding.stance, (holding.stance, holding.stance))
    return several if known and is_plural(known.title) else one


def is_plural(title: str) -> bool:
    """Whether a title names several: 'The editors', 'Colleagues as recollected'."""
    first = title.removeprefix("The ").partition(" ")[0]
    return first.endswith("s") and not first.endswith(("ss", "us"))


def lines_of_evidence(knowledge: Knowledge, claim: Claim) -> list[str]:
    """Every demonstration with its verdicts."""
    lines = []
    for demonstration in claim.demonstrations:
        if judgement := knowledge.evidence.get(demonstration.address):
            bearing, shows = BEARING[demonstration.bears], one_line(demonstration.shows)
            lines.append(f"{demonstration.name}: {judgement.word}; it {bearing}. {shows}")
            told = lines_of_judgement(judgement)
            told += lines_of_faults(judgement, demonstration, knowledge.base.scripts)
            lines += [f"  {line}" for line in told]
    return lines


def lines_of_links(knowledge: Knowledge, claim: Claim) -> list[str]:
    """Links from the claim, then links to it."""
    return [
        *(f"{VERBS[link.verb].forward} {link.target}: {warrant(link)}" for link in claim.links),
        *(
            f"{VERBS[link.verb].backward} {link.source}: {warrant(link)}"
            for link in knowledge.graph.into(claim.id)
        ),
    ]


def warrant(link: Link) -> str:
    """The reason for a link, on one line."""
    return one_line(link.because)
