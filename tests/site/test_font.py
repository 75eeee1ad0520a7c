"""The mathematical font: small, and with all that the formulas of the base are written in."""

import io
import re
import unicodedata

from fontTools.ttLib import TTFont

from kb.site.data.font import math_font
from kb.site.text.markdown import inline
from tests.house.test_real_base import ROOT

FORMULA = re.compile(r"\$\$?[^$]+\$\$?")


def test_the_font_has_every_character_of_every_formula():
    font = TTFont(io.BytesIO(math_font()))
    has = set(font.getBestCmap())
    used = set()
    for path in sorted((ROOT / "claims").rglob("*.yaml")):
        for formula in FORMULA.findall(path.read_text("utf-8")):
            used |= set(re.sub(r"<[^>]*>|&[^;]*;", "", str(inline(formula))))
    lacking = {unicodedata.name(one, one) for one in used if ord(one) not in has and one.strip()}
    assert lacking == set()


def test_the_font_is_small_and_can_stretch_brackets():
    written = math_font()
    assert len(written) < 110_000
    assert "MATH" in TTFont(io.BytesIO(written))
