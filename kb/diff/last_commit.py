"""Whether a badge differs from the last commit's, as far as it is remembered what that one's are.

To know them, the files of the commit are taken out and all is derived from them; most edits
change no badge, and need not wait for that.
"""

import json

from kb.explain.four_words import four_words
from kb.knowledge import Knowledge
from kb.memory import Memory

KIND, NAME = "badges", "last-commit"


def words_of(knowledge: Knowledge) -> dict[str, object]:
    """The four words of every claim, and its former names, by which a renamed one is found."""
    return {
        claim.id: [list(claim.aliases), *(word.value for word in four_words(knowledge, claim))]
        for claim in knowledge.base.claims
    }


def are_as_before(memory: Memory, commit: str, knowledge: Knowledge) -> bool:
    """Whether claims, names and badges are known to be those of the last commit.

    ``commit`` names that, and all else that its badges hang on.  Of claims that share a name it is
    not known which is which.
    """
    claims = knowledge.base.claims
    if len({claim.id for claim in claims}) < len(claims):
        return False
    kept = memory.text(KIND, NAME)
    return isinstance(kept, dict) and kept == {"commit": commit, "words": words_of(knowledge)}


def keep_words(memory: Memory, commit: str, before: Knowledge) -> None:
    """Remember the badges of the last commit."""
    memory.keep(KIND, NAME, json.loads(json.dumps({"commit": commit, "words": words_of(before)})))
