"""The mathematical font: STIX Two Math, cut down to what formulas use.

Without a font that has a mathematics table, brackets and roots do not stretch.  It comes
from an installed package (SIL Open Font Licence), so no page asks another host for it.
"""

import io
from importlib import resources

NAME = "assets/stix-two-math.woff2"
RANGES = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x2B0, 0x36F), (0x370, 0x3FF), (0x2010, 0x205F), (0x2070, 0x20BF),
    (0x20D0, 0x22FF), (0x2300, 0x23FF), (0x25A0, 0x25FF), (0x27C0, 0x27FF), (0x2900, 0x2BFF),
    (0x1D400, 0x1D7FF),
)  # fmt: skip


def math_font() -> bytes:
    """The subset as WOFF2; the same package gives the same bytes."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    source = resources.files("ziamath").joinpath("fonts", "STIXTwoMath-Regular.ttf")
    font = TTFont(io.BytesIO(source.read_bytes()), recalcTimestamp=False)
    options = Options()
    options.layout_features = ["*"]
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[one for low, high in RANGES for one in range(low, high + 1)])
    subsetter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
