"""The fields of a claim's file: the only place where they are listed.

The reader, the JSON Schema and the editor's completion all come from this table.
"""

from kb.model import INTERACTIVE
from kb.model.names import CLAIM_ID, IDENTIFIER, KEBAB
from kb.model.verbs import VERBS
from kb.reading.schema import ANY, Day, Json, Number, Text, Word, Yes
from kb.reading.schema_records import Either, Many, Record, Table

KINDS = ("empirical", "mathematical", "methodological", "prediction", "question", "opinion")
STANCES = ("asserts", "denies", "doubts", "asks", "reports")
CONFIDENCES = ("certain", "likely", "hedged")
BEARINGS = ("for", "against", "scopes", "illustrates")
AGAINST = (
    "a reason against a claim is 'attacks', against a step 'undercuts'; not both: 'contradicts'"
)
FOR = "a reason for a claim is 'supports'; if the one holds so does the other: 'entails'"
OTHER_VERBS = {
    **dict.fromkeys(("refutes", "rebuts", "disproves", "opposes", "challenges", "denies"), AGAINST),
    **dict.fromkeys(("implies", "proves", "confirms", "backs", "because-of"), FOR),
    **dict.fromkeys(("requires", "needs", "assumes", "depends-on"), "write 'presupposes'"),
    **dict.fromkeys(("see", "see-also"), "write 'related'"),
}  # what others say for a verb, and what is near by its spelling alone would mislead
RUN_WORDS = ("label", "breaks", "instead_of", "because")

ID = Text(CLAIM_ID, "a claim's id (small words joined by -)")
NAME = Text(IDENTIFIER, "a name of small letters, digits and _")
LINE = Text(one_line=True)
SHORT = Text(r"[^\n]{1,40}", "one line of at most 40 characters")
ADDRESS = Text(r"[a-z0-9_/-]+", "an id, or an address such as source/verb/target")
PASSAGE = Text(rf"{KEBAB}/[0-9]+", "discussion/number")
POSITION = Text(KEBAB, "the id of a position")
KEY = Text(r"[^\s,{}]+", "the key of an entry in references.bib")
DAY = Day()
COMMIT = Text("[0-9a-f]{7,64}", "the hash of a commit")
AXIS = Record(
    {"label": LINE, "unit": LINE, "scale": Word(("linear", "log"))},
    needs=("label",),
    example="{label: age, unit: years}",
)

SOURCE = Record(
    {"passage": PASSAGE, "cite": KEY, "locator": LINE, "note": LINE},
    one_of=("passage", "cite"),
    example="{cite: key-in-references-bib, locator: p. 14}",
)
HOLDING = Record(
    {
        "position": POSITION,
        "stance": Word(STANCES),
        "confidence": Word(CONFIDENCES),
        "in": PASSAGE,
        "inferred": Yes(),
        "note": LINE,
    },
    needs=("position", "stance"),
    example="{position: curator, stance: asserts}",
)
LINK = Record(
    {
        **dict.fromkeys(VERBS, ADDRESS),
        "because": Text(),
        "with": Many(ID),
        "name": Text(KEBAB, "small words joined by -"),
        "differs": Text(),
        "tension": Many(POSITION),
    },
    needs=("because",),
    one_of=tuple(VERBS),
    about={
        **{verb.name: verb.meaning for verb in VERBS.values()},
        "because": "one sentence, the warrant of this step",
    },
    instead=OTHER_VERBS,
    example="{supports: another-claim, because: One sentence.}",
)
RUN = Record(
    {
        "label": LINE,
        "breaks": Many(Text(KEBAB, "the name of an expectation (small words joined by -)")),
        "instead_of": Many(NAME),
        "because": Text(),
    },
    others=Text(),
    example="{setting: value}",
)
TITLE = Text(r"[^\n]{1,90}", "one line of at most 90 characters")
EXPECTATION = Either(
    Text(),
    Record(
        {"that": Text(), "title": TITLE, "identity": Yes(), "check": Yes(), "because": Text()},
        needs=("that",),
        about={
            "title": "the question that it answers, where its prediction asks several",
            "check": "it asks whether the measurement is sound; if it fails, nothing was shown",
            "identity": "it holds by algebra, so that no control can break it",
        },
    ),
)
EXPECTATIONS = Table(EXPECTATION, KEBAB, "small words joined by -")
FIGURE = Record(
    {
        "kind": Word(("lines", "bars", "heatmap")),
        "x": AXIS,
        "y": AXIS,
        "show": Many(NAME),
        "curves": Many(NAME),
        "measures": Many(NAME),
        "grid": NAME,
        "labels": Table(LINE, r"[a-z0-9_.]+", "the name of a run, curve or measure"),
        "interactive": Word(tuple(INTERACTIVE)),
    },
    needs=("kind",),
)
MEASURE = Either(
    LINE,
    Record(
        {"is": LINE, "unit": LINE, "in": Many(Number(-ANY, ANY))},
        needs=("is",),
        about={
            "unit": "as a reader says it: nats",
            "in": "the least and the most that it can be, such as [0, 1] of a share",
        },
    ),
)
DEMONSTRATION = Record(
    {
        "title": TITLE,
        "script": Text(r"[a-z0-9-]+\.py", "the name of a script beside the claim"),
        "prepare": Text(r"[a-z_][a-z0-9_]*\.py", "the name of a helper beside the claim"),
        "shows": Text(),
        "does_not_show": Text(),
        "bears": Word(BEARINGS),
        "seeds": Number(1, 100, whole=True),
        "budget": Number(1, 600),
        "measures": Table(MEASURE),
        "runs": Table(RUN),
        "expect": EXPECTATIONS,
        "figure": FIGURE,
        "outcome": Word(("refuted", "unclear")),
        "because": Text(),
        "by": POSITION,
        "flaw": Text(),
        "first_run": Either(DAY, Record({"on": DAY, "in": COMMIT}, needs=("on", "in"))),
        "unchanged": Many(
            Record({"on": DAY, "because": Text(), "measures": Many(NAME)}, needs=("on", "because"))
        ),
    },
    needs=("shows", "does_not_show", "bears", "runs", "expect"),
    about={
        "title": "the question that the measurement answers",
        "shows": "one sentence on what it shows",
        "runs": "settings by name: what is measured, and controls, which break what is expected",
        "expect": "comparisons by name, such as 'half_life > 10'",
        "prepare": "the helper whose 'prepare' makes what the runs measure, once for all of them",
        "does_not_show": "one honest sentence, always shown beside the figure",
        "outcome": "acknowledges an expectation that came out false; must match the run",
        "by": "who made its tests: a claim that its holder tests is at stake",
        "flaw": "a fault of its design, said wherever its outcome is; it decides no crux",
        "first_run": "the day on which the run was published; predictions are committed before",
        "unchanged": "changes of the script after the first run that left every measure as it was",
    },
)
PREDICTION = Record(
    {
        "title": TITLE,
        "of": ADDRESS,
        "expect": EXPECTATIONS,
        "because": Text(),
        "by": POSITION,
    },
    needs=("of", "expect"),
    about={
        "of": "the measurement, as claim/demonstration",
        "title": "the question that it stands or falls with, where its measurement answers several",
        "by": "who made it: a prediction that the holder made puts the claim at stake",
    },
)
CLAIM = Record(
    {
        "title": LINE,
        "short": SHORT,
        "statement": Text(),
        "kind": Word(KINDS),
        "scope": Text(),
        "sources": Many(SOURCE),
        "held_by": Many(HOLDING),
        "references": Many(SOURCE),
        "links": Many(LINK),
        "demonstrations": Table(DEMONSTRATION),
        "predictions": Table(PREDICTION, KEBAB, "small words joined by -"),
        "tension": Many(
            Record({"position": POSITION, "with": ID, "because": Text()},
                   needs=("position", "with", "because"))
        ),
        "aliases": Many(ID),
        "tags": Many(Text(KEBAB, "small words joined by -")),
        "accept": Many(
            Record({"check": Text(KEBAB, "the name of a check"), "because": Text(), "until": DAY},
                   needs=("check", "because", "until"))
        ),
        "status": Word(("withdrawn",)),
        "because": Text(),
    },
    needs=("title", "statement", "kind"),
    together=("status", "because"),
    instead={"id": "a claim's id is the name of its file, without '.yaml'"},
    about={
        "title": "one line, which says what is claimed also where it stands alone",
        "short": "its name on maps and figures, where the title has no room",
        "statement": "one paragraph of Markdown with $LaTeX$, in our own words",
        "scope": "the regime in which it is meant",
        "because": "why it was withdrawn",
    },
)  # fmt: skip


def schema() -> dict[str, Json]:
    """The JSON Schema of a claim's file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A claim of kb",
        **CLAIM.schema(),
    }
