"""Rows of Markdown's tables that have more cells than their head: Markdown drops the rest."""

from collections.abc import Iterator

from kb.reading.formulas_in_text import without_bars


def wide_rows(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Of each such row its line, its cells, its head's, and the words that are lost."""
    if "|" not in text or "-" not in text:
        return
    from markdown_it import MarkdownIt  # needed by few texts
    from markdown_it.rules_block.table import escapedSplit

    written = text.split("\n")
    text = without_bars(text)
    lines = text.split("\n")
    head = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "thead_open":
            head = 0
        elif token.type == "th_open":
            head += 1
        elif token.type == "tr_open" and head and token.map:
            row = lines[token.map[0]].lstrip(" \t>").rstrip()
            cells = [cell.strip() for cell in escapedSplit(row)]
            cells = cells[not cells[0] :]
            if len(cells) > 1 and not cells[-1]:
                cells.pop()
            lost = [cell for cell in cells[head:] if cell]
            if lost:
                line = written[token.map[0]].strip()
                yield line, len(cells), head, ", ".join(lost)[:60]
