"""Former names of claims, resolved once: whoever looks at the base meets present names only."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kb.model import Claim, Link, Topic
from kb.model.debates import Debate
from kb.model.questions import Question, Sentence
from kb.model.verbs import VERBS


def present_names(claims: Iterable[Claim]) -> dict[str, str]:
    """Former names of claims, to their present ones; an id that is in use is nobody's former."""
    known = list(claims)
    taken = {claim.id for claim in known}
    found: dict[str, str] = {}
    for claim in known:
        for former in claim.aliases:
            if former not in taken:
                found.setdefault(former, claim.id)
    return found


def with_present_names(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims, naming each other as they are named now."""
    known = tuple(claims)
    names = present_names(known)
    return tuple(renamed(claim, names) for claim in known) if names else known


def topics_with_present_names(
    topics: Mapping[str, Topic], names: Mapping[str, str]
) -> dict[str, Topic]:
    """Topics whose debates name claims as they are named now."""
    return {name: replace(t, debate=renamed_debate(t.debate, names)) for name, t in topics.items()}


def renamed_debate(debate: Debate | None, names: Mapping[str, str]) -> Debate | None:
    """A debate with former names replaced."""
    if debate is None:
        return None
    sides = (
        replace(
            side,
            claim=names.get(side.claim, side.claim),
            stands_in=names.get(side.stands_in, side.stands_in),
        )
        for side in debate.sides
    )
    measured = replace(debate.measured, of=present_address(debate.measured.of, names))
    return replace(debate, sides=tuple(sides), measured=measured)


def questions_with_present_names(
    questions: Mapping[str, Question], names: Mapping[str, str]
) -> dict[str, Question]:
    """Questions whose sentences rest on claims as they are named now."""

    def present(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        return tuple(
            replace(sentence, rests_on={names.get(n, n): s for n, s in sentence.rests_on.items()})
            for sentence in sentences
        )

    return {
        name: replace(
            question,
            sentences=present(question.sentences),
            would_change=present(question.would_change),
        )
        for name, question in questions.items()
    }


def renamed(claim: Claim, names: Mapping[str, str]) -> Claim:
    """A claim with former names replaced in all that it says of others."""
    return replace(
        claim,
        links=tuple(renamed_link(link, names) for link in claim.links),
        predictions=tuple(
            replace(prediction, of=present_address(prediction.of, names))
            for prediction in claim.predictions
        ),
        tension=tuple(
            replace(tension, other=names.get(tension.other, tension.other))
            for tension in claim.tension
        ),
    )


def renamed_link(link: Link, names: Mapping[str, str]) -> Link:
    """A link with former names replaced."""
    return replace(
        link,
        target=present_address(link.target, names),
        co_premises=tuple(names.get(premise, premise) for premise in link.co_premises),
    )


def present_address(address: str, names: Mapping[str, str]) -> str:
    """The address of a claim, demonstration or link as it is now.

    A claim stands first or after a verb; the rest are names of links and demonstrations.
    """
    parts = address.split("/")
    for index, part in enumerate(parts):
        if index == 0 or parts[index - 1] in VERBS:
            parts[index] = names.get(part, part)
    return "/".join(parts)
