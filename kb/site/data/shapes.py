"""What stands in ``kb.json`` and in each ``claim.json``: the only place where it is listed.

The types hold those who write the files to it, and the published JSON Schema comes from them.
The version grows when a field goes or means something else; a new field leaves it as it is.
"""

from typing import Annotated, TypedDict

from kb.model.verbs import VERBS
from kb.reading.claim_schema import CONFIDENCES, KINDS, STANCES

VERSION = 1

ClaimId = Annotated[str, "the id of a claim: a key of `claims`"]
PositionId = Annotated[str, "a key of `positions`"]
Element = Annotated[
    str,
    "what is pointed at: the id of a claim, the address of a link, or that of a demonstration"
    " (claim/demonstration, a key of `demonstrations`)",
]
Plain = Annotated[str, "without Markdown and formulas"]

Holding = TypedDict(
    "Holding",
    {
        "position": PositionId,
        "stance": Annotated[str, STANCES],
        "confidence": Annotated[str, ("", *CONFIDENCES)],
        "in": Annotated[str, "the passage that shows it, as discussion/number; or nothing"],
        "inferred": bool,
    },
)
Link = TypedDict(
    "Link",
    {
        "address": Annotated[str, "source/verb/target, and /name if it has one"],
        "verb": Annotated[str, tuple(VERBS)],
        "target": Element,
        "because": Annotated[str, "its warrant, in Markdown"],
        "with": Annotated[list[ClaimId], "claims that are premises beside the source"],
        "name": Annotated[str, "tells it from another link of the same verb between the same two"],
        "differs": Annotated[str, "the scope in which the two are apart, if they are compatible"],
    },
)


class LinkHere(TypedDict):
    """A link that points at the claim."""

    address: Annotated[str, "source/verb/target, and /name if it has one"]
    verb: Annotated[str, tuple(VERBS)]
    source: ClaimId
    target: Element
    name: str
    differs: str


class Condition(TypedDict):
    """One thing that is expected."""

    that: Annotated[str, "as the claim writes it"]
    word: Annotated[str, "whether it was committed before the first run; or nothing"]


class Prediction(TypedDict):
    """What a claim expects of a measurement."""

    name: str
    of: Annotated[str, "claim/demonstration"]
    by: Annotated[str, "the position that made it; or nothing"]
    expect: list[Condition]


class Said(TypedDict):
    """What a claim says, whichever file tells it."""

    title: Annotated[str, "Markdown"]
    statement: Annotated[str, "Markdown with LaTeX"]
    kind: Annotated[str, KINDS]
    scope: str
    topic: str
    url: str
    held_by: list[Holding]
    links: list[Link]
    predictions: list[Prediction]
    cites: Annotated[list[str], "keys of `works`"]
    withdrawn: Annotated[str, "why it was withdrawn; nothing, if it was not"]


class Claim(Said):
    """A claim in ``kb.json``."""

    words: Annotated[
        dict[str, str], "well-formed, sourced, demonstrated, standing: each in one word"
    ]


class Word(TypedDict):
    """One of a claim's words, as its page shows it."""

    value: str
    label: str
    shape: Annotated[str, "a sign that reads without colour"]
    tone: str
    meaning: str
    because: str


class Citation(TypedDict):
    """How to cite a claim."""

    bibtex: str
    csl: Annotated[dict[str, object], "an item of CSL-JSON"]
    ris: Annotated[str, "an entry of RIS"]


# A name with a sign in it, which only this form allows.
Schema = TypedDict(
    "Schema",
    {
        "$schema": Annotated[str, "the address of this schema"],
        "version": Annotated[int, (VERSION,)],
    },
)


class ClaimFile(Schema, Said):
    """``claims/ID/claim.json``: one claim, for programs and for previews."""

    id: ClaimId
    plain_title: Plain
    beginning: Plain
    words: dict[str, Word]
    pointed_at_by: list[LinkHere]
    licence: str
    cite: Citation


class Demonstration(TypedDict):
    """A demonstration, and how it came out."""

    word: str
    shows: str


class Conflict(TypedDict):
    """Claims and links of one position that cannot stand together."""

    position: PositionId
    claims: list[ClaimId]
    links: Annotated[list[str], "addresses of links"]
    ends: Annotated[list[ClaimId], "the two that clash; twice the same, if it is also denied"]
    exact: Annotated[str, ("smallest", "minimal")]
    acknowledged: Annotated[str, "why it is accepted; nothing, if it is not"]
    error: bool
    follows: int
    unexplained: int
    causes: int


class Position(TypedDict):
    """Somebody who can hold a claim, by role."""

    id: PositionId
    title: str
    one: Annotated[bool, "a single person"]
    about: str


class Work(TypedDict):
    """A work that claims cite."""

    title: str
    authors: list[str]
    year: str
    url: Annotated[str, "its page, relative if the site has no address"]


class BaseFile(Schema):
    """``kb.json``: the whole base in small."""

    site: Annotated[str, "its address, before which relative addresses go; empty if not told"]
    date: str
    licence: str
    claims: Annotated[dict[str, Claim], "by id"]
    demonstrations: Annotated[dict[str, Demonstration], "by claim/demonstration"]
    conflicts: list[Conflict]
    positions: Annotated[dict[str, Position], "by id"]
    works: Annotated[dict[str, Work], "by key"]


FILES: dict[str, type] = {"kb.json": BaseFile, "claim.json": ClaimFile}
