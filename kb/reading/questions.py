"""Questions that people bring: one file each under ``literature/questions/``."""

import re
from collections.abc import Mapping

from kb.model import Finding
from kb.model.names import CLAIM_ID, KEBAB
from kb.model.questions import Question, Sentence
from kb.reading.parsed import Remembered, typed_fields
from kb.reading.schema import Json, Text
from kb.reading.schema_records import Many, Record, Table

EXAMPLE = "a-claim: the state that its page shows"
STATE = Text(r"[^\n]{1,40}", "a state, as pages show it beside the claim")
SENTENCES = Many(
    Record(
        {"says": Text(), "rests_on": Table(STATE, CLAIM_ID, "a claim's id", EXAMPLE)},
        needs=("says", "rests_on"),
    )
)
QUESTION = Record(
    {
        "question": Text(
            r"[^\n]{1,99}\?", "one question of at most 100 characters, with its question mark"
        ),
        "topic": Text(KEBAB, "the folder of a topic"),
        "answer": Text(),
        "sentences": SENTENCES,
        "would_change": SENTENCES,
    },
    needs=("question", "answer", "sentences", "would_change"),
)


def questions_of(
    files: Mapping[str, bytes], memory: Remembered
) -> tuple[dict[str, Question], list[Finding]]:
    """Questions by id, and what kept others from being read."""
    found: dict[str, Question] = {}
    findings: list[Finding] = []
    for path in sorted(files):
        match = re.fullmatch(rf"literature/questions/({KEBAB})\.yaml", path)
        if not match:
            continue
        fields, wrong = typed_fields(path, files[path], QUESTION, memory)
        findings += wrong
        if not wrong:
            found[match[1]] = question_of(match[1], path, fields)
    return found, findings


def question_of(name: str, path: str, fields: Mapping[str, Json]) -> Question:
    """The question that typed fields describe."""
    return Question(
        id=name,
        file=path,
        question=fields["question"],
        answer=fields["answer"],
        sentences=tuple(Sentence(**each) for each in fields["sentences"]),
        would_change=tuple(Sentence(**each) for each in fields["would_change"]),
        topic=fields.get("topic", ""),
    )
