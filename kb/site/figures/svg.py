"""Make matplotlib's SVG fit for a page: named colours, our fonts, a title, a third of the bytes.

The same drawing is used twice: inside a page, where CSS gives the colours, and as a file
of its own, where they must be filled in.  Its style rules name its own id, so several
drawings on a page leave each other alone.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from xml.etree import ElementTree

from kb.site.figures.chart import BAND, CONTROLS, EFFECTS, FAINT, INK
from kb.site.figures.svg_path import round_numbers, shorten_path
from kb.site.text.markdown import plain, seal

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
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
USED = re.compile(r"#([\w-]+)")
GIVEN = frozenset({"font-size: 13px", "stroke-linejoin: round", "stroke-linecap: butt"})
UNSEEN = frozenset({"fill: none; opacity: 0"})
ALONE = re.compile(r'<\w+(?: [\w-]+="[^"]*")*? class="(\w+)"(?:/>|>[^<]*</\w+>)')
Sheet = dict[str, str]  # declarations -> the class that stands for them


def for_page(raw: str, key: str, title: str, description: str) -> str:
    """The drawing with colours as CSS variables, its ids its own, its text sealed."""
    root = ElementTree.fromstring(raw)
    ids = {old: f"{key}-{number}" for number, old in enumerate(_used(root))}
    sheet: Sheet = {}
    body = _inside(root, ids, sheet)
    rules = "".join(f"#{key} .{name}{{{said}}}" for said, name in sheet.items() if said)
    return (
        f'<svg class="kb-svg" id="{key}" role="img" aria-labelledby="{key}-title {key}-desc" '
        f'viewBox="{root.get("viewBox", "")}">'
        f'<title id="{key}-title">{plain(title)}</title>'
        f'<desc id="{key}-desc">{plain(description)}</desc>'
        f"<style>#{key}{{font:13px var(--kb-fig-font);stroke-linejoin:round}}{rules}</style>"
        f"{body}</svg>"
    )


def as_file(drawing: str, colours: Mapping[str, str]) -> bytes:
    """The page's drawing as a file that needs no style sheet."""
    drawing = drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    for name, colour in colours.items():
        drawing = drawing.replace(f"var(--kb-fig-{name})", colour)
    return drawing.replace("var(--kb-fig-font)", FONT).encode()


def _used(root: ElementTree.Element) -> dict[str, None]:
    """The ids that something in the drawing points at."""
    pointing = ("clip-path", f"{XLINK}href")
    return dict.fromkeys(
        found[1]
        for node in root.iter()
        for name in pointing
        if (found := USED.search(node.get(name, "")))
    )


def _inside(node: ElementTree.Element, ids: Mapping[str, str], sheet: Sheet) -> str:
    """What an element holds; neighbours of one class say it once, on a group around them."""
    pieces = (piece for child in node for piece in _written(child, ids, sheet))
    together = []
    for name, same in groupby(pieces, key=_class_of):
        members = list(same)
        if name and len(members) > 1:
            bare = "".join(piece.replace(f' class="{name}"', "", 1) for piece in members)
            together.append(f'<g class="{name}">{bare}</g>')
        else:
            together += members
    return "".join(together)


def _class_of(piece: str) -> str:
    found = ALONE.fullmatch(piece)
    return found[1] if found else ""


def _written(node: ElementTree.Element, ids: Mapping[str, str], sheet: Sheet) -> Iterator[str]:
    """An element as short as it can be; groups that say nothing are only their contents."""
    tag = node.tag.removeprefix(SVG)
    style = node.get("style", "")
    if tag in {"metadata", "style"} or style in UNSEEN:
        return
    said = "".join(f' {name}="{value}"' for name, value in _attributes(node, ids))
    if name := _class(style, sheet):
        said += f' class="{name}"'
    inside = str(plain((node.text or "").strip())) + _inside(node, ids, sheet)
    if tag in {"g", "defs"} and (not said or not inside):
        yield inside if tag == "g" else f"<defs>{inside}</defs>" if inside else ""
    elif inside:
        yield f"{seal(f'<{tag}{said}>')}{inside}</{tag}>"
    else:
        yield str(seal(f"<{tag}{said}/>"))


def _attributes(node: ElementTree.Element, ids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in node.attrib.items():
        short = name.removeprefix(XLINK)
        match short:
            case "id" if value in ids:
                yield "id", ids[value]
            case "clip-path" | "href" if found := USED.search(value):
                yield short, value.replace(f"#{found[1]}", f"#{ids[found[1]]}")
            case "d":
                yield "d", shorten_path(value)
            case "transform" if value.startswith("rotate(-0 "):
                continue
            case "id" | "style":
                continue
            case _:
                yield short, round_numbers(value)


def _class(style: str, sheet: Sheet) -> str:
    """The class for an element's declarations, made when they are first met."""
    said = [
        declaration
        for declaration in style.split("; ")
        if declaration not in GIVEN and "DejaVu" not in declaration
    ]
    short = ";".join(said).replace(": ", ":")
    for code, name in NAMES.items():
        short = short.replace(code, f"var(--kb-fig-{name})")
    if short not in sheet:
        sheet[short] = f"k{len(sheet)}" if short else ""
    return sheet[short]
