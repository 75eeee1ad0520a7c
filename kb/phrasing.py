"""Numbers as people read them: four significant digits, the same on every machine."""


def short(number: float) -> str:
    """A number to four significant digits; small and large ones in powers of ten."""
    text = f"{number:.4g}"
    return text.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")
