"""The blanks of a new claim: what `kb new` writes for an author to replace."""

STATEMENT = (
    "One paragraph in your own words: what is said, no more. Formulas such as $x^2$ are welcome."
)
SCOPE = "The regime in which it is meant."
SHOWS = "One sentence."
DOES_NOT_SHOW = "One honest sentence."
BLANKS = frozenset({STATEMENT, SCOPE, SHOWS, DOES_NOT_SHOW})
