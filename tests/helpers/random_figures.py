"""Random measurements of every shape that a script can return, and figures of them."""

import math
import sys
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from hypothesis import strategies as st

from kb.model import Axis, Demonstration, Expectation, Figure, Run
from kb.model.outcomes import Judgement, Measurement, Verdict
from kb.site.figures.bands import Band, bands
from kb.site.figures.contest import Contest

LARGEST, LEAST = sys.float_info.max, 5e-324
NEAR = (1.0, math.nextafter(1.0, 2.0), math.nextafter(1.0, 0.0), 0.01, math.nextafter(0.01, 1.0))
EDGES = (0.0, -0.0, *NEAR, 1e-308, LEAST, -LEAST, LARGEST, -LARGEST, 1e16, 1e16 + 2, 1e300, 1e-300)
OUTSIDE = (math.nan, math.inf, -math.inf)
finite = st.one_of(
    st.floats(-10, 10),
    st.sampled_from(EDGES),
    st.floats(allow_nan=False, allow_infinity=False),
)
numbers = st.one_of(finite, st.sampled_from((*OUTSIDE, *EDGES)))
MEASURES, CURVES, GRIDS = ("slope", "rest"), ("loss", "gain"), ("map", "plan")
RUNS = {
    "main": Run("main", label="with $\\nu = 2$"),
    "flat": Run("flat", breaks=("half",), because="No slope.", label="without 0.002"),
}
TESTS = ("0.4 < slope < 0.6", "slope > 1e308 and rest < -1e308", "slope < rest", "rest > 0.01")


@st.composite
def rows(draw: Any, size: int | None = None) -> list[float]:
    """Numbers along an axis: rising, falling, mixed, all equal or next to each other."""
    many = draw(st.integers(0, 6)) if size is None else size
    found = draw(st.lists(draw(st.sampled_from((numbers, finite))), min_size=many, max_size=many))
    match draw(st.sampled_from(("any", "rising", "falling", "equal", "near"))):
        case "rising":
            return sorted(found)
        case "falling":
            return sorted(found, reverse=True)
        case "equal":
            return found[:1] * many
        case "near" if found:
            steps = accumulate(found, lambda at, _: math.nextafter(at, math.inf))
            return list(steps)
    return found


@st.composite
def measurements(draw: Any) -> Measurement:
    """What a call returned, or a fault."""
    values = draw(st.dictionaries(st.sampled_from(MEASURES), numbers))
    curves = {}
    for name in draw(st.lists(st.sampled_from(CURVES), unique=True)):
        x = draw(rows())
        curves[name] = {"x": x, "y": draw(rows(len(x)))}
    grids = {}
    for name in draw(st.lists(st.sampled_from(GRIDS), unique=True)):
        x, y = draw(rows()), draw(rows())
        grids[name] = {"x": x, "y": y, "z": [draw(rows(len(x))) for _ in y]}
    fault = draw(st.sampled_from(("", "", "", "it broke")))
    return Measurement(values, curves, grids, fault)


axes = st.builds(
    Axis, st.sampled_from(("", "loss", "$n$")), st.just(""), st.sampled_from(("linear", "log"))
)


def some(names: tuple[str, ...]) -> Any:
    """A few names, one of them known to nobody; none at all just as often."""
    return st.lists(st.sampled_from((*names, "nobody")), max_size=3).map(tuple)


figures = st.builds(
    Figure,
    kind=st.sampled_from(("lines", "bars", "heatmap")),
    x=axes,
    y=axes,
    show=st.sampled_from((("main",), ("main", "flat"), ("flat", "main", "nobody"), ())),
    curves=some(CURVES),
    measures=some(MEASURES),
    grid=st.sampled_from(("", *GRIDS, "nobody")),
    labels=st.sampled_from(({}, {"main": "$\\hat x$"}, {"loss": "", "slope": "$5"})),
    interactive=st.sampled_from(("", "volume-scaling")),
)


@st.composite
def drawn(draw: Any) -> tuple[Demonstration, Judgement]:
    """A demonstration with a figure, and what it measured."""
    expect = {"half": Expectation("half", draw(st.sampled_from(TESTS)))}
    demonstration = Demonstration(
        "some-claim", "slopes", "claims/t/some-claim.py", "The slope is $\\frac{1}{2}$.", "Why.",
        "for", RUNS, expect, seeds=2, figure=draw(figures),
    )  # fmt: skip
    measured: Mapping[str, tuple[Measurement, ...]] = {
        run: tuple(draw(st.lists(measurements(), max_size=3))) for run in RUNS
    }
    found = tuple(draw(st.lists(numbers, max_size=3)))
    verdict = Verdict("half", expect["half"].text, (True,), measured=(("slope", found),))
    return demonstration, Judgement("some-claim/slopes", "holds", (verdict,), measured=measured)


def band(low: str, high: str) -> Band:
    """What a figure makes of two bounds as authors write them."""
    read = bands({"half": Expectation("half", f"{low} < slope < {high}")})
    return read.get(("main", "slope"), Band())


literals = st.one_of(
    finite.map(repr), st.sampled_from(("1e400", "-1e400", "9" * 400, "1e308 * 10", "1 / 3", "rest"))
)
read_bands = st.builds(band, literals, literals)
contests = st.builds(
    Contest,
    said=st.just("the slope"),
    dots=st.lists(numbers, min_size=1, max_size=3).map(tuple),
    first=read_bands,
    second=read_bands,
)
