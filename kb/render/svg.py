"""Make matplotlib's SVG fit for a page: named colours, our fonts, a title, no stray ids.

The same drawing is used twice: inside a page, where CSS gives the colours, and as a file
of its own, where they must be filled in.
"""

import re
from collections.abc import Mapping

from kb.render.chart import BAND, CONTROLS, EFFECTS, FAINT, INK
from kb.render.text import plain, seal

NAMES = {
    INK: "ink", FAINT: "faint", BAND: "band",
    EFFECTS[0]: "effect-1", EFFECTS[1]: "effect-2", EFFECTS[2]: "effect-3", EFFECTS[3]: "effect-4",
    CONTROLS[0]: "control-1", CONTROLS[1]: "control-2",
}  # fmt: skip
LIGHT = {
    "ink": "#3b4148", "faint": "#d9dce0", "band": "#e4ecd9", "effect-1": "#1f5f9e",
    "effect-2": "#00715f", "effect-3": "#7a3e9d", "effect-4": "#8a6100",
    "control-1": "#b0441e", "control-2": "#8c3a5b",
}  # fmt: skip
DARK = {
    "ink": "#c9ced6", "faint": "#3a414b", "band": "#2f3d2c", "effect-1": "#7db7f0",
    "effect-2": "#5fc9b3", "effect-3": "#cfa0ec", "effect-4": "#dfb650",
    "control-1": "#f0956f", "control-2": "#ec9cbc",
}  # fmt: skip
FONT = "system-ui, sans-serif"
PROLOGUE = re.compile(r"\A.*?(?=<svg)|<metadata>.*?</metadata>|<style[^>]*>.*?</style>", re.DOTALL)
GROUP_ID = re.compile(r' id="(?!m[0-9a-f]{6}|p[0-9a-f]{6}|image)[^"]*"')
OWN_ID = re.compile(r'(\bid="|url\(#|href="#)')
PLACED = re.compile(r' (?:d|x|y|transform|width|height)="[^"]*"')
PRECISE = re.compile(r"-?\d+\.\d{2,}")
STRAIGHT = re.compile(r'd="([-ML\d. ]+)"')


def for_page(raw: str, key: str, title: str, description: str) -> str:
    """The drawing with colours as CSS variables, its ids prefixed, its text sealed."""
    drawing = PROLOGUE.sub("", raw).strip()
    drawing = OWN_ID.sub(rf"\g<1>{key}-", GROUP_ID.sub("", drawing))
    drawing = PLACED.sub(_rounded, drawing).replace("xlink:href", "href")
    drawing = STRAIGHT.sub(_straight, drawing.replace("\n", " "))
    drawing = drawing.replace("font-family: 'DejaVu Sans'", "font-family: var(--kb-fig-font)")
    for code, name in NAMES.items():
        drawing = drawing.replace(code, f"var(--kb-fig-{name})")
    box = re.search(r'viewBox="[^"]*"', drawing)
    head = (
        f'<svg class="kb-svg" role="img" aria-labelledby="{key}-title {key}-desc" '
        f'{box[0] if box else ""} xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{key}-title">{plain(title)}</title>'
        f'<desc id="{key}-desc">{plain(description)}</desc>'
    )
    body = drawing[drawing.index(">") + 1 :]
    return re.sub(r">(?:\s|&#10;)+<", "><", head + str(seal(body)))


def _rounded(attribute: re.Match[str]) -> str:
    """A tenth of a pixel is enough for where things are; what is written stays as it is."""
    return PRECISE.sub(lambda one: f"{float(one[0]):.1f}".removesuffix(".0"), attribute[0])


def _straight(path: re.Match[str]) -> str:
    """After a move, pairs of numbers are lines: half the bytes of a curve go."""
    return f'd="{" ".join(path[1].replace("L", " ").split())}"'


def as_file(drawing: str, colours: Mapping[str, str]) -> bytes:
    """The page's drawing as a file that needs no style sheet."""
    for name, colour in colours.items():
        drawing = drawing.replace(f"var(--kb-fig-{name})", colour)
    style = "<style>*{stroke-linejoin:round;stroke-linecap:butt}</style>"
    return (
        drawing.replace("var(--kb-fig-font)", FONT).replace("</desc>", f"</desc>{style}").encode()
    )
