"""The verbs that join claims: one table, one row per verb.

Reasoning looks at the force only; pages look at the words only.  A new verb is
a new row here and nothing else.
"""

from dataclasses import dataclass
from typing import Literal

Force = Literal["strict", "exclusive", "support", "attack", "undercut", "annotation"]


@dataclass(frozen=True)
class Verb:
    """What a link of this kind does to the reasoning, and how it reads both ways."""

    name: str
    force: Force
    forward: str
    backward: str
    meaning: str
    symmetric: bool = False
    joint: bool = False  # may name co-premises under ``with:``
    targets: frozenset[str] = frozenset({"claim"})


ANY = frozenset({"claim", "link", "demonstration"})
STEP = frozenset({"link", "demonstration"})

VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb("entails", "strict", "entails", "is entailed by",
             "if the source holds, so does the target", joint=True),
        Verb("presupposes", "strict", "presupposes", "is presupposed by",
             "the source cannot hold unless the target does"),
        Verb("equivalent", "strict", "is equivalent to", "is equivalent to",
             "the two hold or fall together", symmetric=True),
        Verb("contradicts", "exclusive", "contradicts", "contradicts",
             "not both can hold", symmetric=True),
        Verb("supports", "support", "supports", "is supported by",
             "a reason for the target; losing it refutes nothing", targets=ANY),
        Verb("attacks", "attack", "attacks", "is attacked by",
             "a reason against the target", joint=True,
             targets=frozenset({"claim", "demonstration"})),
        Verb("undercuts", "undercut", "undercuts", "is undercut by",
             "a reason against a step, not against its conclusion", targets=STEP),
        Verb("compatible-by-scope", "annotation", "is compatible by scope with",
             "is compatible by scope with",
             "looks contradictory and is not: the scopes differ", symmetric=True),
        Verb("related", "annotation", "is related to", "is related to",
             "worth reading beside it", symmetric=True),
        Verb("refines", "annotation", "refines", "is refined by",
             "says the same more narrowly or more exactly"),
        Verb("exemplifies", "annotation", "exemplifies", "is exemplified by",
             "is one case of the target"),
        Verb("answers", "annotation", "answers", "is answered by",
             "replies to the question"),
        Verb("supersedes", "annotation", "supersedes", "is superseded by",
             "replaces an earlier wording"),
    )
}  # fmt: skip
# Verbs by which two claims cannot both hold.
CLASHING = frozenset(name for name, verb in VERBS.items() if verb.force == "exclusive")
