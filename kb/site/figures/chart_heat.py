"""Grids: one map for each run, side by side or one under another, on one scale of colour."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from matplotlib.figure import Figure as Canvas

from kb.model import Axis, Figure
from kb.site.figures.chart import (
    CONTROLS,
    INK,
    NARROW,
    WIDTH,
    blank,
    fold,
    gutter,
    label_with_kind,
    scales,
)
from kb.site.figures.series import Grid

HEIGHT, MAP = 380, 250


def heat(figure: Figure, drawn: Sequence[Grid], narrow: bool = False) -> Canvas:
    """The maps share their axes and the scale beside them."""
    many = len(drawn)
    canvas = blank(NARROW, MAP * many + 70) if narrow else blank(WIDTH, HEIGHT)
    shape = (many, 1) if narrow else (1, many)
    every = canvas.subplots(*shape, sharex=True, sharey=True, squeeze=False).flat
    left = (0.17 * NARROW if narrow else 0.1 * WIDTH) + gutter(figure.y)
    side = (
        {"left": left / NARROW, "right": 0.8, "hspace": 0.22}
        if narrow
        else {"left": left / WIDTH, "right": 0.87}
    )
    below = 58 / (MAP * many + 70) if narrow else 0.16
    above = 1 - 34 / (MAP * many + 70) if narrow else 0.9
    canvas.subplots_adjust(**side, top=above, bottom=below, wspace=0.08)
    drawn = [_on_its_axes(grid, figure) for grid in drawn]
    cells = [np.array(grid.z, dtype=float) for grid in drawn]
    found = [cell for z in cells for cell in z.flat if not np.isnan(cell)]
    low, high = min(found, default=0.0), max(found, default=0.0)
    for rank, (axes, grid, z) in enumerate(zip(every, drawn, cells, strict=True)):
        axes.patch.set_visible(False)
        mesh = axes.pcolormesh(grid.x, grid.y, z, cmap="viridis", vmin=low, vmax=high,
                               shading="nearest", rasterized=True)  # fmt: skip
        axes.set_title(fold(label_with_kind(grid.label, grid.control), 34), fontsize=13,
                       color=CONTROLS[0] if grid.control else INK)  # fmt: skip
        x = figure.x if not narrow or rank == many - 1 else Axis(scale=figure.x.scale)
        y = figure.y if narrow or rank == 0 else Axis(scale=figure.y.scale)
        scales(axes, x, y, narrow)
        axes.grid(False)
    place = (0.84, below, 0.035, above - below) if narrow else (0.9, 0.16, 0.025, 0.74)
    bar = canvas.colorbar(mesh, cax=canvas.add_axes(place))
    bar.outline.set_visible(False)
    if bar.solids is not None:
        bar.solids.set_rasterized(True)
    return canvas


def _on_its_axes(grid: Grid, figure: Figure) -> Grid:
    """Without what lies off a logarithmic axis."""
    across = [at for at, x in enumerate(grid.x) if x > 0 or figure.x.scale != "log"]
    up = [at for at, y in enumerate(grid.y) if y > 0 or figure.y.scale != "log"]
    return replace(
        grid,
        x=tuple(grid.x[at] for at in across),
        y=tuple(grid.y[at] for at in up),
        z=tuple(tuple(grid.z[row][at] for at in across) for row in up),
    )
