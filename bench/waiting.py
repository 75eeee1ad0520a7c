"""How long people wait for a command, and how that grows with the base, on generated bases.

    python -m bench.waiting [--sizes 100 300 1000] [--links 3] [--build]

Claims of 60 words with two works each, links of all verbs, most of them within a topic, and a
script for each tenth.  CPU seconds of whole commands, each size after the other in one run, with
the growth exponent (a line through the logarithms) and, beside them, PyYAML's C loader on the same
claims: what reading the files costs at the least with the library that kb itself reads with.
"""

import argparse
import random
import shutil
import subprocess
import sys
from math import log
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

VERBS = [*["supports"] * 5, *["attacks"] * 3, "related", "refines", "presupposes", "contradicts",
         "entails", "exemplifies"]  # fmt: skip
WORDS = (
    "gradient loss network robot policy depth noise sample margin prior evidence risk agent plan "
    "the of a in that with which under over when from without before after only often"
)
NEAR = 50  # claims of one topic, to which three of four links lead
SCRIPT = '''"""What is measured here."""

import numpy as np


def measure(seed: int, strength: float = 1.0, samples: int = {samples}) -> dict:
    """Mean response of ``samples`` draws, in units of the noise."""
    rng = np.random.default_rng(seed)
    return {{"effect": float((strength + rng.normal(size=samples)).mean())}}
'''
DEMONSTRATION = """demonstrations:
  response:
    shows: That the response is there.
    does_not_show: Why it is.
    bears: for
    seeds: 3
    runs:
      main: {}
      still:
        strength: 0.0
        breaks: [responds]
        because: Without strength nothing responds.
    expect:
      responds: 0.5 < effect < 1.5
"""
LOADER = """
import sys, yaml
from pathlib import Path
for path in Path("claims").glob("*/*.yaml"):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""


def write_base(size: int, links: int, root: Path) -> None:
    """A base of asserted claims; the same arguments give the same bytes."""
    chance, words = random.Random(7), WORDS.split()

    def said(count: int) -> str:
        return " ".join(chance.choice(words) for _ in range(count)).capitalize()

    works = max(60, size // 10)
    for number in range(size):
        start = number - number % NEAR
        near = range(start, min(start + NEAR, size))
        chosen: list[int] = []
        while len(chosen) < min(links, size - 1):
            other = chance.choice(near) if chance.random() < 0.75 else chance.randrange(size)
            if other not in (number, *chosen):
                chosen.append(other)
        folder = root / "claims" / f"topic-{number // NEAR}"
        folder.mkdir(parents=True, exist_ok=True)
        cited = "".join(f"  - {{cite: work-{chance.randrange(works)}}}\n" for _ in range(2))
        linked = "".join(
            f"  - {chance.choice(VERBS)}: claim-{other}\n    because: {said(16)}.\n"
            for other in chosen
        )
        text = (
            f"title: Claim {number} {said(5).lower()}\nstatement: >\n  {said(60)}.\n"
            f"kind: empirical\nscope: {said(14)}.\nsources:\n{cited}"
            f"held_by:\n  - {{position: holder-{chance.randrange(10)}, stance: asserts}}\n"
            f"links:\n{linked}{DEMONSTRATION if number % 10 == 0 else ''}"
        )
        (folder / f"claim-{number}.yaml").write_text(text)
        if number % 10 == 0:
            (folder / f"claim-{number}.py").write_text(SCRIPT.format(samples=1000 + number))
    literature = root / "literature"
    literature.mkdir()
    entry = "@article{{work-{0}, author={{Writer, A.}}, title={{Work {0}}}, year={{2000}}}}\n"
    (literature / "references.bib").write_text("".join(entry.format(n) for n in range(works)))
    holder = "holder-{0}: {{title: Holder {0}, one: no}}\n"
    (literature / "positions.yaml").write_text("".join(holder.format(n) for n in range(10)))


def seconds(root: Path, *command: str) -> float:
    """CPU seconds of a command in a base, those of the processes that it starts included."""
    before = getrusage(RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *command], cwd=root, capture_output=True, check=False)
    if done.returncode not in (0, 1):  # 1: the base has errors, which here it may
        raise SystemExit(done.stderr.decode())
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(root: Path, build: bool) -> dict[str, float]:
    """CPU seconds of each command on one base."""
    kb = ("-m", "kb")
    shutil.rmtree(root / ".kb", ignore_errors=True)
    found = {
        "PyYAML's C loader": seconds(root, "-c", LOADER),
        "verify, nothing remembered": seconds(root, *kb, "verify", "--no-run"),
        "verify, all remembered": seconds(root, *kb, "verify", "--no-run"),
        "verify CLAIM": seconds(root, *kb, "verify", "--no-run", "claim-7"),
        "explain CLAIM": seconds(root, *kb, "explain", "claim-7"),
        "camps": seconds(root, *kb, "camps"),
    }
    return found | ({"build": seconds(root, *kb, "build", "--no-run")} if build else {})


def growth(sizes: list[int], times: list[float]) -> float:
    """The exponent of the power that fits best: the slope of a line through the logarithms."""
    across, up = [log(size) for size in sizes], [log(time) for time in times]
    middle, level = sum(across) / len(across), sum(up) / len(up)
    rise = sum((x - middle) * (y - level) for x, y in zip(across, up, strict=True))
    return rise / sum((x - middle) ** 2 for x in across)


def main() -> None:
    """Write the bases, time the commands, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 300, 1000])
    parser.add_argument("--links", type=int, default=3)
    parser.add_argument("--build", action="store_true", help="time the building of the site, too")
    args = parser.parse_args()
    if len(set(args.sizes)) < 3:
        parser.error("growth is read from at least three sizes")
    columns = []
    for size in args.sizes:
        with TemporaryDirectory() as folder:
            write_base(size, args.links, Path(folder))
            columns.append(measured(Path(folder), args.build))
    print(f"{'CPU seconds':28}" + "".join(f"{size:>9,}" for size in args.sizes) + "   growth")
    for work in columns[0]:
        times = [column[work] for column in columns]
        cells = "".join(f"{time:9.2f}" for time in times)
        print(f"{work:28}{cells}   n^{growth(args.sizes, times):.2f}")


if __name__ == "__main__":
    main()
