"""The mathematical font: STIX Two Math, cut down to what formulas use.

Without a font that has a mathematics table, brackets and roots do not stretch.  It comes
from an installed package (SIL Open Font Licence), so no page asks another host for it.
"""

import io
from importlib import resources

NAME = "assets/stix-math.woff2"
RANGES = (
    # What formulas are written with: letters, Greek, accents, primes, arrows, relations, operators.
    (0x20, 0x7E), (0xA0, 0xA0), (0xAC, 0xAC), (0xB0, 0xB1), (0xB7, 0xB7), (0xD7, 0xD7),
    (0xF7, 0xF7), (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x300, 0x308), (0x30A, 0x30C), (0x338, 0x338),
    (0x391, 0x3A9), (0x3B1, 0x3C9), (0x3D1, 0x3D1), (0x3D5, 0x3D5), (0x3F5, 0x3F5),
    (0x2010, 0x2027), (0x2032, 0x2034), (0x2044, 0x2044), (0x2061, 0x2064), (0x20D6, 0x20D7),
    (0x2190, 0x2199), (0x21A6, 0x21A6), (0x21D0, 0x21D5), (0x2200, 0x222B), (0x2234, 0x2237),
    (0x223C, 0x223D), (0x2243, 0x224D), (0x2254, 0x2254), (0x2260, 0x2265), (0x226A, 0x226B),
    (0x2282, 0x228B), (0x2295, 0x2299), (0x22A2, 0x22A5), (0x22C0, 0x22C6), (0x22EE, 0x22F1),
    # Brackets that stretch.
    (0x2308, 0x230B), (0x23DE, 0x23DF), (0x27E8, 0x27E9),
    # Italic, bold, script and blackboard letters, some of which were there before the others.
    (0x2102, 0x2102), (0x210B, 0x210B), (0x210D, 0x210F), (0x2112, 0x2113), (0x2115, 0x2115),
    (0x2119, 0x211D), (0x2124, 0x2124), (0x212C, 0x212C), (0x2130, 0x2131), (0x2133, 0x2133),
    (0x1D400, 0x1D467), (0x1D49C, 0x1D4B5), (0x1D538, 0x1D550), (0x1D6E2, 0x1D71B),
)  # fmt: skip
# Smaller forms in scripts, dotless letters under accents, flat accents: what layout asks for.
FEATURES = ["ssty", "dtls", "flac"]


def math_font() -> bytes:
    """The subset as WOFF2; the same package gives the same bytes."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    source = resources.files("ziamath").joinpath("fonts", "STIXTwoMath-Regular.ttf")
    font = TTFont(io.BytesIO(source.read_bytes()), recalcTimestamp=False)
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[point for low, high in RANGES for point in range(low, high + 1)])
    subsetter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
