"""A copy that runs alone draws what kb draws, and never raises either."""

import io
import warnings
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from kb.model import Demonstration
from kb.model.outcomes import Judgement, Measurement
from kb.takeaway.contents import figure_code
from kb.takeaway.runtime_figure import draw
from tests.helpers.examples import EXAMPLES
from tests.helpers.random_figures import drawn

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking a drawing takes minutes


def returned(call: Measurement) -> dict[str, Any]:
    """What the script's function gave: curves and grids only where there are any."""
    found: dict[str, Any] = dict(call.values)
    return found | {
        name: value for name, value in (("curves", call.curves), ("grids", call.grids)) if value
    }


@pytest.fixture(scope="module", autouse=True)
def no_window():
    import matplotlib as mpl

    before = mpl.get_backend()
    mpl.use("Agg")
    yield
    mpl.use(before)


@settings(max_examples=max(15, EXAMPLES // 10), deadline=None,
          suppress_health_check=list(HealthCheck), phases=PHASES)  # fmt: skip
@given(drawn())
def test_a_copy_draws_anything(case: tuple[Demonstration, Judgement]) -> None:
    import matplotlib.pyplot as plt

    demonstration, judged = case
    assert demonstration.figure
    figure = eval(figure_code(demonstration, demonstration.figure))
    results = {run: [returned(c) for c in calls] for run, calls in judged.measured.items() if calls}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of size, which a reader of a copy may see
        written = io.BytesIO()
        draw(figure, results).savefig(written, format="png")
    plt.close("all")
    assert written.getvalue().startswith(b"\x89PNG")


@pytest.mark.parametrize("ends", [(1.0, 1e290), (5e214, 1e300), (1e-299, 1.0), (1e-199, 1e199)])
def test_a_logarithmic_axis_has_ticks_that_can_be_told(ends):
    import matplotlib.pyplot as plt

    axis = {"label": "x", "scale": "log"}
    show = [{"name": "main", "label": "main", "control": False}]
    figure = {"kind": "lines", "x": axis, "y": axis, "show": show, "curves": [], "labels": {}}
    for x, y in ((ends, (1.0, 2.0)), ((1.0, 2.0), ends)):
        curves = {"curves": {"one": {"x": list(x), "y": list(y)}}}
        draw(figure, {"main": [curves]}).savefig(io.BytesIO(), format="png")
    plt.close("all")
