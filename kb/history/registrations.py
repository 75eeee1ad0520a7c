"""When predictions were registered, and whether their terms were changed afterwards.

The versions of a claim's file are compared by what they commit the claim to.  What a claim
expects of its own demonstration counts as a prediction where another claim predicts of it.
Nothing is said of a claim of which a version is missing: the first one known need not be the
first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kb.history.git_log import Touch
from kb.model import Base, Demonstration, Prediction
from kb.phrasing import one_line
from kb.reading import strict_yaml as yamltext
from kb.reading.former_names import present_names


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
    """The versions that must be read: of claims that have predictions, or are predicted of."""
    having = {claim for claim, _ in _committed(base)}
    found = (touch.blob for touch in touched if touch.claim in having and touch.blob)
    return tuple(dict.fromkeys(found))


def predictions_of(
    base: Base, touched: Sequence[Touch], blobs: Mapping[str, bytes]
) -> dict[tuple[str, str], Registered]:
    """When each prediction of the base was registered; one never committed is left out."""
    names = present_names(base.claims)
    past: dict[str, list[Touch]] = {}
    for touch in touched:
        if touch.blob:
            past.setdefault(touch.claim, []).append(touch)
    read: dict[str, list[tuple[str, dict[str, Terms]]] | None] = {}
    found: dict[tuple[str, str], Registered] = {}
    for (claim, name), now in _committed(base).items():
        if claim not in read:
            files = past.get(claim, [])
            whole = all(touch.blob in blobs for touch in files)
            read[claim] = (
                [(touch.date, terms_in(claim, blobs[touch.blob], names)) for touch in files]
                if whole
                else None
            )
        versions = read[claim]
        if versions is None:
            found[claim, name] = UNKNOWN
            continue
        had = [(date, terms[name]) for date, terms in versions if name in terms]
        if had:
            found[claim, name] = registration_of(now, had)
    return found


def own_terms_name(demonstration: str) -> str:
    """The name under which a claim's expectations of its own demonstration are kept."""
    return f"/{demonstration}"


def _committed(base: Base) -> dict[tuple[str, str], Terms]:
    """What every claim commits itself to, by claim and name."""
    names = present_names(base.claims)
    found: dict[tuple[str, str], Terms] = {}
    for claim in base.claims:
        for prediction in claim.predictions:
            found[claim.id, prediction.name] = terms_of(prediction, names)
            of = found[claim.id, prediction.name].of
            if of in base.demonstrations:
                each = base.demonstrations[of]
                found[each.claim, own_terms_name(each.name)] = _own_terms(each)
    return found


def registration_of(now: Terms, had: Sequence[tuple[str, Terms]]) -> Registered:
    """What became of a prediction's terms; taking it out and back in hides no change."""
    turns = [date for (_, one), (date, other) in pairwise(had) if one != other]
    before = tuple(dict.fromkeys(terms for _, terms in had if terms != now))
    return Registered(had[0][0], turns[-1] if turns else "", before, had[-1][1] != now)


def terms_of(prediction: Prediction, names: Mapping[str, str]) -> Terms:
    """The terms of a prediction as the base has it."""
    return _terms(
        prediction.of, (expectation.text for expectation in prediction.expect.values()), names
    )


def _own_terms(demonstration: Demonstration) -> Terms:
    return _terms(
        demonstration.address,
        (expectation.text for expectation in demonstration.expect.values()),
        {},
    )


def terms_in(claim: str, content: bytes, names: Mapping[str, str]) -> dict[str, Terms]:
    """The terms of all that a version of a file commits to; none, if it cannot be read."""
    tree = tree_of(content)
    found = {}
    for name, written in _table(tree, "predictions"):
        of, texts = written.get("of"), _texts(written.get("expect"))
        if isinstance(of, str) and texts is not None:
            found[name] = _terms(of, texts, names)
    for name, written in _table(tree, "demonstrations"):
        texts = _texts(written.get("expect"))
        if texts is not None:
            found[own_terms_name(name)] = _terms(f"{claim}/{name}", texts, {})
    return found


@lru_cache(maxsize=2**12)  # while a site is served, the past is as it was
def tree_of(content: bytes) -> object:
    """What a version of a file says."""
    return yamltext.parse("", content).tree


def _table(tree: object, field: str) -> list[tuple[str, dict[str, object]]]:
    written = tree.get(field) if isinstance(tree, dict) else None
    table = written.items() if isinstance(written, dict) else ()
    return [(name, fields) for name, fields in table if isinstance(fields, dict)]


def _texts(expect: object) -> list[str] | None:
    """The expectations as they are written; None if they are not a table of them."""
    if not isinstance(expect, dict):
        return None
    said = (
        expectation.get("that") if isinstance(expectation, dict) else expectation
        for expectation in expect.values()
    )
    return [text for text in said if isinstance(text, str)]


def _terms(of: str, expect: Iterable[str], names: Mapping[str, str]) -> Terms:
    """Terms that differ only if more than names, spaces or the order of expectations do."""
    claim, slash, rest = of.partition("/")
    texts = sorted(one_line(text) for text in expect)
    return Terms(f"{names.get(claim, claim)}{slash}{rest}", tuple(texts))
