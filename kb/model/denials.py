"""Denials as elements of the debate: whoever denies a claim holds the denial of it.

A denial has no file and no page.  Its name holds a space, so that it is no claim's id.
"""

PREFIX = "not "


def denial_of(claim: str) -> str:
    """The element that whoever denies the claim holds."""
    return PREFIX + claim


def denied_claim(element: str) -> str:
    """The claim that an element is the denial of; "" for anything else."""
    return element.removeprefix(PREFIX) if element.startswith(PREFIX) else ""


def element_in_words(element: str) -> str:
    """An element as it is named in a line of text: itself, or the denial of a claim."""
    denied = denied_claim(element)
    return f"the denial of {denied}" if denied else element
