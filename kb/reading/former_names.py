"""Former names of claims, resolved once: whoever looks at the base meets present names only."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kb.model import Claim, Link
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
