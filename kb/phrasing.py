"""Numbers, counts and names as people read them: said the same way everywhere."""


def short(number: float) -> str:
    """A number to four significant digits; small and large ones in powers of ten."""
    text = f"{number:.4g}"
    return text.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")


def noun_for(count: int, noun: str, plural: str = "") -> str:
    """'claim' of one, 'claims' of any other number."""
    return noun if count == 1 else plural or f"{noun}s"


def quantity(count: int, noun: str, plural: str = "") -> str:
    """'1 claim', '2 claims'."""
    return f"{count} {noun_for(count, noun, plural)}"


def as_words(name: str) -> str:
    """A name of a run, measure or expectation as words: 'half_life' is 'half life'."""
    return name.replace("-", " ").replace("_", " ")
