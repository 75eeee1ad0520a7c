"""The blanks of a new claim: what `kb new` and `kb import` write for an author to replace."""

STATEMENT = (
    "One paragraph in your own words: what is said, no more. Formulas such as $x^2$ are welcome."
)
SCOPE = "The regime in which it is meant."
SHOWS = "One sentence."
DOES_NOT_SHOW = "One honest sentence."
BECAUSE = (
    "The warrant is still to be written."  # of an imported link; a check of its own asks for it
)
BLANKS = frozenset({STATEMENT, SCOPE, SHOWS, DOES_NOT_SHOW})
FIRST_WORDS = tuple({blank.partition(" ")[0] for blank in BLANKS})


def is_blank(said: str) -> bool:
    """Whether a text is a blank still, however it is broken into lines."""
    return said.lstrip().startswith(FIRST_WORDS) and " ".join(said.split()) in BLANKS
