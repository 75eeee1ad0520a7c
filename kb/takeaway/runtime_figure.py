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
    every = (curve for run in shown for each in results[run["name"]] for curve in each["curves"])
    names = figure["curves"] or list(dict.fromkeys(every))
    for run in shown:
        for name in names:
            found = [
                (list(each["curves"][name]["x"]), list(each["curves"][name]["y"]))
                for each in results[run["name"]]
                if name in each.get("curves", {})
            ]
            if found:
                one_curve(axes, found, label_of(figure, run, name, len(names) > 1), run["control"])
    label_axes(axes, figure)
    axes.legend()


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
        face = "none" if run["control"] else "C0"
        axes.scatter(values, [place] * len(values), facecolors=face, edgecolors="C0")
    said = [f"{figure['labels'].get(measure, measure)}: {run['label']}" for measure, run in rows]
    axes.set_yticks(range(len(rows)), said)
    axes.invert_yaxis()
    axes.set_xscale(figure["y"]["scale"])
    axes.set_xlabel(figure["y"]["label"])


def heat(axes: Any, figure: Mapping[str, Any], results: Results) -> None:
    """The grid of the first run shown, on its first seed."""
    run = next(run for run in figure["show"] if run["name"] in results)
    grids = results[run["name"]][0]["grids"]
    grid = grids[figure["grid"] or next(iter(grids))]
    mesh = axes.pcolormesh(grid["x"], grid["y"], grid["z"], shading="nearest")
    axes.figure.colorbar(mesh)
    axes.set_title(run["label"])
    label_axes(axes, figure)


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
    axes.set_xscale(figure["x"]["scale"])
    axes.set_yscale(figure["y"]["scale"])
