"""Draw what a demonstration measured, with matplotlib's own colours.

Every stand-alone copy of a demonstration with a figure carries this text.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Results = Mapping[str, Sequence[Mapping[str, Any]]]  # run -> what each seed returned


def draw(figure: Mapping[str, Any], results: Results) -> Any:
    """The figure, or ImportError if there is no matplotlib."""
    import matplotlib.pyplot as plt

    canvas, axes = plt.subplots(figsize=(9, 5), layout="constrained")
    {"lines": lines, "bars": dots, "heatmap": heat}[figure["kind"]](axes, figure, results)
    return canvas


def lines(axes: Any, figure: Mapping[str, Any], results: Results) -> None:
    """Thin lines are seeds, thick ones their mean; controls are dashed."""
    shown = [run for run in figure["show"] if run["name"] in results]
    every = (
        curve for run in shown for each in results[run["name"]] for curve in each.get("curves", {})
    )
    names = figure["curves"] or list(dict.fromkeys(every))
    for run in shown:
        for name in names:
            curves = [each.get("curves", {}).get(name) for each in results[run["name"]]]
            found = [points for curve in curves if curve and (points := points_of(curve))[0]]
            if found:
                one_curve(axes, found, label_of(figure, run, name, len(names) > 1), run["control"])
    label_axes(axes, figure)
    if axes.lines:
        axes.legend()


def points_of(curve: Mapping[str, Any]) -> tuple[list[float], list[float]]:
    """The points of a curve that a drawing can hold."""
    kept = [point for point in zip(curve["x"], curve["y"], strict=True) if can_be_drawn(*point)]
    return [float(x) for x, _ in kept], [float(y) for _, y in kept]


def can_be_drawn(*values: float) -> bool:
    """Whether all are numbers in range of what matplotlib can count."""
    # the ticks of a logarithmic axis go well beyond what is drawn on it
    return all(abs(value) <= 1e200 and not 0 < abs(value) < 1e-200 for value in values)


def one_curve(
    axes: Any, found: list[tuple[list[float], list[float]]], label: str, control: bool
) -> None:
    """One run's curve: its seeds, and their mean if they were measured at the same places."""
    style = "--" if control else "-"
    places, heights = found[0]
    if all(x == places for x, _ in found):
        heights = [sum(column) / len(found) for column in zip(*(y for _, y in found), strict=True)]
    (thick,) = axes.plot(places, heights, style, linewidth=2, label=label)
    for x, y in found if len(found) > 1 else ():
        axes.plot(x, y, style, linewidth=0.6, alpha=0.4, color=thick.get_color())


def dots(axes: Any, figure: Mapping[str, Any], results: Results) -> None:
    """A row for each measure and run; dots are seeds, hollow ones controls."""
    shown = [run for run in figure["show"] if run["name"] in results]
    named = [name for run in shown for name in results[run["name"]][0]]
    plain = [name for name in dict.fromkeys(named) if name not in ("curves", "grids")]
    rows = [(measure, run) for measure in figure["measures"] or plain for run in shown]
    for place, (measure, run) in enumerate(rows):
        values = [each[measure] for each in results[run["name"]] if measure in each]
        values = [value for value in values if can_be_drawn(value)]
        face = "none" if run["control"] else "C0"
        axes.scatter(values, [place] * len(values), facecolors=face, edgecolors="C0")
    said = [f"{figure['labels'].get(measure, measure)}: {run['label']}" for measure, run in rows]
    axes.set_yticks(range(len(rows)), said)
    axes.invert_yaxis()
    scale(axes.set_xscale, figure["y"], axes.dataLim.minposx, axes.dataLim.x1)
    axes.set_xlabel(figure["y"]["label"])


def heat(axes: Any, figure: Mapping[str, Any], results: Results) -> None:
    """The first grid that can be drawn of the runs shown."""
    for run in figure["show"]:
        for each in results.get(run["name"], ()):
            grids = each.get("grids", {})
            grid = grids.get(figure["grid"] or next(iter(grids), ""))
            if grid and len(grid["x"]) and len(grid["y"]) and can_be_drawn(*grid["x"], *grid["y"]):
                z = [
                    [float(v) if can_be_drawn(v) else float("nan") for v in row]
                    for row in grid["z"]
                ]
                if not any(can_be_drawn(value) for row in z for value in row):
                    continue
                mesh = axes.pcolormesh(grid["x"], grid["y"], z, shading="nearest")
                axes.figure.colorbar(mesh)
                axes.set_title(run["label"])
                label_axes(axes, figure)
                return


def label_of(figure: Mapping[str, Any], run: Mapping[str, Any], curve: str, several: bool) -> str:
    """What the legend says of a curve."""
    exact = figure["labels"].get(f"{run['name']}.{curve}")
    of_curve = figure["labels"].get(curve, curve.replace("_", " "))
    label = exact or (f"{run['label']}: {of_curve}" if several else run["label"])
    return f"{label} (control)" if run["control"] else str(label)


def label_axes(axes: Any, figure: Mapping[str, Any]) -> None:
    """Labels and scales, as the claim's author chose them."""
    axes.set_xlabel(figure["x"]["label"])
    axes.set_ylabel(figure["y"]["label"])
    scale(axes.set_xscale, figure["x"], axes.dataLim.minposx, axes.dataLim.x1)
    scale(axes.set_yscale, figure["y"], axes.dataLim.minposy, axes.dataLim.y1)


def scale(set_scale: Any, axis: Mapping[str, Any], least: float, most: float) -> None:
    """As the author chose it; linear where no two things drawn have logarithms apart."""
    set_scale(axis["scale"] if most > least * 1.000001 else "linear")
