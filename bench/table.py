"""What was measured, as lines of a table: medians, growth with the size, and times beside today's.

Start-up counts in every row, so that small bases let growth look flatter than it is.
"""

from collections.abc import Mapping, Sequence
from math import log

from bench.children import Spent, middle, ratio

TODAY = "kb today"
Runs = Mapping[int, Sequence[Spent]]  # by size of the base
Works = Mapping[str, Mapping[str, Runs]]  # by what is done, then by who does it


def growth(sizes: Sequence[int], times: Sequence[float]) -> float:
    """The exponent of the power that fits best: the slope of a line through the logarithms."""
    across, up = [log(size) for size in sizes], [log(time) for time in times]
    centre, level = sum(across) / len(across), sum(up) / len(up)
    rise = sum((x - centre) * (y - level) for x, y in zip(across, up, strict=True))
    return rise / sum((x - centre) ** 2 for x in across)


def cell(runs: Sequence[Spent]) -> str:
    """A median; 'over' if it was stopped; '-' if it was not asked for."""
    if not runs:
        return "-"
    found = middle(runs)
    return f"{found.seconds:.2f}" if found.ended else f">{found.seconds:.0f}"


def line(sizes: Sequence[int], who: str, runs: Runs, today: Runs) -> str:
    """One row: seconds by size, growth, memory at the largest size, and times beside today's."""
    ended = [size for size in sizes if runs.get(size) and middle(runs[size]).ended]
    cells = "".join(f"{cell(runs.get(size, ())):>9}" for size in sizes)
    exponent = ""
    if len(ended) > 2:
        times = [max(middle(runs[size]).seconds, 0.001) for size in ended]
        exponent = f"n^{growth(ended, times):.2f}"
    memory = f"{middle(runs[ended[-1]]).megabytes:.0f}" if ended else ""
    both = [size for size in sizes if runs.get(size) and today.get(size)]
    beside = f"{ratio(runs[both[-1]], today[both[-1]]):.2f}" if both else ""
    return f"  {who:26}{cells}{exponent:>9}{memory:>8}{beside:>9}"


def lines(sizes: Sequence[int], works: Works, unit: str = "CPU seconds") -> list[str]:
    """The whole table."""
    head = f"{unit:28}" + "".join(f"{size:>9,}" for size in sizes)
    found = [f"{head}{'growth':>9}{'MB':>8}{'x today':>9}"]
    for work, by in works.items():
        found.append(work)
        found += [line(sizes, who, runs, by.get(TODAY, {})) for who, runs in by.items()]
    return found


def beside_peers(
    works: Mapping[str, Mapping[str, Sequence[Spent]]], kb: Sequence[str]
) -> list[str]:
    """A line for each work, a column for each who; last, the fastest peer beside today's kb."""
    names = list(next(iter(works.values())))
    found = [
        f"{'CPU seconds':34}" + "".join(f"{who:>22}" for who in names) + f"{'peer x today':>14}"
    ]
    for work, by in works.items():
        peers = [ratio(runs, by[TODAY]) for who, runs in by.items() if who not in kb]
        last = f"{min(peers):.2f}" if peers else ""
        found.append(
            f"{work:34}" + "".join(f"{cell(by[who]):>22}" for who in names) + f"{last:>14}"
        )
    return found
