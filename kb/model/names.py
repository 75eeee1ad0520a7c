"""What names may look like, and which known name a misspelt one probably means."""

import re

IDENTIFIER = r"[a-z][a-z0-9_]*"


CLAIM_ID = r"[a-z0-9]+(-[a-z0-9]+)+"


REGISTERED = ".registered"  # ends the name of the file beside a claim that binds what it predicts


KEBAB = r"[a-z0-9]+(-[a-z0-9]+)*"


def respelt(word: str, pattern: str) -> str:
    """The word as a name of that pattern, if its spelling is all that is wrong: capitals, spaces,
    joints, quotes, the ending of a file, letters that nobody sees.
    """
    bare = re.sub(
        r"^[\"'`\u2018-\u201f]|[\"'`\u2018-\u201f]$|[\u00ad\u200b-\u200f\u2060]", "", word.strip()
    )
    for joint in "-_":
        name = re.sub(r"[\s_-]+", joint, re.sub(r"\.ya?ml$", "", bare).lower())
        if re.fullmatch(pattern, name):
            return name
    return ""


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str:
    """The known word that this one probably means, or nothing."""
    from rapidfuzz import process

    found = process.extractOne(word, sorted(known), score_cutoff=70)
    return str(found[0]) if found else ""


def did_you_mean(word: str, known: list[str] | tuple[str, ...]) -> str:
    """'; did you mean ...?', or nothing."""
    close = nearest(word, known)
    return f"; did you mean '{close}'?" if close else ""
