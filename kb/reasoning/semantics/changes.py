"""Which labels change when claims or links are added or removed, found without labelling the rest.

debate = debate_of(base, evidence, measured)
changed_labels(debate, Change(removed=("a/attacks/b",)))  # {"b": (OUT, IN)}
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.model import Claim, Link
from kb.model.outcomes import Judgement, Label
from kb.reasoning.budget import Budget, Unknown
from kb.reasoning.semantics.debate import WORDS, Debate
from kb.reasoning.semantics.shifts import WORK, Shift


@dataclass(frozen=True)
class Change:
    """What is no longer written, and what is now; a claim that was written is replaced.

    Names are those of claims, links, measurements and denials, as in ``Flip.without``.
    """

    removed: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    links: tuple[Link, ...] = ()
    evidence: Mapping[str, Judgement] = field(default_factory=dict)  # of claims that are added
    measured: tuple[tuple[str, str], ...] = ()  # refutations by or of claims that are added


def changed_labels(
    debate: Debate, change: Change, steps: int = WORK
) -> dict[str, tuple[Label, Label]] | Unknown:
    """Elements whose label is another now, with the label before and after; keeps the change.

    A link that is added takes the place of one with its address.  Names that have no force are
    passed over.  If the steps do not suffice, the answer is unknown and nothing was changed.
    """
    if debate.cut:
        return Unknown()
    mark = debate.mark()
    shift = Shift(debate, Budget(steps))
    replaced = (*(claim.id for claim in change.claims), *(link.address for link in change.links))
    known = [debate.number[n] for n in (*change.removed, *replaced) if n in debate.number]
    gone = debate.with_owned(known)
    shift.switch_off(gone)
    debate.forget_measured((*change.removed, *replaced))
    added = [n for claim in change.claims for n in debate.number_claim(claim, change.evidence)]
    added += [number for link in change.links for number in debate.number_link(link)]
    for address, claim in change.measured:
        debate.number_measured(address, claim)
    shift.switch_on(added)
    if not shift.settle():
        debate.undo(mark)
        return Unknown()
    changed = debate.changed_since(mark)
    debate.keep()
    return {debate.names[n]: (WORDS[old], WORDS[new]) for n, (old, new) in changed.items()}
