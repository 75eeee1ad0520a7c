"""How long a keystroke waits for its answer in an editor, beside what else could be done meanwhile.

    python -m bench.editor [FOLDER]... [--size 5000] [--strokes 40]

A real client speaks to ``kb lsp`` over standard input and output.  A stroke is an edit that mends
a mistake, or breaks the file by one, and is answered when its findings are told; an offer is a
letter typed into a link, and is answered when what could follow is listed.  ``busy`` strokes are
typed while the whole is judged in the other thread.  Wall milliseconds: the median, and the slowest
of twenty.  Beside them, as ratios to the median stroke: PyYAML's C loader on the same file, and all
of ``kb verify --no-run``.  Without folders, this base and a generated one (see ``bench.waiting``).
"""

import argparse
import random
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import yaml

from bench.waiting import write_base
from kb.editor.server import PAUSE
from tests.helpers.editor_client import Client

HERE = Path(__file__).parents[1]


def milliseconds(began: float) -> float:
    return 1000 * (time.perf_counter() - began)


def row(name: str, times: list[float]) -> str:
    slowest = quantiles(times, n=20)[-1]
    return f"  {name:<22} median {median(times):7.1f} ms   1 in 20 above {slowest:7.1f} ms"


def stroke(client: Client, path: str, text: str) -> float:
    """Make a mistake in the first line, or mend it; how long until that is told."""
    wrong = "kind: x" in text
    began = time.perf_counter()
    client.change(path, {"text": text})
    while is_broken(client, path) != wrong:
        client.diagnostics(path)
    return milliseconds(began)


def is_broken(client: Client, path: str) -> bool:
    """Whether the last that was told of a file is that it cannot be read."""
    return any(told["code"] == "read" for told in client.told.get(path, []))


def offer(client: Client, path: str, text: str) -> float:
    """Type a letter of a claim's id into a link at the end; how long until claims are offered."""
    client.change(path, {"text": f"{text}links: [{{supports: a"})
    line = text.count("\n")
    began = time.perf_counter()
    found = client.ask(
        "textDocument/completion", client.at(path, line, len("links: [{supports: a"))
    )
    assert found["items"]
    return milliseconds(began)


def measured(root: Path, strokes: int) -> None:
    """Strokes in one base after another, and what else takes how long there."""
    paths = sorted(path.relative_to(root).as_posix() for path in root.glob("claims/*/*.yaml"))
    chance = random.Random(3)
    quick, wrong, busy, offers, loading = [], [], [], [], []
    began = time.perf_counter()
    with Client(root) as client:
        path = chance.choice(paths)
        text = client.open(path)
        client.wait_for(lambda: client.told, 300)
        first = milliseconds(began) / 1000
        print(f"{root.resolve().name}: {len(paths)} claims; first judged after {first:.1f} s")
        for _ in range(strokes):
            wrong.append(stroke(client, path, text.replace("kind: ", "kind: x", 1)))
            quick.append(stroke(client, path, text))
            offers.append(offer(client, path, text))
            client.change(path, {"text": text})
            client.wait_for(lambda: not is_broken(client, path))
        for _ in range(max(4, strokes // 4)):
            for edited in (text.replace("kind: ", "kind: x", 1), text):
                time.sleep(PAUSE + 0.1)
                busy.append(stroke(client, path, edited))
        for _ in range(strokes):
            began = time.perf_counter()
            yaml.load(text, Loader=yaml.CSafeLoader)
            loading.append(milliseconds(began))
    print(
        row("a stroke", quick),
        row("one that breaks it", wrong),
        row("a stroke, busy", busy),
        row("an offer", offers),
        sep="\n",
    )
    print(
        row("PyYAML, the same file", loading),
        f"({median(loading) / median(quick):.2f} of a stroke)",
    )
    command = [sys.executable, "-m", "kb", "--root", str(root), "verify", "--no-run"]
    began = time.perf_counter()
    subprocess.run(command, cwd=HERE, capture_output=True, check=False)
    whole = milliseconds(began)
    print(f"  kb verify --no-run: {whole:.0f} ms ({whole / median(quick):.0f} strokes)")


def main() -> None:
    """Measure the bases that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--size", type=int, default=5000)
    parser.add_argument("--strokes", type=int, default=40)
    given = parser.parse_args()
    if given.folders:
        for folder in given.folders:
            measured(folder, given.strokes)
        return
    measured(HERE, given.strokes)
    with TemporaryDirectory() as folder:
        root = Path(folder) / f"generated-{given.size}"
        root.mkdir()
        write_base(given.size, 3, root)
        measured(root, given.strokes)


if __name__ == "__main__":
    main()
