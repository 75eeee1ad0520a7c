"""Formulas and figures at length: that nothing they are made of raises.

    python -m bench.fuzzing formulas [--count 100000] [--seed 0]
    python -m bench.fuzzing figures [--count 1000]

A formula is set, read as a line, looked for in a text and shown on a page in a millisecond or
less; a figure is drawn in two widths, which takes some tenths of a second.  What raises is
printed, and the status is 1.
"""

import argparse
import random
import sys
import traceback
from collections import Counter
from xml.etree import ElementTree

from hypothesis import HealthCheck, Phase, given, settings

from kb.model import Demonstration
from kb.model.outcomes import Judgement
from kb.site.figures.description import described_figure
from tests.helpers.random_figures import drawn
from tests.helpers.random_formulas import random_formula, try_formula


def formulas(count: int, seed: int) -> Counter[str]:
    """How many were set, could not be, and raised."""
    rng = random.Random(seed)
    found: Counter[str] = Counter()
    for _ in range(count):
        formula = random_formula(rng)
        try:
            found["set" if try_formula(formula) else "not set"] += 1
        except Exception:
            print(repr(formula), traceback.format_exc(limit=-2), sep="\n")
            found["raised"] += 1
    return found


def figures(count: int) -> Counter[str]:
    """How many were drawn, had nothing to draw, and raised."""
    found: Counter[str] = Counter()

    @settings(max_examples=count, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(drawn())
    def each(case: tuple[Demonstration, Judgement]) -> None:
        try:
            drawing = described_figure(*case)
            for svg in (drawing.svg, drawing.narrow) if drawing else ():
                ElementTree.fromstring(svg)
            found["drawn" if drawing else "nothing to draw"] += 1
        except Exception:
            print(case, traceback.format_exc(limit=-2), sep="\n")
            found["raised"] += 1

    each()
    return found


def main() -> None:
    """Try as many as were asked for, and count what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["formulas", "figures"])
    parser.add_argument("--count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    if args.what == "formulas":
        found = formulas(args.count or 100_000, args.seed)
    else:
        found = figures(args.count or 1_000)
    print(", ".join(f"{many} {word}" for word, many in sorted(found.items())))
    sys.exit(bool(found["raised"]))


if __name__ == "__main__":
    main()
