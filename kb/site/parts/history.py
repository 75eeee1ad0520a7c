"""What pages say of the past: dates of claims, of predictions, what changed day by day, a feed.

Where nothing is known of it, nothing is said: no date is better than a wrong one.
"""

from collections.abc import Mapping, Sequence

from kb.history.first_runs import LATER, NOT_RUN, REGISTERED, Commitment
from kb.history.history import Change
from kb.history.registrations import Terms
from kb.model import Claim
from kb.phrasing import one_line, quantity
from kb.site.index import Context, View
from kb.site.text.numbers import enumeration, long_date

MOST = 30  # claims shown of one day and one kind of change: a first commit may bring thousands
AFTERWARDS = "not before the first run that it speaks of: explored, and decides nothing"
AFTERWARDS_IN_PART = "not before the first run, so explored only"
NOT_PUBLISHED = "no first run is published that it was committed before"
KINDS = (("added", "Added"), ("changed", "Changed"), ("removed", "Removed"))


def summary(change: Change) -> str:
    """A day in a line: '2 claims added, 1 changed'."""
    found: list[str] = []
    for name, _ in KINDS:
        many = len(getattr(change, name))
        count = f"{many}" if found else quantity(many, "claim")
        found += [f"{count} {name}"] if many else []
    return enumeration(found)


def dates_of_claim(view: View, claim: Claim) -> Context | None:
    """When a claim came and when it last changed."""
    history = view.index.history
    if not history.known:
        return None
    dates = history.claims.get(claim.id)
    if dates is None:
        said = "Not committed yet."
    elif not dates.changed:
        said = f"Added on {long_date(dates.added)}; changed since, and that is not committed yet."
    elif dates.changed == dates.added:
        said = f"Added on {long_date(dates.added)}, and not changed on a later day."
    else:
        said = f"Added on {long_date(dates.added)}, last changed on {long_date(dates.changed)}."
    return {"said": said, "changes_href": view.to("changes/")}


def registration(view: View, claim: str, name: str) -> Context | None:
    """When a prediction was registered; a change of its terms is said where it is seen.

    What was said after the run that it speaks of is never called registered.
    """
    known = view.index.knowledge.registrations.commitments.get((claim, name), {})
    words = {commitment.word for commitment in known.values()}
    if REGISTERED in words and len(words) > 1:
        return registered_in_part(known)
    if LATER in words:
        on = max(commitment.on for commitment in known.values())
        return _told(f"on {long_date(on)}, {AFTERWARDS}", _open(LATER))
    if words == {NOT_RUN}:
        return _told(NOT_PUBLISHED, _open(NOT_RUN))
    history = view.index.history
    if not history.known:
        return None
    found = history.predictions.get((claim, name))
    if found is None:
        return _told("", _open("not committed yet"))
    if not found.on:
        return None
    on, before = long_date(found.on), _before(found.before)
    if found.pending:
        said = f"and not committed yet, after it was registered on {on}"
        return _told(said, _open("changed"), before)
    if found.changed_on:
        said = f"on {long_date(found.changed_on)}, after it was registered on {on}"
        return _told(said, _open("changed"), before)
    return _told(f"registered on {on}", None)


def registered_in_part(known: Mapping[str, Commitment]) -> Context:
    """What is said of a prediction of which some conditions came too late, and which these are."""
    on = max(commitment.on for commitment in known.values() if commitment.word == REGISTERED)
    late = [text for text, commitment in known.items() if commitment.word != REGISTERED]
    said = f"on {long_date(on)}; {AFTERWARDS_IN_PART}"
    return _told(said, _open("registered in part"), late=late)


def commitment_word(view: View, claim: str, names: Sequence[str], text: str) -> Context | None:
    """What is known of one condition: whether it was committed before the first run."""
    registrations = view.index.knowledge.registrations
    for name in names:
        known = registrations.commitments.get((claim, name), {}).get(one_line(text))
        if known:
            since = f"on {long_date(known.on)}" if known.word in (REGISTERED, LATER) else ""
            return {"word": known.word, "since": since, "note": known.note}
    return None


def _told(
    said: str,
    word: Context | None,
    before: Sequence[Context] = (),
    late: Sequence[str] = (),
) -> Context:
    return {"said": said, "word": word, "before": before, "late": late}


def _open(said: str) -> Context:
    return {"said": said, "tone": "open", "shape": "◐"}


def _before(terms: Sequence[Terms]) -> list[Context]:
    return [{"of": terms_before.of, "expects": list(terms_before.expect)} for terms_before in terms]
