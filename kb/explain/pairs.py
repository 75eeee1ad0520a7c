"""Whether two claims clash, and why: in sentences."""

from collections.abc import Iterable, Mapping

from kb.explain.sentence import Mention, Sentence, mention
from kb.knowledge import Knowledge
from kb.model.denials import denial_of, denied_claim
from kb.phrasing import quantity
from kb.reasoning.contradictions.environments import Environment
from kb.reasoning.contradictions.explanations import Explanation
from kb.reasoning.contradictions.pairs import Pair, causes_by_position, pair_of
from kb.reasoning.rules import holdings, strict_part

NOTHING = "no contradiction follows from them by the strict links of the base"
UNTOLD = "whether what others hold clashes with them, the budget did not tell"


def reasons_for_clash(knowledge: Knowledge, one: str, other: str) -> tuple[Sentence, ...]:
    """Whether two claims clash, each alone, together, or with what else is held; and why."""
    strict = strict_part(knowledge.graph)
    held = holdings(knowledge.base)
    holders: dict[str, list[str]] = {}
    for position, elements in sorted(held.items()):
        for element in elements:
            holders.setdefault(element, []).append(title_of(knowledge, position))
    found = pair_of(one, other, holders, strict)
    end = other if other != one else denial_of(one)
    led = causes_by_position(one, end, held, strict)
    return (
        *about_pair(found, one, other, holders),
        *(about_causes(knowledge, position, causes) for position, causes in led.items()),
    )


def about_pair(
    found: Pair, one: str, other: str, holders: Mapping[str, list[str]]
) -> list[Sentence]:
    """What is said of a pair; that nothing follows, only if nothing does."""
    if found.alone:
        return [
            ("not both can hold, because ", Mention(claim), " leads to a contradiction by itself",
             *explained(why))
            for claim, why in found.alone.items()
        ]  # fmt: skip
    if found.together:
        return [
            ("not both can hold, whoever holds them", *explained(found.together)),
            (*asserted_by(one, holders), "; ", *asserted_by(other, holders)),
        ]
    if found.with_others:
        consistent = "the two are consistent by themselves"
        lines: list[Sentence] = [(consistent if one != other else "it is consistent by itself",)]
        for needed, why in sorted(found.with_others.items(), key=lambda entry: sorted(entry[0])):
            others = sorted(why.claims - needed)
            lines.append(("together with ", *with_holders(others, holders), ", ",
                          *subject(needed), " not", *explained(why)))  # fmt: skip
        return lines if found.complete else [*lines, (UNTOLD,)]
    return [(NOTHING,)] if found.complete else [(UNTOLD,)]


def subject(needed: frozenset[str]) -> Sentence:
    """Which of the two is meant."""
    return ("both are",) if len(needed) > 1 else (Mention(min(needed)), " is")


def explained(why: Explanation) -> Sentence:
    """All that it takes for the clash."""
    sentence: list[str | Mention] = [f"; the {why.exact} explanation: "]
    for index, name in enumerate((*sorted(why.claims), *sorted(why.links))):
        sentence += [", " if index else "", *mention(name)]
    return tuple(sentence)


def asserted_by(claim: str, holders: Mapping[str, list[str]]) -> Sentence:
    """Who asserts a claim."""
    who = " and ".join(holders.get(claim, ())) or "nobody"
    return (Mention(claim), f" is asserted by {who}")


def with_holders(elements: Iterable[str], holders: Mapping[str, list[str]]) -> Sentence:
    """Claims and denials with those who hold them."""
    sentence: list[str | Mention] = []
    for element in elements:
        who = " and ".join(holders[element])
        sentence += [" and "] if sentence else []
        sentence += [*mention(element), f" by {who}" if denied_claim(element) else f" ({who})"]
    return tuple(sentence)


def about_causes(knowledge: Knowledge, position: str, causes: tuple[Environment, ...]) -> Sentence:
    """In how many ways a position is led to both ends of a clash, and each of them."""
    who = title_of(knowledge, position)
    if not causes:
        return (f"{who} is led to both, in more ways than could be counted",)
    sentence: list[str | Mention] = [f"{who} is led to both, in {quantity(len(causes), 'way')}: "]
    for number, elements in enumerate(causes):
        sentence += ["; from " if number else "from "]
        links = sorted(element for element in elements if "/" in element)
        for index, element in enumerate(sorted(elements.difference(links))):
            sentence += [" with " if index else "", *mention(element)]
        for index, link in enumerate(links):
            sentence += [", " if index else " through ", Mention(link)]
    return tuple(sentence)


def title_of(knowledge: Knowledge, position: str) -> str:
    """How a position is called."""
    known = knowledge.base.positions.get(position)
    return known.title if known else position
