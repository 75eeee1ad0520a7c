"""What can be said beside the headline: in how many coherent camps a claim stands, how strongly.

A camp is a largest set of claims that can be defended together.  There can be very many,
so they are kept as a product of independent disputes and never multiplied out.
"""

from kb.explain.sentence import Sentence
from kb.knowledge import Knowledge, said_once
from kb.model import Claim
from kb.model.outcomes import Label
from kb.phrasing import quantity, short
from kb.reasoning.budget import Unknown
from kb.reasoning.semantics.extensions import camps

CAMPS = {
    "every": "It is in every coherent camp.",
    "some": "It is in some coherent camps and not in others.",
    "at least some": "It is in some coherent camps; whether in all, the budget did not tell.",
    "none": "It is in no coherent camp.",
    "unknown": "Whether a coherent camp holds it, the budget did not tell.",
}
SHOWN = 20  # disputes that are listed
OPTIONS = 8  # of one dispute


@said_once
def camps_and_strength(knowledge: Knowledge, claim: Claim) -> Sentence:
    """Sceptical and credulous acceptance, and the strength; nothing for what is not in debate."""
    if claim.withdrawn:
        return ("It was withdrawn, so it is in no camp.",)
    if claim.id not in knowledge.standing.labels:
        return ("Nobody asserts it, so it is in no camp.",)
    label = knowledge.standing.label(claim.id)
    known = {Label.IN: "every", Label.OUT: "none"}.get(label)  # of those no choice is left
    said = CAMPS[known or knowledge.acceptance.get(claim.id, "unknown")]
    if label == Label.OUT:
        return (f"{said} What is defeated has no strength.",)
    found = knowledge.strengths
    if not found.values:
        return (f"{said} No strengths are shown: they did not settle.",)
    value = short(found.values[claim.id])
    return (f"{said} Its strength is {value}, where 0.5 is that of a claim alone and 1 the most.",)


def lines_of_camps(knowledge: Knowledge) -> list[str]:
    """How many camps there are, and the independent disputes whose choices make them."""
    claims = {name for name, kind in knowledge.graph.kinds.items() if kind == "claim"}
    standing = knowledge.standing
    found = camps(standing.labels, standing.written, claims, rules=standing.rules)
    if isinstance(found.count, Unknown):
        # There is one always, if only the empty one.
        head = (
            f"at least {quantity(max(1, found.at_least), 'camp')}; the budget did not tell how many"
        )
    else:
        head = quantity(found.count, "camp")
    disputes = found.disputes
    if found.count == 1 and not disputes:
        return [f"1 camp, for no dispute leaves a choice; {len(found.common)} claims stand in it"]
    head += f", from {quantity(len(disputes), 'independent dispute')}"
    lines = [f"{head}; {len(found.common)} claims stand in all of them"]
    for number, dispute in enumerate(disputes[:SHOWN], 1):
        lines.append(f"dispute {number}:")
        lines += [
            f"  either {', '.join(sorted(option)) or 'none of them'}"
            for option in dispute.options[:OPTIONS]
        ]
    return lines
