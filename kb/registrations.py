"""When predictions were registered, and whether their terms were changed afterwards.

The versions of a claim's file are compared by what they commit the claim to.  Nothing is said
of a claim of which a version is missing: the first one known need not be the first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb import yamltext
from kb.graph import aliases
from kb.model import Base, Prediction
from kb.touches import Touch


@dataclass(frozen=True)
class Terms:
    """What a prediction commits its claim to; its reason may be reworded at any time."""

    of: str
    expect: tuple[str, ...]


@dataclass(frozen=True)
class Registered:
    """When a prediction was first committed, and what became of it; "" if that is unknown."""

    on: str
    changed_on: str = ""  # when its terms last changed; "" if they never did
    before: tuple[Terms, ...] = ()  # every other terms it once had
    pending: bool = False  # its present terms are not committed yet


UNKNOWN = Registered("")


def blobs_wanted(base: Base, touched: Iterable[Touch]) -> tuple[str, ...]:
    """The versions that must be read: of claims that have predictions."""
    having = {claim.id for claim in base.claims if claim.predictions}
    found = (each.blob for each in touched if each.claim in having and each.blob)
    return tuple(dict.fromkeys(found))


def predictions_of(
    base: Base, touched: Sequence[Touch], blobs: Mapping[str, bytes]
) -> dict[tuple[str, str], Registered]:
    """When each prediction of the base was registered; one never committed is left out."""
    names = aliases(base.claims)
    past: dict[str, list[Touch]] = {}
    for each in touched:
        if each.blob:
            past.setdefault(each.claim, []).append(each)
    found: dict[tuple[str, str], Registered] = {}
    for claim in (each for each in base.claims if each.predictions):
        files = past.get(claim.id, [])
        if any(each.blob not in blobs for each in files):
            found |= {(claim.id, one.name): UNKNOWN for one in claim.predictions}
            continue
        versions = [(each.date, terms_in(blobs[each.blob], names)) for each in files]
        for one in claim.predictions:
            had = [(date, terms[one.name]) for date, terms in versions if one.name in terms]
            if had:
                found[claim.id, one.name] = registered(terms_of(one, names), had)
    return found


def registered(now: Terms, had: Sequence[tuple[str, Terms]]) -> Registered:
    """What became of a prediction's terms; taking it out and back in hides no change."""
    turns = [date for (_, one), (date, other) in pairwise(had) if one != other]
    before = tuple(dict.fromkeys(terms for _, terms in had if terms != now))
    return Registered(had[0][0], turns[-1] if turns else "", before, had[-1][1] != now)


def terms_of(prediction: Prediction, names: Mapping[str, str]) -> Terms:
    """The terms of a prediction as the base has it."""
    return _terms(prediction.of, (each.text for each in prediction.expect.values()), names)


def terms_in(content: bytes, names: Mapping[str, str]) -> dict[str, Terms]:
    """The terms of every prediction in a version of a file; none, if it cannot be read."""
    tree = yamltext.parse("", content).tree
    written = tree.get("predictions") if isinstance(tree, dict) else None
    found = {}
    for name, each in written.items() if isinstance(written, dict) else ():
        of, expect = (each.get("of"), each.get("expect")) if isinstance(each, dict) else ("", "")
        if isinstance(of, str) and isinstance(expect, dict):
            said = (one.get("that") if isinstance(one, dict) else one for one in expect.values())
            found[name] = _terms(of, (one for one in said if isinstance(one, str)), names)
    return found


def _terms(of: str, expect: Iterable[str], names: Mapping[str, str]) -> Terms:
    """Terms that differ only if more than names, spaces or the order of expectations do."""
    claim, slash, rest = of.partition("/")
    texts = sorted(" ".join(text.split()) for text in expect)
    return Terms(f"{names.get(claim, claim)}{slash}{rest}", tuple(texts))
